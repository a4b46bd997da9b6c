import type { z } from 'zod';
import type { updateCustomer } from '../../actions/customer/update.ts';
import { CustomerEdit, type EditableField, editableFields } from '../../actions/vocabulary/customer-edit.ts';
import type { Field } from '../../views/form/form.ts';
import { defineForm, type Filled, filledId } from '../form/action-form.ts';
import { finderField, names } from '../form/common-fields.ts';
import { customerById, fill, homeBranch, understandCustomer } from '../form/filling.ts';

/** Newsletter has its own words; all others are typed. */
const typedFields = [
  'firstName',
  'lastName',
  'birthdate',
  'street',
  'postcode',
  'city',
  'country',
  'language',
  'email',
  'phone',
] as const satisfies readonly EditableField[];

const hints: Partial<Record<EditableField, string>> = {
  email: 'Changing it hands over the account, so a lead is asked.',
  phone: 'Changing it hands over the account, so a lead is asked.',
  language: 'Two letters, such as de or en.',
};

/** `/customer edit <customer>`: what is left empty stays as it is. */
export const editCustomerForm = defineForm<z.output<(typeof updateCustomer)['input']>>({
  action: 'customer.update',
  title: 'Edit a customer',
  submit: 'Change',
  names: [names.customer, ...typedFields],
  intro: () => 'Fill in only what changes; what you leave empty stays as it is.',
  async fromWords(kit, _who, words) {
    const branch = homeBranch(kit);
    return fill(branch, { customer: words.length === 0 ? undefined : await understandCustomer(kit, words.join(' '), branch) });
  },
  async fromPointer(kit, _who, { customer, branch = homeBranch(kit) }) {
    return fill(branch, customer === undefined ? {} : { customer: { value: await customerById(kit, customer) } });
  },
  async fromInput(kit, _who, input) {
    const { customerId, edit } = input;
    const typed = typedFields.flatMap((field): [string, { value: { value: string; text: string } }][] => {
      const value = edit[field];
      return value === undefined ? [] : [[field, { value: { value, text: value } }]];
    });
    return fill(homeBranch(kit), { customer: { value: await customerById(kit, customerId) }, ...Object.fromEntries(typed) });
  },
  fields: async (_kit, _who, filled) => [
    finderField(filled, 'customer'),
    ...typedFields.map((field) => editField(filled, field)),
  ],
  read(filled) {
    const customerId = filledId(filled, names.customer);
    const typed = Object.fromEntries(
      typedFields.flatMap((field) => (filled.values[field] === undefined ? [] : [[field, filled.values[field]?.value]])),
    );
    const edit = CustomerEdit.safeParse(typed);
    const wrong = edit.success
      ? {}
      : Object.fromEntries(edit.error.issues.map((issue) => [String(issue.path[0]), wordFor(String(issue.path[0]))]));
    const errors = {
      ...(customerId === undefined ? { [names.customer]: 'Choose the customer.' } : {}),
      ...wrong,
      ...(Object.keys(typed).length === 0 ? { [typedFields[0]]: 'Fill in at least one field that changes.' } : {}),
    };
    return Object.keys(errors).length === 0 ? { ok: true, input: { customerId, edit: typed } } : { ok: false, errors };
  },
});

function wordFor(field: string): string {
  if (field === 'email') return 'This is no e-mail address.';
  if (field === 'phone') return 'A phone number has at least five digits.';
  return 'This cannot be read.';
}

function editField(filled: Filled, field: (typeof typedFields)[number]): Field {
  const initial = filled.values[field]?.value;
  const hint = hints[field];
  return {
    kind: field === 'birthdate' ? 'date' : field === 'email' ? 'email' : 'text',
    name: field,
    label: editableFields[field],
    dispatch: true,
    optional: true,
    ...(hint === undefined ? {} : { hint }),
    ...(initial === undefined ? {} : { initial }),
  };
}
