import { defined } from '../../lib/defined.ts';

/** The list in its envelope, and what is beside it about how many there are, as the headers say it elsewhere. */
export function opened(json: unknown, items: string): { list: unknown; totals: Record<string, string> } {
  const path = items.split('.');
  const list = at(json, path);
  // What is nearest to the list is about it.
  const beside = path
    .map((_part, depth) => at(json, path.slice(0, depth)))
    .reverse()
    .flatMap((holder) => [holder, ...pagingIn(holder)]);
  const total = countIn(beside, totalNames);
  // Servers write null for an empty list, or leave it out; a page that says itself that it holds nothing has an empty list.
  if (list === null || (list === undefined && total === 0)) return { list: [], totals: {} };
  // Whatever has no list there is handed on as it came: an error in a body, or another shape, is told as what it is.
  if (!Array.isArray(list)) return { list: json, totals: {} };
  // `count` is how many there are in some places, and how many came in others.
  const count = countIn(beside, ['count']) ?? 0;
  const all = total ?? (count > list.length ? count : undefined);
  const page = countIn(beside, pageNames);
  return {
    list,
    totals: defined({
      'x-pagination-totalelements': all === undefined ? undefined : String(all),
      'x-pagination-number': page === undefined ? undefined : String(page),
    }),
  };
}

const totalNames = ['totalelements', 'total', 'totalcount', 'totalitems', 'totalresults', 'totalrecords', 'totalhits'];
const pageNames = ['number', 'page', 'pagenumber', 'pageindex'];
const pagingNames = ['page', 'paging', 'pagination', 'pageinfo', 'pageable', 'meta', 'metadata'];

/** `meta`, `paging` and what else such objects are called; `meta.pagination`, too. */
function pagingIn(holder: unknown): unknown[] {
  return named(holder, pagingNames).flatMap((one) => [one, ...named(one, pagingNames)]);
}

function countIn(holders: readonly unknown[], names: readonly string[]): number | undefined {
  return holders
    .flatMap((holder) => names.flatMap((name) => named(holder, [name])))
    .filter((value) => typeof value === 'number' || (typeof value === 'string' && /^\d+$/.test(value)))
    .map(Number)
    .find((value) => Number.isSafeInteger(value) && value >= 0);
}

/** Members by their names in small letters alone. */
function named(holder: unknown, names: readonly string[]): unknown[] {
  return Object.entries(isMembers(holder) ? holder : {})
    .filter(([name]) => names.includes(name.toLowerCase().replace(/[_-]/g, '')))
    .map(([, member]) => member);
}

function at(json: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (holder, part) => (isMembers(holder) && Object.hasOwn(holder, part) ? holder[part] : undefined),
    json,
  );
}

function isMembers(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
