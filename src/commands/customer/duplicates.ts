import { sameEmail } from '../../actions/customer/shared/contacts.ts';
import type { Customer, CustomerHit } from '../../api/operations/index.ts';
import { speak } from '../../lib/language/speak.ts';
import { samePhone } from '../../lib/phone.ts';
import { isDeleted } from '../../states/interpret.ts';
import { contactIn } from '../subjects/contact.ts';
import type { LookupContext } from '../subjects/look-up.ts';

export type Duplicate = { id: number; by: string[] };

/** How many hits are looked through. */
const lookedThrough = 20;

/**
 * Other living accounts with this customer's phone number or e-mail address. Somebody who signs in by a code sent to a number that nobody
 * has gets a second account, and then asks support where their rides are. A search that fails finds none: the profile is without it.
 */
export async function duplicatesOf(
  app: LookupContext,
  { id, email, phone }: Pick<Customer, 'id' | 'email' | 'phone'>,
  options: { deadlineMs: number; canWait: true },
): Promise<Duplicate[]> {
  const { country } = app.policy;
  const hits = async (text: string | undefined): Promise<CustomerHit[]> => {
    const contact = text === undefined ? undefined : contactIn(text, country);
    if (contact === undefined) return [];
    const query = { searchText: contact.searchText, size: lookedThrough };
    return app.readers.operations.customers.searchSimple({ query }, options).then(
      ({ items }) => items,
      () => [],
    );
  };
  const [byPhone, byEmail] = await Promise.all([hits(phone), hits(email)]);
  const others = new Map([...byPhone, ...byEmail].map((hit) => [hit.id, hit]));
  return [...others.values()].flatMap((hit): Duplicate[] => {
    const by: Duplicate['by'] = [
      ...(samePhone(hit.phone, phone, country) ? [speak('phone number')] : []),
      ...(sameEmail(hit.email, email) ? [speak('e-mail address')] : []),
    ];
    return hit.id === id || isDeleted(hit.blockState) || by.length === 0 ? [] : [{ id: hit.id, by }];
  });
}
