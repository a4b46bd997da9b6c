import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { askedFor, givenBy, givenTo, keepCreation, keepGift, nameCreation } from '../../src/approvals/gifts.ts';
import { requestStates } from '../../src/approvals/machine.ts';
import type { Database } from '../../src/db/database.ts';
import { randomIds } from '../../src/lib/ids.ts';
import { freshDatabase } from '../support/database.ts';
import { askFor, type Gate, openGate, people, stateOf, testPolicy } from '../support/gate.ts';

let files: Awaited<ReturnType<typeof freshDatabase>>;
let database: Database;
let gate: Gate | undefined;

beforeAll(async () => {
  files = await freshDatabase();
  database = files.database;
});
afterAll(() => files.remove());
beforeEach(empty);
afterEach(() => gate?.stop());

async function empty() {
  for (const table of ['gifts', 'creations', 'subject_locks', 'copies', 'votes', 'request_details', 'jobs'] as const)
    await database.db.deleteFrom(table).execute();
  await database.db.deleteFrom('requests').execute();
}

async function requestRow(asker: string, state: string, at: Date): Promise<string> {
  const id = randomIds.reference();
  await database.db
    .insertInto('requests')
    .values({
      id,
      origin: id,
      action: 'voucher.apply',
      state,
      asker,
      asked_at: at,
      touches: 1,
      votes_needed: 0,
      version: 1,
      subjects: '[]',
    })
    .execute();
  return id;
}

const nowMs = Date.parse('2026-11-21T10:00:00Z');
const hourMs = 3_600_000;
const customers = ['customer:1', 'customer:2', 'customer:3'];
const accounts = ['account:1', 'account:2'];
const gift = fc.record({
  asker: fc.constantFrom('U0A', 'U0B'),
  state: fc.constantFrom(...requestStates),
  target: fc.constantFrom(...customers, ...accounts),
  around: fc.tuple(fc.subarray(customers), fc.subarray(accounts, { maxLength: 1 })),
  amount: fc.option(fc.integer({ min: 1, max: 900 }), { nil: undefined }),
  currency: fc.constantFrom('EUR', 'EUR', 'CHF'),
  hoursAgo: fc.nat(48),
});
const aroundOf = ({ target, around: [members, groups] }: { target: string; around: [string[], string[]] }) =>
  target.startsWith('customer:') ? groups : members;

describe('sums of what was given', () => {
  it('are what somebody would count by hand, for all gifts', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(gift, { maxLength: 12 }),
        fc.record({ target: gift.map(({ target }) => target), around: gift.map(({ around }) => around) }),
        fc.nat(48),
        async (gifts, asked, hours) => {
          await empty();
          for (const one of gifts) {
            const askedAt = new Date(nowMs - one.hoursAgo * hourMs);
            const requestId = await requestRow(one.asker, one.state, askedAt);
            await keepGift(database.db, {
              requestId,
              asker: one.asker,
              action: 'voucher.apply',
              askedAt,
              party: { target: one.target, around: aroundOf(one) },
              money: one.amount === undefined ? undefined : { amount: one.amount / 100, currency: one.currency },
            });
          }
          const counts = gifts.filter(
            ({ state, currency, hoursAgo }) =>
              ['approved', 'running', 'done', 'unknown'].includes(state) && currency === 'EUR' && hoursAgo <= hours,
          );
          const cents = (some: typeof gifts) => some.reduce((sum, { amount }) => sum + (amount ?? 0), 0);
          const looking = { currency: 'EUR', since: new Date(nowMs - hours * hourMs) };
          const isPartOf = (one: (typeof gifts)[number]) => {
            if (one.target === asked.target) return true;
            // Two customers, or two accounts, do not count for each other.
            if (one.target.split(':')[0] === asked.target.split(':')[0]) return false;
            return aroundOf(one).includes(asked.target) || aroundOf(asked).includes(one.target);
          };
          const party = { target: asked.target, around: aroundOf(asked) };
          expect(Math.round((await givenTo(database.db, party, looking)) * 100)).toBe(cents(counts.filter(isPartOf)));
          expect(Math.round((await givenBy(database.db, 'U0A', looking)) * 100)).toBe(
            cents(counts.filter(({ asker }) => asker === 'U0A')),
          );
          const times = await askedFor(database.db, { asker: 'U0A', action: 'voucher.apply', since: looking.since });
          expect(times).toBe(
            gifts.filter(
              ({ asker, state, hoursAgo }) => asker === 'U0A' && state !== 'checking' && state !== 'refused' && hoursAgo <= hours,
            ).length,
          );
        },
      ),
      { numRuns: 40 },
    );
  });

  it('are not known where it is not known who is in the account', async () => {
    const looking = { currency: 'EUR', since: new Date(nowMs) };
    expect(await givenTo(database.db, { target: 'account:1', around: null }, looking)).toBeNaN();
  });
});

