import type { z } from 'zod';
import { CustomerEdit, type EditableField, editableFields } from '../../actions/customer/shared/edit.ts';
import type { tagCustomer } from '../../actions/customer/tag.ts';
import type { updateCustomer } from '../../actions/customer/update.ts';
import type { Customer } from '../../api/operations/index.ts';
import { speak, spoken } from '../../lib/language/speak.ts';
import type { AppContext } from '../app-context.ts';
import { type EditField, shownText } from '../engine/edit-field.ts';
import { defineEditForm, type Edit } from '../engine/edit-form.ts';
import { tagsForm } from '../engine/tags-form.ts';
import { editedCustomer } from '../subjects/edited.ts';
import { redactorFor } from '../subjects/look-up.ts';

type TypedField = Exclude<EditableField, 'newsletter'>;

/** Newsletter is ticked; all others are typed. */
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
] as const satisfies readonly TypedField[];

const hints: Partial<Record<TypedField, string>> = spoken({
  email: 'Changing this gives access to the account, so a lead must approve.',
  phone: 'Changing this gives access to the account, so a lead must approve.',
  language: 'Two letters, such as de or en.',
});

const newsletter = 'newsletter';

/** `/customer edit <customer>` */
export const editCustomerForm = defineEditForm<Customer>({
  action: 'customer.update',
  title: 'Edit a customer',
  about: editedCustomer(),
  fields: [
    ...typedFields.map(typedField),
    {
      name: newsletter,
      optional: true,
      shown: (customer) => (customer.newsletter === true ? [newsletter] : []),
      look: () => ({
        kind: 'checkboxes',
        label: editableFields.newsletter,
        choices: [{ value: newsletter, text: speak('Wants the newsletter') }],
      }),
    },
  ],
  wrong(edit) {
    const read = CustomerEdit.safeParse(edited(edit));
    return read.success
      ? {}
      : Object.fromEntries(read.error.issues.map(({ path }) => [String(path[0]), wordFor(String(path[0]))]));
  },
  input: (holder, edit) => ({ customerId: Number(holder), edit: edited(edit) }),
  asked(input) {
    const { customerId, edit } = input as z.output<(typeof updateCustomer)['input']>; // safe: the action's own input, as it was stored
    const { newsletter: wanted, ...typed } = edit;
    return {
      holder: String(customerId),
      edit: () => ({ ...typed, ...(wanted === undefined ? undefined : { [newsletter]: wanted ? [newsletter] : [] }) }) as Edit, // safe: texts, or null
    };
  },
});

function edited({ newsletter: ticked, ...typed }: Edit): Record<string, unknown> {
  return ticked === undefined ? typed : { ...typed, newsletter: (ticked ?? []).length > 0 };
}

function wordFor(field: string): string {
  if (field === 'email') return speak('That’s not a valid e-mail address.');
  if (field === 'phone') return speak('A phone number has at least five digits.');
  if (field === 'birthdate') return speak('Write the date like 1990-04-30.');
  return speak('This cannot be read.');
}

function typedField(name: TypedField): EditField<Customer> {
  const hint = hints[name];
  return {
    name,
    optional: true,
    shown: (customer, app) => shownText(shownOf(customer, name, app)),
    isMasked: (app) => app.policy.privacy.mask && isMasked(name),
    look: () => ({
      kind: name === 'birthdate' ? 'date' : name === 'email' ? 'email' : 'text',
      label: editableFields[name],
      hint,
    }),
  };
}

/** Where somebody lives is seen only after a reason: Reveal shows it, and the journal has it. */
function isMasked(field: TypedField): boolean {
  return !['firstName', 'lastName', 'language'].includes(field);
}

function shownOf(customer: Customer, field: TypedField, app: AppContext): string | undefined {
  const value = customer[field];
  if (value === undefined || !app.policy.privacy.mask || !isMasked(field)) return value;
  const redactor = redactorFor(app);
  if (field === 'email') return redactor.email(value);
  if (field === 'phone') return redactor.phone(value);
  return field === 'birthdate' ? redactor.birthdate(value) : '••••';
}

/** `/customer tags <customer> [+tag] [-tag]`. */
export const tagCustomerForm = tagsForm<typeof tagCustomer>({
  action: 'customer.tag',
  about: editedCustomer((word) => /^[+−–-]./.test(word)),
  input: (customerId, list, branchId) => ({ customerId, branchId, ...list }),
  asked: ({ customerId, branchId, ...list }) => ({ id: customerId, list, branch: branchId }),
});
