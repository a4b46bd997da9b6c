import { afterEach, expect, it } from 'vitest';
import { knownSmartmoveUser } from '../../../sandbox/back-office/index.ts';
import { createUpstreams, type Upstreams } from '../../../src/api/transport.ts';
import { asFault } from '../../../src/errors.ts';
import { Secret } from '../../../src/lib/secret.ts';
import { countingIds, openOffice } from './support.ts';

const opened: Upstreams[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map((upstreams) => upstreams.close()));
});

/** The product's own client against the fake, on the same clock. */
async function connect(options: Parameters<typeof openOffice>[0] = {}) {
  const { office, clock } = await openOffice(options);
  const { clientKey, ...operations } = office.operations;
  const { clientSecret, ...smartmove } = office.smartmove;
  const upstreams = createUpstreams(
    {
      operations: { ...operations, clientKey: new Secret(clientKey) },
      smartmove: { ...smartmove, clientSecret: new Secret(clientSecret), productField: office.world.smartmoveProductField },
    },
    // Waiting between tries takes no time here; what the back office sleeps is on its own clock.
    { clock: { now: clock.now, sleep: async () => undefined }, ids: countingIds(), log: { debug: () => undefined } },
  );
  opened.push(upstreams);
  return {
    office,
    clock,
    client: upstreams.operations.client,
    reader: upstreams.operations.reader,
    smartmove: upstreams.smartmove.client,
  };
}

const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'no fault',
    (error: unknown) => asFault(error).code,
  );

it('the first day: found, stopped by the terms alone, settled, given a card and 20 EUR', async () => {
  const { client, reader } = await connect();
  const found = await reader.customers.search({ query: { branchId: 1, searchText: 'lena novak' } });
  expect(found).toMatchObject({ totalElements: 1, items: [{ id: 1010 }] });
  const ask = { query: { userId: 1010, branchId: 1, vehicleCategoryId: 11 } };
  expect((await reader.requirements.start(ask)).requirements.filter(({ fulfilled }) => !fulfilled)).toMatchObject([
    { type: 'TERMS', errorCode: 'U602' },
  ]);
  await client.customers.acceptTerms({ params: { id: 1010 }, query: { branchId: 1 } });
  expect((await reader.requirements.start(ask)).fulfilled).toBe(true);
  const { items: cards } = await reader.cards.search({ query: { branchId: 1, searchText: 'HM-10002' } });
  expect(await client.cards.assign({ params: { cardId: cards[0]?.id ?? 0 }, body: { userId: 1010 } })).toMatchObject({
    state: 'ASSIGNED',
    userId: 1010,
  });
  const { items: templates } = await reader.vouchers.templates({ query: { branchId: 1, active: true } });
  const twenty = templates.find(({ valueGross, currency }) => valueGross === 20 && currency === 'EUR');
  await client.vouchers.applyToCustomer({
    params: { userId: 1010 },
    body: { voucherableId: twenty?.id ?? 0, comment: 'Welcome [AB12]' },
  });
  expect((await reader.vouchers.ofCustomer({ params: { userId: 1010 } })).items).toMatchObject([
    { valueGross: 20, voucherType: 'CUSTOMER_CARE' },
  ]);
});

it('a token that ran out, or was forgotten in the middle, is replaced without a word', async () => {
  const { office, clock, reader } = await connect({ tokenLifetimeMs: 600_000 });
  await reader.branches.list({});
  clock.forward(3_600_000);
  expect((await reader.branches.list({})).items).toHaveLength(5);
  office.forgetTokens();
  expect((await reader.branches.list({})).items).toHaveLength(5);
  office.setFaults([{ upstream: 'operations', kind: 'expired-token', on: 'all', times: 1 }]);
  expect((await reader.branches.list({})).items).toHaveLength(5);
});

it.each([
  ['garbled', 'outcome_unknown', true],
  ['reset', 'outcome_unknown', true],
  ['fail', 'outcome_unknown', false],
  ['busy', 'upstream_busy', false],
] as const)('a write that meets %s is %s to the client, and sent once', async (kind, code, applied) => {
  const { office, client } = await connect();
  office.setFaults([{ upstream: 'operations', kind, on: 'writes', times: 1 }]);
  expect(await codeOf(client.cards.assign({ params: { cardId: 3002 }, body: { userId: 1010 } }))).toBe(code);
  expect(office.writes()).toMatchObject([{ call: 'cards.assign', applied }]);
});

it('refusals reach the client with their code', async () => {
  const { client } = await connect();
  const refused = await client.cards.assign({ params: { cardId: 3001 }, body: { userId: 1010 } }).catch(asFault);
  expect(refused).toMatchObject({
    code: 'upstream_refused',
    context: { status: 409, errorCode: 'IC102', traceId: expect.any(String) },
  });
});

it('all pages of a list can be walked', async () => {
  const { reader } = await connect();
  const ids = new Set<number>();
  for (let page = 0; page < 3; page += 1) {
    const { items, totalElements } = await reader.customers.searchSimple({ query: { page, size: 200 } });
    expect(totalElements).toBe(500);
    for (const { id } of items) ids.add(id);
  }
  expect(ids.size).toBe(500);
});

it('a Smartmove user can be read, changed and written whole', async () => {
  const { smartmove } = await connect();
  const params = { customerId: knownSmartmoveUser };
  const user = await smartmove.users.get({ params });
  const written = await smartmove.users.update({
    params,
    body: {
      firstName: user.firstName ?? '',
      lastName: 'Horvat-Weber',
      dateOfBirth: user.dateOfBirth ?? '',
      language: 'en',
      phone: user.phone ?? '',
      contactAddress: user.contactAddress ?? {},
      billingAddress: user.billingAddress ?? {},
      customerType: 'Private',
      productKey: user.productKey ?? '',
    },
  });
  expect(written).toMatchObject({ lastName: 'Horvat-Weber', email: user.email, productKey: 'BASIC' });
});

it('a product is read under either of its names', async () => {
  const { office, smartmove } = await connect();
  office.world.smartmoveProductField = 'productCode';
  expect(await smartmove.users.get({ params: { customerId: knownSmartmoveUser } })).toMatchObject({ productKey: 'BASIC' });
});
