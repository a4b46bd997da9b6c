import { badRequest } from './refusal.ts';

const defaultSize = 50;
/** The guides allow up to 5000 in general and less for single calls; this one gives at most 500. */
const largestSize = 500;

/** One page of a list, sorted as asked, and the totals that go into the headers. */
export function pageOf(
  items: readonly unknown[],
  search: URLSearchParams,
): { items: readonly unknown[]; headers: Record<string, string> } {
  const page = whole(search.get('page'), 'page', 0) ?? 0;
  const size = Math.min(whole(search.get('size'), 'size', 1) ?? defaultSize, largestSize);
  const sorted = search.getAll('sort').reduceRight((list, sort) => sortBy(list, sort), items);
  const shown = sorted.slice(page * size, (page + 1) * size);
  const pages = Math.ceil(items.length / size);
  return {
    items: shown,
    headers: {
      'X-Pagination-TotalPages': String(pages),
      'X-Pagination-TotalElements': String(items.length),
      'X-Pagination-Number': String(page),
      'X-Pagination-NumberOfElements': String(shown.length),
      'X-Pagination-Size': String(size),
      'X-Pagination-First': String(page === 0),
      'X-Pagination-Last': String(page >= pages - 1),
    },
  };
}

function whole(text: string | null, name: string, lowest: number): number | undefined {
  if (text === null) return undefined;
  if (!/^\d{1,9}$/.test(text) || Number(text) < lowest) throw badRequest(`${name} must be a whole number from ${lowest}.`);
  return Number(text);
}

/** `property` or `property,asc|desc`; what lacks the property comes last. */
function sortBy(items: readonly unknown[], sort: string): readonly unknown[] {
  const [property = '', direction = 'asc'] = sort.split(',');
  if (direction !== 'asc' && direction !== 'desc') throw badRequest('sort must be property,asc or property,desc.');
  const propertyOf = (item: unknown) =>
    typeof item === 'object' && item !== null
      ? (Object.entries(item).find(([key]) => key === property)?.[1] as unknown)
      : undefined;
  const sign = direction === 'asc' ? 1 : -1;
  return items
    .map((item) => ({ item, value: propertyOf(item) }))
    .sort((a, b) => {
      if (a.value === undefined || b.value === undefined) return a.value === b.value ? 0 : a.value === undefined ? 1 : -1;
      return (
        sign *
        (typeof a.value === 'number' && typeof b.value === 'number'
          ? a.value - b.value
          : String(a.value).localeCompare(String(b.value)))
      );
    })
    .map(({ item }) => item);
}
