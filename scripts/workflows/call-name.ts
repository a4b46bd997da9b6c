import { operations } from '../../src/api/operations/index.ts';
import { smartmove } from '../../src/api/smartmove/index.ts';
import type { Endpoint } from '../../src/api/table.ts';

const rows: readonly Endpoint[] = [operations, smartmove].flatMap((table) =>
  Object.values(table).flatMap((group): Endpoint[] => Object.values(group)),
);

/** `GET /customers?simple`: a row's method, path and flags. */
export function nameOfRow({ method, path, flags }: Endpoint): string {
  return `${method} ${path}${flags === undefined ? '' : `?${flags.join('&')}`}`;
}

/** The row that a call upstream was, by its method and path with query; a fixed word wins over a parameter. */
export function nameOfCall(method: string, pathAndQuery: string): string {
  const [path = '', query = ''] = pathAndQuery.split('?');
  const flags = new Set(new URLSearchParams(query).keys());
  const words = path.split('/');
  const fitting = rows.filter((row) => {
    const wanted = row.path.split('/');
    return (
      row.method === method &&
      wanted.length === words.length &&
      wanted.every((word, place) => word.startsWith(':') || word === words[place]) &&
      (row.flags ?? []).every((flag) => flags.has(flag))
    );
  });
  const rank = (row: Endpoint) => row.path.split('/:').length * 10 - (row.flags?.length ?? 0);
  const [best] = fitting.sort((a, b) => rank(a) - rank(b));
  if (best === undefined) throw new Error(`No row for ${method} ${path}`);
  return nameOfRow(best);
}
