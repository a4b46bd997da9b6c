import { describe, expect, expectTypeOf, it } from 'vitest';
import { createClient, createReader } from '../../src/api/client.ts';
import {
  type Card,
  type CustomerDetails,
  type CustomerHit,
  type OperationsClient,
  type OperationsReader,
  operations,
} from '../../src/api/operations/index.ts';
import { type SmartmoveReader, smartmove } from '../../src/api/smartmove/index.ts';
import type { Bytes, Endpoint, Page, Table } from '../../src/api/table.ts';
import { randomIds } from '../../src/lib/ids.ts';

type Member<Group, Name extends string> = Name extends keyof Group ? true : false;

const run = (call: string) => Promise.resolve(call);
const rowsOf = (table: Table) =>
  Object.entries(table).flatMap(([group, rows]) =>
    Object.entries(rows).map(([name, row]): [string, Endpoint] => [`${group}.${name}`, row]),
  );
const namesOf = (built: object) =>
  Object.entries(built)
    .flatMap(([group, calls]: [string, object]) => Object.keys(calls).map((name) => `${group}.${name}`))
    .sort();

describe.each([
  ['Operations', operations],
  ['Smartmove', smartmove],
] as const)('the table of %s', (_name, table: Table) => {
  it('gives a client with every row', () => {
    expect(namesOf(createClient(table, run))).toEqual(
      rowsOf(table)
        .map(([name]) => name)
        .sort(),
    );
  });

  it('gives a reader that has, at run time, no row that writes or reveals a secret', () => {
    const harmless = rowsOf(table).filter(([, row]) => row.method === 'GET' && row.secret === undefined);
    const reader = createReader(table, run);
    expect(namesOf(reader)).toEqual(harmless.map(([name]) => name).sort());
    expect(Object.values(reader).every(Object.isFrozen)).toBe(true);
  });

  it('lets nothing but reads be repeated by the transport', () => {
    const repeatable = rowsOf(table).filter(([, row]) => row.retry === 'safe');
    expect(repeatable.length).toBeGreaterThan(0);
    expect(repeatable.filter(([, row]) => row.method !== 'GET')).toEqual([]);
  });

  it('has a path without a branch in it twice, unless a flag tells the calls apart or less is kept of the answer', () => {
    const routes = rowsOf(table).map(([name, row]) => [name, `${row.method} ${row.path} ${row.flags?.join() ?? ''}`] as const);
    const twice = routes.filter(([, route], index) => routes.findIndex(([, other]) => other === route) !== index);
    expect(twice.map(([name]) => name)).toEqual(table === operations ? ['customers.sessions'] : []);
  });
});

describe('the types of a table', () => {
  const reader: OperationsReader = createReader(operations, run);
  const client: OperationsClient = createClient(operations, run);

  it('lack on a reader what it lacks at run time', () => {
    expectTypeOf<Member<OperationsReader['customers'], 'delete'>>().toEqualTypeOf<false>();
    expectTypeOf<Member<OperationsReader['customers'], 'refreshTokens'>>().toEqualTypeOf<false>();
    expectTypeOf<Member<OperationsReader['verifications'], 'media'>>().toEqualTypeOf<false>();
    expectTypeOf<Member<OperationsReader['customers'], 'sessions'>>().toEqualTypeOf<true>();
    expectTypeOf<Member<OperationsClient['customers'], 'refreshTokens'>>().toEqualTypeOf<true>();
    expectTypeOf<keyof SmartmoveReader['users']>().toEqualTypeOf<'get'>();
    expect(Object.keys(reader.verifications).sort()).toEqual(['get', 'list']);
    expect(Object.keys(client.verifications).sort()).toEqual(['get', 'list', 'media']);
  });

  it('give a page for a list, an object for a read, bytes for a file, nothing for an action without answer', async () => {
    expectTypeOf(reader.customers.searchSimple).returns.resolves.toEqualTypeOf<Page<CustomerHit>>();
    expectTypeOf(reader.customers.details).returns.resolves.toEqualTypeOf<CustomerDetails>();
    expectTypeOf(client.cards.createBatch).returns.resolves.toEqualTypeOf<Card[]>();
    expectTypeOf(client.verifications.media).returns.resolves.toEqualTypeOf<Bytes>();
    expectTypeOf(client.customers.delete).returns.resolves.toEqualTypeOf<undefined>();
    expectTypeOf<'ASSIGNED' | string>().toExtend<NonNullable<Card['state']>>();
    expect(await reader.customers.searchSimple({})).toBe('customers.searchSimple');
  });

  it('require the parameters that a path names, except those that the configuration fills', async () => {
    type Params<C> = C extends (args: infer A extends { params?: unknown }, ...rest: never) => unknown ? A['params'] : never;
    expectTypeOf<Params<OperationsReader['accounts']['member']>>().toEqualTypeOf<
      Record<'userGroupId' | 'userId', string | number>
    >();
    expectTypeOf<Params<SmartmoveReader['users']['get']>>().toEqualTypeOf<Record<'customerId', string | number>>();
    // @ts-expect-error the branch is required
    const missing: Parameters<OperationsReader['customers']['search']>[0] = { query: { searchText: randomIds.uuid() } };
    expect(await reader.customers.search(missing)).toBe('customers.search');
  });
});
