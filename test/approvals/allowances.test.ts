import { afterEach, describe, expect, it } from 'vitest';
import { createGiven } from '../../src/approvals/given.ts';
import { type RequestState, requestStates } from '../../src/approvals/machine.ts';
import { createJournal, type Entry } from '../../src/journal/journal.ts';
import { chainOf } from '../journal/support.ts';
import { fc } from '../support/fast-check.ts';
import { fileDatabase } from '../support/file-database.ts';
import { askFor, type Gate, giving, openGate, stateOf } from '../support/gate.ts';
import { testKeys } from '../support/keys.ts';
import { people, testPolicy } from '../support/people.ts';

const file = fileDatabase({ emptied: true });
let gate: Gate | undefined;

afterEach(() => gate?.stop());

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
const actions = { 'voucher.apply': giving({} as Parameters<typeof giving>[0]) }; // safe: nothing of it is called

/** What the journal tells of a request until it is in this state. */
function entriesTo(id: string, one: typeof gift extends fc.Arbitrary<infer T> ? T : never): Entry[] {
  const way: Partial<Record<RequestState, string[]>> = {
    checking: [],
    refused: ['refused'],
    pending: ['pending'],
    approved: ['approved'],
    running: ['approved', 'running'],
    expired: ['pending', 'expired'],
    rejected: ['pending', 'rejected'],
    cancelled: ['pending', 'cancelled'],
    stale: ['pending', 'stale'],
  };
  const states = way[one.state] ?? ['pending', 'approved', 'running', one.state];
  const data = {
    action: 'voucher.apply',
    facts: {
      risk: 'costly',
      target: one.target,
      around: aroundOf(one),
      amount: one.amount === undefined ? undefined : { amount: one.amount / 100, currency: one.currency },
    },
    sealed: { asker: one.asker, askedAt: new Date(nowMs - one.hoursAgo * hourMs).toISOString() },
  };
  return [
    { kind: 'request.asked', requestId: id, actor: one.asker },
    ...states.map(
      (state, index): Entry => ({
        kind: `request.${state}`,
        requestId: id,
        actor: 'app',
        ...(index === 0 && state !== 'refused' ? { data } : { data: { action: 'voucher.apply' } }),
      }),
    ),
  ];
}

describe('sums of what was given', () => {
  it('are what somebody would count by hand, for all gifts that the journal tells of', () => {
    fc.assert(
      fc.property(
        fc.array(gift, { maxLength: 12 }),
        fc.record({ target: gift.map(({ target }) => target), around: gift.map(({ around }) => around) }),
        fc.nat(48),
        (gifts, asked, hours) => {
          const given = createGiven(actions);
          for (const entry of chainOf(gifts.flatMap((one, index) => entriesTo(`R${index}`, one)))) given.hear(entry);
          const counts = gifts.filter(
            ({ state, currency, hoursAgo }) =>
              ['approved', 'running', 'done', 'unknown'].includes(state) && currency === 'EUR' && hoursAgo <= hours,
          );
          const cents = (some: typeof gifts) => some.reduce((sum, { amount }) => sum + (amount ?? 0), 0);
          const looking = { since: new Date(nowMs - hours * hourMs) };
          const isPartOf = (one: (typeof gifts)[number]) => {
            if (one.target === asked.target) return true;
            // Two customers, or two accounts, do not count for each other.
            if (one.target.split(':')[0] === asked.target.split(':')[0]) return false;
            return aroundOf(one).includes(asked.target) || aroundOf(asked).includes(one.target);
          };
          const party = { target: asked.target, around: aroundOf(asked) };
          expect(Math.round(given.to(party, 'EUR', looking) * 100)).toBe(cents(counts.filter(isPartOf)));
          expect(Math.round(given.by('U0A', 'EUR', looking) * 100)).toBe(cents(counts.filter(({ asker }) => asker === 'U0A')));
          expect(given.askedFor('U0A', 'voucher.apply', looking)).toBe(
            gifts.filter(
              ({ asker, state, hoursAgo }) => asker === 'U0A' && state !== 'checking' && state !== 'refused' && hoursAgo <= hours,
            ).length,
          );
        },
      ),
      { numRuns: 300 },
    );
  });

  it('are not known if it is not known who is in the account', () => {
    expect(createGiven(actions).to({ target: 'account:1', around: null }, 'EUR', { since: new Date(nowMs) })).toBeNaN();
  });
});

const atOnce = testPolicy.replace(
  /approvals:[\s\S]*/,
  'approvals:\n  - { name: all, match: { action: voucher.apply }, require: none }\n',
);

const creating = { 'customer.create': { ...actions['voucher.apply'], name: 'customer.create', creates: async () => undefined } };

