import type { Bytes, Endpoint, Table } from '../../src/api/table.ts';
import type { Asked, BackOfficeState, Handlers } from './handlers.ts';
import { queryKinds, readQuery } from './query.ts';
import { badRequest } from './refusal.ts';
import type { Permission } from './world/vocabulary.ts';

/** A row made ready to answer. */
export type Route = {
  /** `customers.search` */
  name: string;
  endpoint: Endpoint;
  needs: Permission | 'token';
  status: number | undefined;
  /** Checks the call by the row's schemas, then does it. Throws a Refusal for either. */
  answer(office: BackOfficeState, call: { params: Record<string, string>; search: URLSearchParams; body: unknown }): unknown;
};

export type Match = { route: Route; params: Record<string, string> };

type LooseHandler = {
  needs: Permission | 'token';
  status?: number;
  handle(office: BackOfficeState, asked: Asked<Endpoint>): unknown;
};

/** A finder over all rows of a table, by method, path and flags. */
export function routesOf<T extends Table>(
  table: T,
  handlers: Handlers<T>,
): (method: string, path: string, search: URLSearchParams) => Match | undefined {
  const shelves = new Map<string, { segments: string[]; route: Route }[]>();
  for (const [group, rows] of Object.entries(table)) {
    for (const [row, endpoint] of Object.entries(rows)) {
      const handler = handlers[group]?.[row] as LooseHandler | undefined; // safe: Handlers<T> has this row, with a handler of its own types
      if (handler === undefined) throw new Error(`No handler for ${group}.${row}`);
      const segments = endpoint.path.slice(1).split('/');
      const key = `${endpoint.method} ${segments.length}`;
      const shelf = shelves.get(key) ?? [];
      shelf.push({ segments, route: makeRoute(`${group}.${row}`, endpoint, handler) });
      shelves.set(key, shelf);
    }
  }
  // A fixed word wins over a parameter (/customers/logout over /customers/:id), and a row that has its flag over one without.
  const rank = (one: { segments: string[]; route: Route }) =>
    `${one.segments.map((word) => (word.startsWith(':') ? 1 : 0)).join('')}${one.route.endpoint.flags ? 0 : 1}`;
  for (const shelf of shelves.values()) shelf.sort((a, b) => (rank(a) < rank(b) ? -1 : 1));

  return (method, path, search) => {
    const words = path.slice(1).split('/');
    for (const { segments, route } of shelves.get(`${method} ${words.length}`) ?? []) {
      if (!segments.every((word, place) => (word.startsWith(':') ? words[place] !== '' : word === words[place]))) continue;
      if (route.endpoint.flags && !route.endpoint.flags.every((flag) => search.has(flag))) continue;
      return { route, params: readParams(segments, words) };
    }
    return undefined;
  };
}

function readParams(segments: readonly string[], words: readonly string[]): Record<string, string> {
  const params: Record<string, string> = {};
  try {
    for (const [place, word] of segments.entries())
      if (word.startsWith(':')) params[word.slice(1)] = decodeURIComponent(words[place] ?? '');
  } catch {
    throw badRequest('The address is not well encoded.');
  }
  return params;
}

function makeRoute(name: string, endpoint: Endpoint, handler: LooseHandler): Route {
  const kinds = queryKinds(endpoint.query);
  return {
    name,
    endpoint,
    needs: handler.needs,
    status: handler.status,
    answer(office, { params, search, body }) {
      if (endpoint.params) check(endpoint.params.safeParse(params));
      const query = endpoint.query ? check(endpoint.query.safeParse(readQuery(search, kinds))) : undefined;
      // A body whose members are all optional may be left out altogether.
      const checked = endpoint.body ? check(endpoint.body.safeParse(body ?? {})) : undefined;
      return handler.handle(office, { params, query, body: checked } as Asked<Endpoint>); // safe: checked by the schemas that Asked is made from
    },
  };
}

type Checked =
  | { success: true; data: unknown }
  | { success: false; error: { issues: readonly { path: PropertyKey[]; message: string }[] } };

function check(checked: Checked): unknown {
  if (checked.success) return checked.data;
  const [issue] = checked.error.issues;
  throw badRequest(`${issue?.path.map(String).join('.') ?? ''}: ${issue?.message ?? 'not valid'}`);
}

export function isBytes(value: unknown): value is Bytes {
  return typeof value === 'object' && value !== null && 'bytes' in value && value.bytes instanceof Uint8Array;
}
