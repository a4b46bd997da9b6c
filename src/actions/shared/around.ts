import { asFault } from '../../errors.ts';
import type { Readers } from '../define.ts';
import { ifAllowed } from './readings.ts';

/** So many members are read, page by page; an account with more is not known whole. */
const mostPages = 20;
const membersAPage = 500;

/** The account's members, or the accounts that a customer is in, as subjects; null when that is not known. */
export async function aroundOf(
  readers: Pick<Readers, 'operations'>,
  target: { kind: 'customer' | 'account'; id: number },
): Promise<string[] | null> {
  return target.kind === 'customer' ? accountsOf(readers, target.id) : membersOf(readers, target.id);
}

async function accountsOf({ operations }: Pick<Readers, 'operations'>, id: number): Promise<string[] | null> {
  try {
    const page = await ifAllowed(operations.customers.accounts({ params: { id } }));
    return page === undefined ? null : page.items.map((account) => `account:${account.id}`);
  } catch (error) {
    if (asFault(error).code === 'not_found') return [];
    throw error;
  }
}

async function membersOf({ operations }: Pick<Readers, 'operations'>, id: number): Promise<string[] | null> {
  const members = new Set<string>();
  for (let page = 0; page < mostPages; page += 1) {
    const found = await ifAllowed(operations.accounts.members({ params: { id }, query: { page, size: membersAPage } }));
    if (found === undefined) return null;
    const before = members.size;
    for (const { userId } of found.items) members.add(`customer:${userId}`);
    if (members.size >= (found.totalElements ?? members.size)) return [...members];
    // A server that does not know pages gives the first one again: the rest is not known.
    if (members.size === before) return null;
  }
  return null;
}
