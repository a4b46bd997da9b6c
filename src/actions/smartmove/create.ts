import { z } from 'zod';
import { customerTypes, languages, SmartmoveUserCreate } from '../../api/smartmove/index.ts';
import { defineAction } from '../define.ts';
import { EmailAddress, PhoneNumber } from '../vocabulary/contact-fields.ts';
import {
  isSameValue,
  type SmartmoveField,
  type SmartmoveValues,
  userName,
  valuesOf,
  wordOf,
} from '../vocabulary/smartmove-user.ts';
import { common } from '../vocabulary/smartmove-whole.ts';

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
  reason: 'required',
  input: NewUser,
  // One at a time: nobody could tell two lost ones apart.
  subjects: () => ['smartmove:new'],
  precheck: async (_readers, { firstName, lastName }) => ({ firstName, lastName }),
  branches: () => [],
  fingerprint: () => ({}),
  preview: ({ firstName, lastName }, input, show) => ({
    title: `Create ${userName({ firstName, lastName }, show)}`,
    lines: [
      `E-mail: ${show.email(input.email)}`,
      ...shown.map(([label, field]) => `${label}: ${wordOf(field, valuesIn(input)[field], show)}`),
    ],
    warning: 'Check the e-mail address: it cannot be changed afterwards.',
    undo: 'Cannot be undone here: Smartmove users are not deleted through this app.',
  }),
  execute: ({ smartmove }, input) =>
    smartmove.users.create({ body: SmartmoveUserCreate.parse({ ...common(valuesIn(input)), email: input.email }) }),
  async settled({ smartmove }, input, _seen, _told, result) {
    if (result === undefined) return 'cannot-tell';
    const now = valuesOf(await smartmove.users.get({ params: { customerId: result.id } }));
    const wanted = Object.entries(valuesIn(input)) as [SmartmoveField, string][]; // safe: they are keyed by field
    return wanted.every(([field, value]) => isSameValue(field, now[field], value)) ? 'done' : 'not-done';
  },
  render: ({ firstName, lastName }, _input, show, result) => ({
    title: `Created ${userName({ firstName, lastName, ...(result === undefined ? {} : { id: result.id }) }, show)}`,
    ...(result === undefined ? {} : { lines: [`Id: ${result.id}`] }),
  }),
});

const shown: readonly (readonly [string, SmartmoveField])[] = [
  ['Birth date', 'dateOfBirth'],
  ['Phone', 'phone'],
  ['Language', 'language'],
  ['Customer type', 'customerType'],
  ['Product', 'productKey'],
  ['City', 'contactCity'],
];

function valuesIn({ contact, billing, ...user }: z.output<typeof NewUser>): SmartmoveValues {
  const { email: _, ...plain } = user;
  return {
    ...plain,
    contactAddress: contact.address,
    contactZipCode: contact.zipCode,
    contactCity: contact.city,
    contactCountryCode: contact.countryCode,
    ...(contact.federalState === undefined ? {} : { contactFederalState: contact.federalState }),
    billingAddress: billing.address,
    billingZipCode: billing.zipCode,
    billingCity: billing.city,
    billingCountryCode: billing.countryCode,
    ...(billing.federalState === undefined ? {} : { billingFederalState: billing.federalState }),
    ...(billing.company === undefined ? {} : { billingCompany: billing.company }),
    ...(billing.vatNumber === undefined ? {} : { billingVatNumber: billing.vatNumber }),
  };
}
