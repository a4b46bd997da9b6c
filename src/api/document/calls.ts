import { operations } from '../operations/index.ts';
import { signIn } from '../sign-in-calls.ts';
import { smartmove } from '../smartmove/index.ts';
import type { Endpoint, Table } from '../table.ts';
import { type Components, type OurSchema, schemaOf, withBorrowedValues } from './schema.ts';

/** The three interfaces that the app calls, as the command line names them. */
export const apis = ['operations', 'sign-in', 'smartmove'] as const;
export type Api = (typeof apis)[number];

export const tables: Readonly<Record<Api, Table>> = { operations, 'sign-in': signIn, smartmove };

/** All calls as the tables have them, without the schemas, which take a while to make. */
export const endpoints = (): Endpoint[] =>
  apis.flatMap((api) => Object.values(tables[api]).flatMap((rows) => Object.values(rows)));

export type Parameter = { name: string; schema: OurSchema; required: boolean; flag: boolean };

/** One call of the tables, in the terms of an OpenAPI document. */
export type DescribedCall = {
  api: Api;
  /** `cards.assign` */
  name: string;
  row: Endpoint;
  /** With parameters as `{name}`. */
  path: string;
  query: readonly Parameter[];
  body?: OurSchema;
  /** Undefined if nothing is read of the answer. */
  answer?: OurSchema;
  components: Components;
};

const described = new Map<Api, readonly DescribedCall[]>();

/** Every call of these interfaces; made once, since neither tables nor shapes change. */
export function describeCalls(wanted: readonly Api[] = apis): DescribedCall[] {
  return wanted.flatMap((api) => {
    const calls = described.get(api) ?? describeTable(api);
    described.set(api, calls);
    return calls;
  });
}

/** The other calls of ours that the printed document has under this one's name: of the same method and path. */
export function alsoOf(name: string): string[] {
  const calls = describeCalls();
  const first = calls.find((call) => call.name === name);
  const same = calls.filter(({ api, row, path }) => api === first?.api && row.method === first.row.method && path === first.path);
  return same[0]?.name === name ? same.slice(1).map((call) => call.name) : [];
}

function describeTable(api: Api): DescribedCall[] {
  const components: Components = {};
  return Object.entries(tables[api]).flatMap(([group, rows]) =>
    Object.entries(rows).map(([name, row]) => describe(api, `${group}.${name}`, row, components)),
  );
}

function describe(api: Api, name: string, row: Endpoint, components: Components): DescribedCall {
  const answer = answerOf(row, components);
  return {
    api,
    name,
    row,
    path: row.path.replace(/:([A-Za-z]+)/g, '{$1}'),
    query: parametersOf(name, row, components),
    body: row.body === undefined ? undefined : withBorrowedValues(name, schemaOf(row.body, components)),
    answer,
    components,
  };
}

function answerOf(row: Endpoint, components: Components): OurSchema | undefined {
  if (row.result === 'none' || row.result === 'bytes') return undefined;
  const one = schemaOf(row.result, components);
  return row.list === true ? { type: 'array', items: one } : one;
}

function parametersOf(call: string, { query, flags = [] }: Endpoint, components: Components): Parameter[] {
  if (query === undefined) return [];
  const { properties = {}, required = [] } = withBorrowedValues(call, schemaOf(query, components));
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    schema,
    required: required.includes(name),
    flag: flags.includes(name),
  }));
}
