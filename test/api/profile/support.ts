import type { Profile } from '../../../src/api/profile/profile.ts';
import { readProfile } from '../../../src/api/profile/read.ts';

/** As the documentation shows it. */
export const contractProfile = `
version: 1
calls:
  vouchers.applyToCustomer: { body: { voucherableId: "voucherableIds[]", comment: note } }
  requirements.start: { query: { userId: guserId }, answer: { requirements: checks } }
  cards.createBatch: { method: POST, path: /customer-identity-cards/batch }
  accounts.search: { items: content }
objects:
  Customer: { birthdate: dateOfBirth, city: address.city }
values: { Customer.creditStatus: { POSITIVE: APPROVED } }
off: [rating.queue]
`;

export function profileOf(text: string): Profile {
  const read = readProfile(text);
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  return read.profile;
}
