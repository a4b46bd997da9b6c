import { z } from 'zod';
import type { RowArguments } from './encode.ts';
import type { Endpoint, Page } from './table.ts';

/** So many are read at the most: a thousand things of the usual fifty a page. */
const mostPages = 20;

type CallRow = (row: Endpoint, args: RowArguments) => Promise<unknown>;

/**
 * A list that is wanted whole. Answers come in pages of fifty if no `size` is asked for (`paging` in shapes.ts), also of calls whose
 * documentation names no paging: as long as the total says that there are more, the next page is asked for. Who names a page gets that one.
 */
export async function wholeList(row: Endpoint, args: RowArguments, call: CallRow): Promise<unknown> {
  const query = (args.query ?? {}) as Record<string, unknown>; // safe: what a query is, and what is wrong with it the encoder says
  const first = (await call(row, args)) as Page<unknown>; // safe: what a list's row gives
  if (query.page !== undefined || first.totalElements === undefined) return first;
  const paged = { ...row, query: (row.query ?? z.object({})).extend({ page: z.number().int() }) };
  const items = [...first.items];
  let leftOut = first.leftOut ?? 0;
  for (let page = 1; items.length + leftOut < first.totalElements && page < mostPages; page += 1) {
    const next = (await call(paged, { ...args, query: { ...query, page } })) as Page<unknown>; // safe: as above
    // A server that does not know pages answers the first one again, and says so.
    if (next.items.length === 0 || (next.page ?? page) !== page) break;
    items.push(...next.items);
    leftOut += next.leftOut ?? 0;
  }
  return { ...first, items, leftOut: leftOut === 0 ? undefined : leftOut };
}
