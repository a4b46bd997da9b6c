import { z } from 'zod';
import { customerTypes, languages, SmartmoveUserCreate } from '../../api/smartmove/index.ts';
import { speak, spoken } from '../../lib/language/speak.ts';
import { defineAction } from '../define.ts';
import { EmailAddress, PhoneNumber } from '../shared/contact-fields.ts';
import { isSameValue, type SmartmoveField, type SmartmoveValues, userName, valuesOf, wordOf } from './shared/user.ts';
import { common } from './shared/whole.ts';

const word = z.string().trim().min(1);
const Address = {
  address: word,
  zipCode: word,
  city: word,
  countryCode: z.string().trim().length(2),
  federalState: word.optional(),
};

const NewUser = z.object({
  email: EmailAddress,
  firstName: word,
  lastName: word,
  dateOfBirth: z.iso.date(),
  phone: PhoneNumber,
  language: z.enum(languages),
  customerType: z.enum(customerTypes),
  productKey: word,
  contact: z.object(Address),
  billing: z.object({ ...Address, company: word.optional(), vatNumber: word.optional() }),
});

/** Registers a user with the mobility provider. Smartmove has no list to search, so that a lost answer cannot be looked up. */
export const createSmartmoveUser = defineAction({
  name: 'smartmove.create',
  label: 'Create a Smartmove user',
  risk: 'sensitive',
  input: NewUser,
  // One at a time: nobody could tell two lost ones apart.
  subjects: () => ['smartmove:new'],
  precheck: async (_readers, { firstName, lastName }) => ({ firstName, lastName }),
  branches: () => [],
  fingerprint: () => ({}),
  preview: ({ firstName, lastName }, input, redactor) => ({
    title: speak('Create {user}', { user: userName({ firstName, lastName }, redactor) }),
    lines: [
      speak('E-mail: {email}', { email: redactor.email(input.email) }),
      ...shown.map(([label, field]) => `${label}: ${wordOf(field, valuesIn(input)[field], redactor)}`),
    ],
    warning: speak('Check the e-mail address: it cannot be changed afterwards.'),
    undo: speak('Can’t be undone here: Wheelhouse doesn’t delete Smartmove users.'),
  }),
  execute: ({ smartmove }, input) =>
    smartmove.users.create({ body: SmartmoveUserCreate.parse({ ...common(valuesIn(input)), email: input.email }) }),
  async verify({ smartmove }, input, _snapshot, _context, result) {
    if (result === undefined) return 'cannot-tell';
    const now = valuesOf(await smartmove.users.get({ params: { customerId: result.id } }));
    const wanted = Object.entries(valuesIn(input)) as [SmartmoveField, string][]; // safe: they are keyed by field
    return wanted.every(([field, value]) => isSameValue(field, now[field], value)) ? 'done' : 'not-done';
  },
  render: ({ firstName, lastName }, _input, redactor, result) => ({
    title: speak('Created {user}', {
      user: userName({ firstName, lastName, id: result?.id }, redactor),
    }),
    lines: result === undefined ? undefined : [speak('Id: {result}', { result: result.id })],
  }),
});

const shown: readonly (readonly [string, SmartmoveField])[] = spoken([
  ['Birth date', 'dateOfBirth'],
  ['Phone', 'phone'],
  ['Language', 'language'],
  ['Customer type', 'customerType'],
  ['Product', 'productKey'],
  ['City', 'contactCity'],
]);

function valuesIn({ contact, billing, ...user }: z.output<typeof NewUser>): SmartmoveValues {
  const { email: _, ...plain } = user;
  return {
    ...plain,
    contactAddress: contact.address,
    contactZipCode: contact.zipCode,
    contactCity: contact.city,
    contactCountryCode: contact.countryCode,
    contactFederalState: contact.federalState,
    billingAddress: billing.address,
    billingZipCode: billing.zipCode,
    billingCity: billing.city,
    billingCountryCode: billing.countryCode,
    billingFederalState: billing.federalState,
    billingCompany: billing.company,
    billingVatNumber: billing.vatNumber,
  };
}
