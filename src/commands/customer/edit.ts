import type { z } from 'zod';
import type { updateCustomer } from '../../actions/customer/update.ts';
import { CustomerEdit, type EditableField, editableFields } from '../../actions/vocabulary/customer-edit.ts';
import { oneLine } from '../../lib/text.ts';
import type { Field } from '../../views/form/form.ts';
import { showFor } from '../find/look-up.ts';
import { defineForm, type Filled, filledId } from '../form/action-form.ts';
import { finderField, names } from '../form/common-fields.ts';
import { customerById, fill, homeBranch, understandCustomer } from '../form/filling.ts';
import type { Kit } from '../kit.ts';

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

/** `/customer edit <customer>`: what is left empty stays as it is, and is shown greyed in its field as far as it is not masked. */
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
  async fields(kit, _who, filled) {
    const now = await valuesNow(kit, filledId(filled, names.customer));
    return [finderField(filled, 'customer'), ...typedFields.map((field) => editField(filled, field, now[field]))];
  },
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

/** What the customer has now, worded for one; a back office that does not answer only leaves the fields without it. */
async function valuesNow(kit: Kit, id: number | undefined): Promise<Partial<Record<EditableField, string>>> {
  if (id === undefined) return {};
  const found = await kit.readers.operations.customers.get({ params: { id } }, { deadlineMs: 2_000 }).catch(() => undefined);
  if (found === undefined) return {};
  const show = showFor(kit);
  const words = { ...found, email: show.email(found.email), phone: show.phone(found.phone) };
  const shown = typedFields.filter((field) => found[field] !== undefined && !(kit.policy.privacy.mask && isHidden(field)));
  return Object.fromEntries(shown.map((field) => [field, oneLine(words[field] ?? '')]));
}

/** Where somebody lives is seen only after a reason: Reveal shows it, and the journal has it. */
function isHidden(field: EditableField): boolean {
  return field === 'street' || field === 'postcode' || field === 'city' || field === 'country';
}

function editField(filled: Filled, field: (typeof typedFields)[number], now: string | undefined): Field {
  const initial = filled.values[field]?.value;
  const hint = hints[field];
  return {
    kind: field === 'birthdate' ? 'date' : field === 'email' ? 'email' : 'text',
    name: field,
    label: editableFields[field],
    dispatch: true,
    optional: true,
    ...(field === 'birthdate' || now === undefined || now === '' ? {} : { placeholder: `Now: ${now}` }),
    ...(hint === undefined ? {} : { hint }),
    ...(initial === undefined ? {} : { initial }),
  };
}
