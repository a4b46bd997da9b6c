import type { Customer } from '../../api/operations/index.ts';
import { plainLine } from '../../lib/typed.ts';
import type { FoundCustomer } from './customers.ts';
import type { FindKit } from './look-up.ts';

/** What a search is narrowed by; what is left out does not matter. */
export type CustomerFilters = {
  signup?: 'settled' | 'open';
  /** False leaves out the people of the branches below. */
  children?: false;
  /** One business account by its id, or whether somebody is in any. */
  account?: number | 'any' | 'none';
  blocked?: 'hide' | 'only';
};

/** How many of each side are looked through where one call cannot ask for everything. */
const lookedThrough = 500;

export function hasFilters(filters: CustomerFilters | undefined): filters is CustomerFilters {
  return filters !== undefined && Object.values(filters).some((value) => value !== undefined);
}

/**
 * Customers by words and filters. The branch's search knows sign-up and branches, the light one business accounts; where both are asked
 * for, what is in both is taken. `isCut` says that there may be more than were looked through. Throws the reader's faults.
 */
export async function findFiltered(
  kit: FindKit,
  text: string,
  filters: CustomerFilters,
  { branchId, page, size }: { branchId: number; page: number; size: number },
): Promise<FoundCustomer & { isCut?: true }> {
  const { customers } = kit.readers.operations;
  const wanted = plainLine(text).slice(0, 200);
  const search = wanted === '' ? {} : { searchText: wanted };
  const branch = {
    branchId,
    ...search,
    ...(filters.signup === undefined ? {} : { signupSettled: filters.signup === 'settled' }),
    ...(filters.children === false ? { includeChildBranches: false } : {}),
  };
  const light = {
    ...search,
    ...(typeof filters.account === 'number' ? { userGroupId: filters.account } : {}),
    ...(filters.account === 'any' || filters.account === 'none' ? { hasUserGroup: filters.account === 'any' } : {}),
    ...(filters.blocked === 'hide' ? { excludeBlocked: true } : {}),
    // Whoever is not NONE is blocked or deleted.
    ...(filters.blocked === 'only' ? { excludeBlockState: 'NONE' as const } : {}),
  };
  if (!isLight(filters)) return pageOf(await customers.search({ query: { ...branch, page, size } }), page);
  if (isEverywhere(filters)) return pageOf(await customers.searchSimple({ query: { ...light, page, size } }), page);
  const [here, fitting] = await Promise.all([
    customers.search({ query: { ...branch, size: lookedThrough } }),
    customers.searchSimple({ query: { ...light, size: lookedThrough } }),
  ]);
  const ids = new Set(fitting.items.map(({ id }) => id));
  const both = here.items.filter(({ id }) => ids.has(id));
  const isCut = [here, fitting].some(({ items, totalElements }) => (totalElements ?? items.length) > items.length);
  const found = pageOf({ items: both.slice(page * size, (page + 1) * size), totalElements: both.length }, page);
  return isCut ? { ...found, isCut } : found;
}

function isLight({ account, blocked }: CustomerFilters): boolean {
  return account !== undefined || blocked !== undefined;
}

/** Whether these filters are asked of the light search alone, which knows no branches. */
export function isEverywhere(filters: CustomerFilters): boolean {
  return isLight(filters) && filters.signup === undefined && filters.children === undefined;
}

function pageOf({ items, totalElements }: { items: Customer[]; totalElements?: number }, page: number): FoundCustomer {
  const [first] = items;
  if (page === 0 && first === undefined) return { kind: 'none' };
  if (page === 0 && first !== undefined && items.length === 1 && (totalElements ?? 1) <= 1)
    return { kind: 'one', customer: first };
  return { kind: 'several', hits: items, page, ...(totalElements === undefined ? {} : { total: totalElements }) };
}

/** The filters as a heading says them: `sign-up not finished, in no business account`. */
export function filterWords(filters: CustomerFilters): string {
  return [
    ...(filters.signup === undefined ? [] : [filters.signup === 'settled' ? 'sign-up finished' : 'sign-up not finished']),
    ...(filters.children === false ? ['without the branches below'] : []),
    ...(filters.account === undefined
      ? []
      : filters.account === 'any'
        ? ['in a business account']
        : filters.account === 'none'
          ? ['in no business account']
          : [`in business account ${filters.account}`]),
    ...(filters.blocked === undefined ? [] : [filters.blocked === 'hide' ? 'not blocked' : 'blocked or deleted']),
  ].join(', ');
}
