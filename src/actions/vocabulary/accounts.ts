import type { Account } from '../../api/operations/index.ts';
import { type Show, showToOne } from '../../lib/mask.ts';
import { oneLine } from '../../lib/text.ts';

/** Which business account, as far as a preview needs to know; small, since it is stored with the request. */
export type SeenAccount = { id: number; name?: string | undefined };

export function seenAccount({ id, name }: Pick<Account, 'id' | 'name'>): SeenAccount {
  return { id, name };
}

/** `Donau Catering (business account 7002)`. A company's name can be a person's; many see its id alone. */
export function accountName({ id, name }: SeenAccount, show: Pick<Show, 'audience'> = showToOne()): string {
  const known = show.audience === 'many' ? '' : oneLine(name ?? '');
  return known === '' ? `business account ${id}` : `${known} (business account ${id})`;
}
