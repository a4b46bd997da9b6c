import type { Account } from '../../../api/operations/index.ts';
import { speak } from '../../../lib/language/speak.ts';
import { type Redactor, redactorForOne } from '../../../lib/mask.ts';
import { oneLine } from '../../../lib/text.ts';
import { blockSentence } from '../../../states/interpret.ts';

/** Which business account, as far as a preview needs to know; small, since it is stored with the request. */
export type SeenAccount = { id: number; name?: string | undefined; blockState?: string | undefined };

export function seenAccount({ id, name, blockState }: Pick<Account, 'id' | 'name' | 'blockState'>): SeenAccount {
  return { id, name, blockState };
}

/** `Donau Catering (business account 7002)`. A company's name can be a person's; many see its id alone. */
export function accountName({ id, name }: SeenAccount, show: Pick<Redactor, 'audience'> = redactorForOne()): string {
  const known = show.audience === 'many' ? '' : oneLine(name ?? '');
  return known === '' ? speak('business account {id}', { id }) : speak('{known} (business account {id})', { known, id });
}

/** What an account's block state says against giving it something. */
export function accountWarning(account: SeenAccount, show: Pick<Redactor, 'audience'>): string | undefined {
  return blockSentence(accountName(account, show), account.blockState);
}
