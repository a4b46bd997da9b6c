import type { OperationsReader } from '../../../api/operations/index.ts';
import { speak } from '../../../lib/language/speak.ts';
import { type Country, phoneIn, phoneSearch, samePhone } from '../../../lib/phone.ts';
import { isDeleted } from '../../../states/interpret.ts';

type Contact = { email?: string | undefined; phone?: string | undefined };

/** How many hits are looked through for the exact one. */
const lookedThrough = 50;

/** The living customer who has exactly this e-mail address or phone number, of those that can be seen; undefined when there is none. */
export async function holderOf(
  operations: OperationsReader,
  { email, phone }: Contact,
  { except, country }: { except?: number; country?: Country } = {},
): Promise<{ id: number; what: string } | undefined> {
  const [byEmail, byPhone] = await Promise.all([
    email === undefined ? [] : hits(operations, email),
    phone === undefined ? [] : hits(operations, searchable(phone, country)),
  ]);
  const isOther = ({ id, blockState }: { id: number; blockState?: string | undefined }) =>
    id !== except && !isDeleted(blockState);
  const mail = byEmail.find((hit) => isOther(hit) && sameEmail(hit.email, email));
  if (mail !== undefined) return { id: mail.id, what: speak('e-mail address') };
  const call = byPhone.find((hit) => isOther(hit) && samePhone(hit.phone, phone, country));
  return call === undefined ? undefined : { id: call.id, what: speak('phone number') };
}

async function hits(operations: OperationsReader, searchText: string) {
  return (await operations.customers.searchSimple({ query: { searchText, size: lookedThrough } })).items;
}

export function sameEmail(one: string | undefined, other: string | undefined): boolean {
  return one !== undefined && other !== undefined && one.trim().toLowerCase() === other.trim().toLowerCase();
}

function searchable(text: string, country: Country): string {
  const phone = phoneIn(text, country);
  return phone === undefined ? text : phoneSearch(phone);
}
