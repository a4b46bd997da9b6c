import type { OperationsReader } from '../../api/operations/index.ts';
import { phoneIn, phoneSearch, samePhone } from '../../lib/phone.ts';

type Contact = { email?: string | undefined; phone?: string | undefined };

/** How many hits are looked through for the exact one. */
const lookedThrough = 50;

/** The living customer who has exactly this e-mail address or phone number, of those that can be seen; undefined when there is none. */
export async function holderOf(
  operations: OperationsReader,
  { email, phone }: Contact,
  except?: number,
): Promise<{ id: number; what: 'e-mail address' | 'phone number' } | undefined> {
  const [byEmail, byPhone] = await Promise.all([
    email === undefined ? [] : hits(operations, email),
    phone === undefined ? [] : hits(operations, searchable(phone)),
  ]);
  const isOther = ({ id, blockState }: { id: number; blockState?: string | undefined }) =>
    id !== except && blockState !== 'DELETED';
  const mail = byEmail.find((hit) => isOther(hit) && sameEmail(hit.email, email));
  if (mail !== undefined) return { id: mail.id, what: 'e-mail address' };
  const call = byPhone.find((hit) => isOther(hit) && samePhone(hit.phone, phone));
  return call === undefined ? undefined : { id: call.id, what: 'phone number' };
}

async function hits(operations: OperationsReader, searchText: string) {
  return (await operations.customers.searchSimple({ query: { searchText, size: lookedThrough } })).items;
}

export function sameEmail(one: string | undefined, other: string | undefined): boolean {
  return one !== undefined && other !== undefined && one.trim().toLowerCase() === other.trim().toLowerCase();
}

function searchable(text: string): string {
  const phone = phoneIn(text);
  return phone === undefined ? text : phoneSearch(phone);
}
