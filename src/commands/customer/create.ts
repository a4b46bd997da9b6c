import { CustomerNew, newCustomerFields } from '../../actions/customer/shared/new.ts';
import { speak, spoken } from '../../lib/language/speak.ts';
import type { Choice, Field } from '../../views/form/form.ts';
import { defineForm, type Filled, filledId } from '../engine/action-form.ts';
import { branchChoice, branchField } from '../engine/branch-field.ts';
import { names } from '../engine/common-fields.ts';
import { fill, homeBranch, type Understood } from '../subjects/understand.ts';
import { methodChoice, methodField, methodIn, methodName } from './sign-in-fields.ts';

const typedFields = ['email', 'phone', 'firstName', 'lastName', 'birthdate', 'language', 'drivingLicenseCategories'] as const;
type TypedField = (typeof typedFields)[number];
const also = 'also';

const hints: Partial<Record<TypedField, string>> = spoken({
  language: 'Two letters, such as de or en.',
  drivingLicenseCategories: 'With commas between, such as B, BE.',
});

/** What else may be wished for; each is a member of the input that is then true. */
const wishes: readonly Choice[] = spoken([
  { value: 'sendResetPassword', text: 'Send an e-mail to choose a password' },
  { value: 'newsletter', text: 'Wants the newsletter' },
  { value: 'licence', text: 'Driving licence seen and verified', description: 'Only with the licence in hand.' },
]);

/** `/customer create [e-mail | phone] [first name] [last name]` */
export const createCustomerForm = defineForm<CustomerNew>({
  action: 'customer.create',
  title: 'Create a customer',
  submit: 'Create',
  names: [methodName, names.branch, ...typedFields, also],
  intro: () => speak('What a rental needs beyond this depends on the branch and the vehicle; the customer adds it in the app.'),
  async fromWords(app, _who, words) {
    const branch = homeBranch(app);
    const email = words.find((word) => /^[^\s@]+@[^\s@]+$/.test(word));
    const rest = words.filter((word) => word !== email);
    const phone = rest.filter((word) => /^\+?[\d()/.-]+$/.test(word));
    const [firstName, ...lastName] = rest.filter((word) => !phone.includes(word));
    return fill(branch, {
      branch: { value: await branchChoice(app, branch) },
      email: typedAs(email),
      phone: typedAs(phone.join(' ')),
      firstName: typedAs(firstName),
      lastName: typedAs(lastName.join(' ')),
    });
  },
  async fromPointer(app, _who, { branch = homeBranch(app) }) {
    return fill(branch, { branch: { value: await branchChoice(app, branch) } });
  },
  async fromInput(app, _who, input) {
    const classes = input.drivingLicenseCategories?.join(', ');
    const filled = fill(input.branchId, {
      branch: { value: await branchChoice(app, input.branchId) },
      [methodName]: { value: methodChoice(input.authenticationType) },
      ...Object.fromEntries(
        typedFields.map((field) => [field, typedAs(field === 'drivingLicenseCategories' ? classes : input[field])]),
      ),
    });
    const wished = wishes.filter(
      ({ value }) =>
        value === 'licence' ? input.licenseVerificationState === 'VERIFIED' : input[value as 'newsletter'] === true, // safe: the list above has no other
    );
    return { ...filled, lists: { [also]: wished } };
  },
  async fields(app, _who, filled) {
    return [
      methodField(filled, ['EMAIL', 'PHONE', 'EMAIL_CODE']),
      ...typedFields.slice(0, 2).map((field) => typedField(filled, field)),
      await branchField(app, filled, speak('Where they rent; the terms that they accept are those of this branch.')),
      ...typedFields.slice(2).map((field) => typedField(filled, field)),
      {
        kind: 'checkboxes',
        name: also,
        label: speak('Also'),
        optional: true,
        dispatch: true,
        choices: wishes,
        initial: (filled.lists?.[also] ?? []).map(({ value }) => value),
      },
    ];
  },
  read(filled) {
    const method = methodIn(filled);
    const wished = (value: string) => filled.lists?.[also]?.some((one) => one.value === value) === true;
    const typed = Object.fromEntries(
      typedFields.flatMap((field) => {
        const text = filled.values[field]?.value;
        return text === undefined ? [] : [[field, field === 'drivingLicenseCategories' ? listIn(text) : text]];
      }),
    );
    const input = {
      ...typed,
      authenticationType: method,
      branchId: filledId(filled, names.branch),
      newsletter: wished('newsletter') ? true : undefined,
      sendResetPassword: wished('sendResetPassword') ? true : undefined,
      licenseVerificationState: wished('licence') ? 'VERIFIED' : undefined,
    };
    const read = CustomerNew.safeParse(input);
    if (read.success) return { ok: true, input: read.data };
    return { ok: false, errors: { ...contactErrors(filled, method), ...errorsIn(read.error.issues) } };
  },
});

/** What is required for a way to sign in is named together with all else that is wrong: the schema looks at it last. */
function contactErrors(filled: Filled, method: string | undefined): Record<string, string> {
  if (method === 'PHONE' && filled.values.phone === undefined)
    return { phone: speak('Anyone who signs in by phone needs a phone number.') };
  if (method !== undefined && method !== 'PHONE' && filled.values.email === undefined)
    return { email: speak('Anyone who signs in by e-mail needs an e-mail address.') };
  return {};
}

const wrongWords: Readonly<Record<string, string>> = spoken({
  authenticationType: 'Choose how the customer signs in.',
  branchId: 'Choose the branch.',
  email: 'That’s not a valid e-mail address.',
  phone: 'That’s not a phone number: digits only, with + in front of the country code.',
  language: 'Two letters, such as de or en.',
});

function errorsIn(issues: readonly { code: string; path: readonly PropertyKey[]; message: string }[]): Record<string, string> {
  return Object.fromEntries(
    issues.map(({ code, path, message }) => {
      const field = String(path[0]);
      const block = field === 'authenticationType' ? methodName : field === 'branchId' ? names.branch : field;
      return [block, code === 'custom' ? message : (wrongWords[field] ?? speak('This cannot be read.'))];
    }),
  );
}

function typedAs(text: string | undefined): Understood | undefined {
  return text === undefined || text === '' ? undefined : { value: { value: text, text } };
}

function listIn(text: string): string[] {
  return [...new Set(text.split(/[,;\s]+/).map((one) => one.trim().toUpperCase()))].filter((one) => one !== '');
}

function typedField(filled: Filled, field: TypedField): Field {
  const initial = filled.values[field]?.value;
  const hint = hints[field];
  return {
    kind: field === 'birthdate' ? 'date' : field === 'email' ? 'email' : 'text',
    name: field,
    label: newCustomerFields[field],
    dispatch: true,
    optional: true,
    hint,
    initial,
  };
}