/** As the journal tells of somebody who had a customer made; `customer` is null if nobody could say which. */
async function hasMade(asker: string, customer: string | null, at: Date): Promise<void> {
  const journal = createJournal({ keys: testKeys, now: () => at });
  const data = { action: 'customer.create', facts: { risk: 'sensitive' }, sealed: { asker, askedAt: at.toISOString() } };
  await file.database.db.transaction().execute(async (tx) => {
    await journal.append(tx, { kind: 'request.approved', requestId: 'MADE', actor: asker, data });
    const facts = customer === null ? {} : { facts: { created: customer } };
    await journal.append(tx, {
      kind: 'request.done',
      requestId: 'MADE',
      actor: 'app',
      data: { action: 'customer.create', ...facts },
    });
  });
}

describe('what never runs without a yes', () => {
  it.each([
    ['the customer whom the asker created an hour ago', 'customer:1', 1, 'pending'],
    ['another customer', 'customer:2', 1, 'done'],
    ['the customer whom the asker created two days ago', 'customer:1', 48, 'done'],
    ['one of whom nobody can say whether the asker created them', null, 1, 'pending'],
  ])('a voucher for %s', async (_, customer, hoursAgo, state) => {
    gate = openGate(file.database, { policy: atOnce, more: creating });
    await hasMade(people.agent, customer, new Date(gate.clock.now().getTime() - hoursAgo * hourMs));
    const id = await askFor(gate, 5);
    expect(await stateOf(gate, id, 'pending', 'done')).toBe(state);
  });

  it('a voucher for somebody whom the asker may have created in what a restored backup has lost', async () => {
    gate = openGate(file.database, { policy: atOnce, more: creating });
    const { clock } = gate;
    const journal = createJournal({ keys: testKeys, now: clock.now });
    const lost = { after: 0, head: { seq: 9, hash: 'ab'.repeat(32) }, noticedAt: clock.now().toISOString() };
    await file.database.db
      .transaction()
      .execute((tx) => journal.append(tx, { kind: 'journal.restored', actor: 'U0OWNER', data: lost }));
    expect(await stateOf(gate, await askFor(gate, 5), 'pending', 'done')).toBe('pending');
    clock.forward(25 * hourMs);
    expect(await stateOf(gate, await askFor(gate, 5), 'pending', 'done')).toBe('done');
  });

  it('a voucher for the account of that customer', async () => {
    gate = openGate(file.database, { policy: atOnce, backOffice: { around: () => ['customer:7'] }, more: creating });
    await hasMade(people.agent, 'customer:7', gate.clock.now());
    expect(await stateOf(gate, await askFor(gate, 5), 'pending', 'done')).toBe('pending');
    expect(await stateOf(gate, await askFor(gate, 5, { asker: people.other }), 'pending', 'done')).toBe('done');
  });
});

const membersOf = (ids: () => number[]) => ({
  accounts: { members: async () => ({ items: ids().map((userId) => ({ userId })), totalElements: ids().length }) },
});

describe('staff', () => {
  const staff = `${testPolicy}staff: { ${people.agent}: [1], ${people.lead}: [2] }\n`;

  it('refuses a request for one’s own customer', async () => {
    gate = openGate(file.database, { policy: staff });
    expect(await stateOf(gate, await askFor(gate, 5), 'refused', 'done')).toBe('refused');
    expect(await stateOf(gate, await askFor(gate, 5, { customer: 3 }), 'refused', 'done')).toBe('done');
  });

  it('does not let a lead decide about their own customer', async () => {
    gate = openGate(file.database, { policy: staff });
    const id = await askFor(gate, 50, { customer: 2 });
    await stateOf(gate, id, 'pending');
    const own = await gate.approvals.decide({ id, person: people.lead, verdict: 'approve' });
    expect(own).toMatchObject({ kind: 'not-counted', why: expect.stringContaining('your own customer') });
    await gate.approvals.decide({ id, person: people.second, verdict: 'approve' });
    await stateOf(gate, id, 'done');
  });
});

describe('what has come to be one’s own customer since it was asked for', () => {
  it('is not sent if the asker’s joined the account while it waited', async () => {
    const members: number[] = [];
    gate = openGate(file.database, { policy: `${testPolicy}staff: { ${people.agent}: [7] }\n` });
    gate.deps.readers = { operations: membersOf(() => members) } as unknown as Gate['deps']['readers']; // safe: nothing else is read
    Object.assign(gate.deps.actions['voucher.apply'] ?? {}, { subjects: () => ['account:1'], beneficiary: () => 'account:1' });
    const id = await askFor(gate, 50);
    await stateOf(gate, id, 'pending');
    members.push(7);
    await gate.approvals.decide({ id, person: people.lead, verdict: 'approve' });
    expect(await stateOf(gate, id, 'stale', 'done')).toBe('stale');
    expect(gate.backOffice.given).toEqual([]);
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
    gate = openGate(file.database, { policy: bounded('voucher.apply'), backOffice: { branch } });
    gate.deps.readers = { operations: tree } as unknown as Gate['deps']['readers']; // safe: nothing else is read
    expect(await stateOf(gate, await askFor(gate, 5), 'done', 'refused')).toBe(state);
  });

  it('covers nobody while the branches cannot be read', async () => {
    gate = openGate(file.database, { policy: bounded('voucher.apply') });
    expect(await stateOf(gate, await askFor(gate, 5), 'refused', 'done')).toBe('refused');
  });
});
