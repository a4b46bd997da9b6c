import { speak } from '../../lib/language/speak.ts';
import { plainLine } from '../../lib/typed.ts';
import { type FoundCustomer, hitsOf } from './found-customer.ts';
import type { LookupContext } from './look-up.ts';

/** What a search is narrowed by; what is left out does not matter. */
export type CustomerFilters = {
  signup?: 'settled' | 'open';
  /** False leaves out the people of the branches below. */
  children?: false;
  /** One business account by its id, or whether somebody is in any. */
  account?: number | 'any' | 'none';
  blocked?: 'hide' | 'only';
};

/** How many of each side are looked through when one call cannot ask for everything. */
const lookedThrough = 500;

export function hasFilters(filters: CustomerFilters | undefined): filters is CustomerFilters {
  return filters !== undefined && Object.values(filters).some((value) => value !== undefined);
}

/**
 * Customers by words and filters. The branch's search knows sign-up and branches, the light one business accounts; if both are asked
 * for, what is in both is taken. `isCut` says that there may be more than were looked through. Throws the reader's faults.
 */
export async function findFiltered(
  app: LookupContext,
  text: string,
  filters: CustomerFilters,
  { branchId, page, size }: { branchId: number; page: number; size: number },
): Promise<FoundCustomer & { isCut?: true }> {
  const { customers } = app.readers.operations;
  const wanted = plainLine(text).slice(0, 200);
  const search = wanted === '' ? {} : { searchText: wanted };
  const branch = {
    branchId,
    ...search,
    signupSettled: filters.signup === undefined ? undefined : filters.signup === 'settled',
    includeChildBranches: filters.children === false ? false : undefined,
  };
  const light = {
    ...search,
    userGroupId: typeof filters.account === 'number' ? filters.account : undefined,
    hasUserGroup: filters.account === 'any' || filters.account === 'none' ? filters.account === 'any' : undefined,
    excludeBlocked: filters.blocked === 'hide' ? true : undefined,
    excludeBlockState: filters.blocked === 'only' ? ('NOT_BLOCKED' as const) : undefined,
  };
  if (!isLight(filters))
    return hitsOf(await customers.search({ query: { ...branch, page, size } }), { page, size, place: 'branch' });
  if (isEverywhere(filters))
    return hitsOf(await customers.searchSimple({ query: { ...light, page, size } }), { page, size, place: 'everywhere' });
  const [here, fitting] = await Promise.all([
    customers.search({ query: { ...branch, size: lookedThrough } }),
    customers.searchSimple({ query: { ...light, size: lookedThrough } }),
  ]);
  const ids = new Set(fitting.items.map(({ id }) => id));
  const both = here.items.filter(({ id }) => ids.has(id));
  const isCut = [here, fitting].some(({ items, totalElements }) => (totalElements ?? items.length) > items.length);
  const found = hitsOf(
    { items: both.slice(page * size, (page + 1) * size), totalElements: both.length },
    { page, size, place: 'branch' },
  );
  return isCut ? { ...found, isCut } : found;
}

function isLight({ account, blocked }: CustomerFilters): boolean {
  return account !== undefined || blocked !== undefined;
}

/** Whether these filters are asked of the light search alone, which knows no branches. */
export function isEverywhere(filters: CustomerFilters): boolean {
  return isLight(filters) && filters.signup === undefined && filters.children === undefined;
}

/** The filters as a heading says them: `sign-up not finished, in no business account`. */
export function filterWords(filters: CustomerFilters): string {
  return [
    ...(filters.signup === undefined
      ? []
      : [filters.signup === 'settled' ? speak('sign-up finished') : speak('sign-up not finished')]),
    ...(filters.children === false ? [speak('without sub-branches')] : []),
    ...(filters.account === undefined
      ? []
      : filters.account === 'any'
        ? [speak('in a business account')]
        : filters.account === 'none'
          ? [speak('in no business account')]
          : [speak('in business account {account}', { account: filters.account })]),
    ...(filters.blocked === undefined
      ? []
      : [filters.blocked === 'hide' ? speak('blocked customers excluded') : speak('blocked or deleted')]),
  ].join(', ');
}
