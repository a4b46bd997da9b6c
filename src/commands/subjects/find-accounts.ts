import type { Account } from '../../api/operations/index.ts';
import type { Page } from '../../api/table.ts';
import { speak } from '../../lib/language/speak.ts';
import { clip, oneLine, short } from '../../lib/text.ts';
import { sameCode, sameName } from '../../lib/typed.ts';
import { unadorned } from '../../lib/unadorned.ts';
import type { Choice } from '../../views/common/blocks.ts';
import { pageAmong, withoutPages } from '../link/dashboard.ts';
import { idIn, ifThere, type LookupContext, mostOptions, type OptionsFor, stoppable } from './look-up.ts';

export type FoundAccount =
  | { kind: 'one'; account: Account }
  | { kind: 'several'; hits: Account[]; total?: number }
  | { kind: 'none' };

const prefix = /^account:\s*/i;

/** Whether the word says that a business account is meant. */
export function isAccountWord(text: string): boolean {
  return prefix.test(text.trim());
}

/** Without `account:`; the id alone if a page is among the words. Throws Fault('bad_input') for what is no account's. */
function wantedIn(text: string): string {
  const bare = unadorned(text);
  return String(pageAmong(bare, 'account') ?? bare.replace(prefix, '')).slice(0, 200);
}

/** A business account by id, code or name, with or without `account:` in front. Throws the reader's faults. */
export async function findAccount(app: LookupContext, text: string, branchId: number): Promise<FoundAccount> {
  const wanted = wantedIn(withoutPages(app.policy.dashboardLink, text));
  if (wanted === '') return { kind: 'none' };
  const { accounts } = app.readers.operations;
  const id = idIn(wanted);
  if (id !== undefined) {
    const account = await ifThere(accounts.get({ params: { userGroupId: id } }));
    if (account !== undefined) return { kind: 'one', account };
  }
  const found = await accounts.search({ query: { branchId, searchText: wanted, size: 50 } });
  if (found.items.length > 0) return kindOf(found, wanted);
  // Not every tenant's free search looks at the code.
  return /\s/.test(wanted) ? { kind: 'none' } : kindOf(await accounts.search({ query: { branchId, code: wanted } }), wanted);
}

function kindOf({ items, totalElements }: Page<Account>, wanted: string): FoundAccount {
  const exact = items.filter(({ code, name }) => sameCode(code, wanted) || sameName(name, wanted));
  const [only] = exact.length === 1 ? exact : items;
  if (only === undefined) return { kind: 'none' };
  if (exact.length === 1 || (items.length === 1 && (totalElements ?? 1) <= 1)) return { kind: 'one', account: only };
  return { kind: 'several', hits: items, total: totalElements };
}

/** A business account in a list: `Donau Catering · 7002`, and its code. */
export function accountChoice(account: Account): Choice {
  const name = oneLine(account.name ?? '');
  return {
    text: `${name === '' ? speak('Business account') : clip(name, 55)} · ${account.id}`,
    value: String(account.id),
    description: account.code === undefined ? undefined : short(account.code, 60),
  };
}

/** Business accounts for an external select. */
export const accountOptions: OptionsFor = async (app, query, branchId, signal) => {
  const wanted = wantedIn(query);
  if (wanted === '') return [];
  const { accounts } = app.readers.operations;
  const id = idIn(wanted);
  const [byId, found] = await Promise.all([
    id === undefined ? undefined : ifThere(accounts.get({ params: { userGroupId: id } }, stoppable(signal))),
    accounts.search({ query: { branchId, searchText: wanted, size: mostOptions } }, stoppable(signal)),
  ]);
  const others = found.items.filter((account) => account.id !== byId?.id);
  return [...(byId === undefined ? [] : [byId]), ...others].slice(0, mostOptions).map(accountChoice);
};