const atOnce = testPolicy.replace(
  /approvals:[\s\S]*/,
  'approvals:\n  - { name: all, match: { action: voucher.apply }, require: none }\n',
);

describe('what never runs without a yes', () => {
  it.each([
    ['the customer whom the asker created an hour ago', 'customer:1', 1, 'pending'],
    ['another customer', 'customer:2', 1, 'done'],
    ['the customer whom the asker created two days ago', 'customer:1', 48, 'done'],
    ['one of whom nobody can say whether the asker created them', null, 1, 'pending'],
  ])('a voucher for %s', async (_, customer, hoursAgo, state) => {
    gate = openGate(database, { policy: atOnce });
    const at = new Date(gate.clock.now().getTime() - hoursAgo * hourMs);
    const made = await requestRow(people.agent, 'done', at);
    await keepCreation(database.db, { requestId: made, asker: people.agent, at });
    if (customer !== null) await nameCreation(database.db, { requestId: made, customer, at });
    const id = await askFor(gate, 5);
    expect(await stateOf(gate, id, 'pending', 'done')).toBe(state);
  });

  it('a voucher for the account of that customer', async () => {
    gate = openGate(database, { policy: atOnce, till: { around: () => ['customer:7'] } });
    const at = gate.clock.now();
    const made = await requestRow(people.agent, 'done', at);
    await keepCreation(database.db, { requestId: made, asker: people.agent, at });
    await nameCreation(database.db, { requestId: made, customer: 'customer:7', at });
    expect(await stateOf(gate, await askFor(gate, 5), 'pending', 'done')).toBe('pending');
    expect(await stateOf(gate, await askFor(gate, 5, { asker: people.other }), 'pending', 'done')).toBe('done');
  });
});

describe('staff', () => {
  const staff = `${testPolicy}staff: { ${people.agent}: [1], ${people.lead}: [2] }\n`;

  it('refuses a request for one’s own customer', async () => {
    gate = openGate(database, { policy: staff });
    expect(await stateOf(gate, await askFor(gate, 5), 'refused', 'done')).toBe('refused');
    expect(await stateOf(gate, await askFor(gate, 5, { customer: 3 }), 'refused', 'done')).toBe('done');
  });

  it('does not let a lead decide about their own customer', async () => {
    gate = openGate(database, { policy: staff });
    const id = await askFor(gate, 50, { customer: 2 });
    await stateOf(gate, id, 'pending');
    const own = await gate.approvals.decide({ id, person: people.lead, verdict: 'approve' });
    expect(own).toMatchObject({ kind: 'not-counted', why: expect.stringContaining('your own customer') });
    await gate.approvals.decide({ id, person: people.second, verdict: 'approve' });
    await stateOf(gate, id, 'done');
  });
});

describe('branches', () => {
  const bounded = (may: string) =>
    testPolicy.replace('agent: [read.*, voucher.apply, card.*]', `agent: { branches: [1], may: [${may}] }`);
  const tree = { branches: { list: async () => ({ items: [{ id: 1 }, { id: 2 }, { id: 4, parent: { id: 1 } }] }) } };

  it.each([
    [1, 'done'],
    [4, 'done'],
    [2, 'refused'],
    [9, 'refused'],
    [undefined, 'refused'],
  ])('a grant that is bounded to branch 1 for a customer of branch %s: %s', async (branch, state) => {
    gate = openGate(database, { policy: bounded('voucher.apply'), till: { branch } });
    gate.core.readers = { operations: tree } as unknown as Gate['core']['readers']; // safe: nothing else is read
    expect(await stateOf(gate, await askFor(gate, 5), 'done', 'refused')).toBe(state);
  });

  it('covers nobody while the branches cannot be read', async () => {
    gate = openGate(database, { policy: bounded('voucher.apply') });
    expect(await stateOf(gate, await askFor(gate, 5), 'refused', 'done')).toBe('refused');
  });
});
