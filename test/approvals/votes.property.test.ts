import { describe, expect, it } from 'vitest';
import { type RequestState, requestStates } from '../../src/approvals/machine.ts';
import type { DecisionPress } from '../../src/approvals/press.ts';
import type { RequestRecord } from '../../src/approvals/request.ts';
import { emptyDatabase } from '../support/database.ts';
import { fc } from '../support/fast-check.ts';
import { fileDatabase } from '../support/file-database.ts';
import { askFor, type FakeBackOffice, type Gate, openGate, stateOf } from '../support/gate.ts';
import { people } from '../support/people.ts';

/** How many random runs each; `PROPERTY_RUNS=1000` makes a long night of it. A failure prints its seed and the smallest run that shows it. */
const numRuns = Number(process.env.PROPERTY_RUNS ?? 15);
const withinMs = 30_000 + numRuns * 5_000;
const stranger = 'U0STRANGER';
const everybody = [...Object.values(people), stranger];
const askers = [people.agent, people.other, people.lead] as const;
/** Who holds the role that decides, by the test policy. */
const deciders = { 50: [people.lead, people.second], 200: [people.lead, people.second, people.agent] } as const;
const needed = { 50: 1, 200: 2 } as const;

const file = fileDatabase();
/** A customer of its own for every request, so that runs do not see each other. */
let customers = 1_000;

type Voting = Gate & {
  /** Which request wrote, once a write that left. */
  writes: string[];
  /** Turns of the event loop that the next steps wait for, so that runs differ in their interleaving. */
  pauses: number[];
};

/** A gate with nothing left in the database of the run before, but for its journal. */
async function openVoting(backOffice: Partial<FakeBackOffice> = {}): Promise<Voting> {
  await emptyDatabase(file.database);
  const pauses: number[] = [];
  const writes: string[] = [];
  const gate = openGate(file.database, {
    backOffice,
    pollMs: 25,
    probe: async () => {
      for (let left = pauses.shift() ?? 0; left > 0; left -= 1) await new Promise((resolve) => setImmediate(resolve));
    },
  });
  const giving = gate.deps.actions['voucher.apply'];
  if (giving === undefined) throw new Error('the gate has no such action');
  gate.deps.actions = {
    'voucher.apply': {
      ...giving,
      execute: (writers, input, told, snapshot) => {
        writes.push(told.requestId);
        return giving.execute(writers, input, told, snapshot);
      },
      // The fake back office's own proof counts all gifts; here several requests are under way, each for its own customer.
      verify: async (_readers, input) =>
        gate.backOffice.given.some(({ customer }) => customer === customerOf(input)) ? 'done' : 'not-done',
    },
  };
  return { ...gate, writes, pauses };
}

function customerOf(input: unknown): number {
  return (input as { customer: number }).customer; // safe: the action's schema has parsed it
}

async function recordOf(harness: Voting, id: string): Promise<RequestRecord> {
  const record = await harness.approvals.postedMessages.load(id);
  if (record === undefined) throw new Error(`request ${id} is gone`);
  return record;
}

/** The states that the journal tells of, in their order. */
async function toldStates(id: string): Promise<RequestState[]> {
  const entries = await file.database.db
    .selectFrom('journal')
    .select('kind')
    .where('request_id', '=', id)
    .orderBy('seq')
    .execute();
  return entries.flatMap(({ kind }) => requestStates.filter((state) => kind === `request.${state}`));
}

describe('for all orders of votes', () => {
  it(
    'a request runs when enough others who hold the role said yes before anybody said no, and never on the asker’s word',
    async () => {
      const press = fc.record({
        person: fc.constantFrom(...everybody),
        verdict: fc.constantFrom('approve', 'approve', 'approve', 'reject'),
      });
      let ran = 0;
      await fc.assert(
        fc.asyncProperty(
          fc.constantFrom(...askers),
          fc.constantFrom(50, 200),
          fc.array(press, { maxLength: 8 }),
          async (asker, amount, presses) => {
            const harness = await openVoting();
            try {
              const id = await askFor(harness, amount, { asker, customer: ++customers });
              await stateOf(harness, id, 'pending');
              const yes = new Set<string>();
              let expected: 'pending' | 'done' | 'rejected' = 'pending';
              for (const { person, verdict } of presses) {
                const outcome = await harness.approvals.decide({ id, person, verdict });
                const may = person !== asker && deciders[amount].some((one) => one === person);
                if (!may) expect(outcome.kind).toBe('not-counted');
                if (!may || expected !== 'pending') continue;
                if (verdict === 'reject') expected = 'rejected';
                else if (yes.add(person).size >= needed[amount]) expected = 'done';
              }
              await stateOf(harness, id, expected);
              if (expected === 'done') ran += 1;
              expect(harness.writes).toEqual(expected === 'done' ? [id] : []);
              expect(yes.has(asker)).toBe(false);
              const { votes } = await recordOf(harness, id);
              expect(votes.map(({ person }) => person)).not.toContain(asker);
            } finally {
              await harness.stop();
            }
          },
        ),
        { numRuns },
      );
      expect(ran).toBeGreaterThan(0);
    },
    withinMs,
  );
});

type Step =
  | { do: 'decide'; who: string; verdict: 'approve' | 'reject'; on: number }
  | { do: 'cancel'; who: string; on: number }
  | { do: 'settle'; who: string; happened: boolean; on: number }
  | { do: 'ask again'; on: number }
  | { do: 'forward'; minutes: number }
  | { do: 'block' }
  | { do: 'leave'; who: string }
  | { do: 'recover' };

const who = fc.constantFrom(...everybody);
const on = fc.nat(1);
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('decide' as const),
      who,
      verdict: fc.constantFrom('approve', 'approve', 'approve', 'reject'),
      on,
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('cancel' as const), who, on }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('settle' as const), who, happened: fc.boolean(), on }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('ask again' as const), on }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('forward' as const), minutes: fc.constantFrom(1, 50, 70, 250) }) },
  { weight: 1, arbitrary: fc.constant<Step>({ do: 'block' }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('leave' as const), who: fc.constantFrom(people.lead, people.second) }) },
  { weight: 1, arbitrary: fc.constant<Step>({ do: 'recover' }) },
);
const answer = fc.constantFrom<FakeBackOffice['answers'][number]>(
  'yes',
  'yes',
  'lose-undone',
  'lose-done',
  'yes-undone',
  'refuse',
  'unreachable',
);
const run = fc.record({
  asked: fc.tuple(...[0, 1].map(() => fc.record({ asker: fc.constantFrom(...askers), amount: fc.constantFrom(5, 50, 50, 200) }))),
  answers: fc.array(answer, { maxLength: 2 }),
  /** The steps of a batch are let go in the same instant. */
  batches: fc.array(fc.array(step, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 6 }),
  pauses: fc.array(fc.nat(3), { maxLength: 30 }),
  /** Whether a batch waits until the one before has come to rest. */
  calm: fc.boolean(),
});

describe('for all interleavings', () => {
  it(
    'Done has exactly one write behind it, no request writes twice, and nothing that was stopped writes at all',
    async () => {
      const ends = new Map<string, number>();
      await fc.assert(
        fc.asyncProperty(run, async ({ asked, answers, batches, pauses, calm }) => {
          const harness = await openVoting({ answers: [...answers] });
          harness.pauses.push(...pauses);
          const counted: { id: string; who: string; outcome: DecisionPress }[] = [];
          try {
            const requests = await Promise.all(
              asked.map(async ({ asker, amount }, index) => {
                const more = { asker, customer: ++customers, origin: `run-${customers}-${index}` };
                return { id: await askFor(harness, amount, more), amount, more };
              }),
            );
            const settled = () => Promise.all(requests.map(({ id }) => restOf(harness, id)));
            await settled();
            for (const batch of batches) {
              await Promise.all(
                batch.map(async (one) => {
                  const target = 'on' in one ? requests[one.on] : undefined;
                  const outcome = await take(harness, one, target);
                  if (outcome !== undefined && target !== undefined && 'who' in one)
                    counted.push({ id: target.id, who: one.who, outcome });
                }),
              );
              if (calm) await settled();
            }
            await settled();
            // Nothing moves any more while it is looked at.
            await harness.jobs.stop(60_000);
            for (const { id, amount, more } of requests) {
              const state = await mustHold(harness, id, amount, more, counted);
              ends.set(state, (ends.get(state) ?? 0) + 1);
            }
          } finally {
            await harness.stop();
          }
        }),
        { numRuns: 2 * numRuns },
      );
      // The runs are worth something only when some of them write.
      expect(ends.get('done') ?? 0).toBeGreaterThan(0);
    },
    withinMs,
  );
});

/** The state in which it stays until somebody does something. */
function restOf(harness: Voting, id: string): Promise<string> {
  return stateOf(harness, id, 'refused', 'pending', 'rejected', 'expired', 'cancelled', 'stale', 'done', 'failed', 'unknown');
}

type Asked = { id: string; amount: number; more: { asker: string; customer: number; origin: string } };

async function take(harness: Voting, one: Step, target: Asked | undefined): Promise<DecisionPress | undefined> {
  const id = target?.id ?? '';
  if (one.do === 'decide') return harness.approvals.decide({ id, person: one.who, verdict: one.verdict });
  if (one.do === 'cancel') return harness.approvals.cancel({ id, person: one.who });
  if (one.do === 'settle') return harness.approvals.settle({ id, person: one.who, happened: one.happened });
  if (one.do === 'forward') harness.clock.forward(one.minutes * 60_000);
  if (one.do === 'block') harness.backOffice.blockState = 'BLOCKED';
  if (one.do === 'leave')
    for (const role of ['lead', 'board']) {
      harness.directory.members.set(
        role,
        (harness.directory.members.get(role) ?? []).filter((person) => person !== one.who),
      );
    }
  if (one.do === 'recover') await harness.approvals.recover({ alone: false });
  if (one.do === 'ask again' && target !== undefined) expect(await askFor(harness, target.amount, target.more)).toBe(id);
  return undefined;
}

async function mustHold(
  harness: Voting,
  id: string,
  amount: number,
  { asker, customer }: Asked['more'],
  presses: readonly { id: string; who: string; outcome: DecisionPress }[],
): Promise<RequestState> {
  const { state, votes, settledBy, votesNeeded } = await recordOf(harness, id);
  const writes = harness.writes.filter((one) => one === id).length;
  const given = harness.backOffice.given.filter((gift) => gift.customer === customer).length;
  const told = await toldStates(id);
  const sent = await file.database.db
    .selectFrom('journal')
    .select('seq')
    .where('request_id', '=', id)
    .where('kind', '=', 'request.sent')
    .execute();

  expect(writes).toBeLessThanOrEqual(1);
  expect(sent).toHaveLength(writes);
  expect(given).toBeLessThanOrEqual(writes);
  if (state === 'done') expect(writes).toBe(1);
  if (state === 'done' && settledBy === undefined) expect(given).toBe(1);
  if (['refused', 'pending', 'rejected', 'expired', 'cancelled', 'stale'].includes(state)) expect(writes).toBe(0);
  expect(told.filter((one) => one === 'approved').length).toBeLessThanOrEqual(1);
  expect(told.at(-1)).toBe(state);
  if (writes > 0) expect(told).toContain('approved');

  expect(votes.map(({ person }) => person)).not.toContain(asker);
  expect(settledBy).not.toBe(asker);
  const yes = new Set(votes.filter(({ verdict }) => verdict === 'approve').map(({ person }) => person));
  if (told.includes('pending') && told.includes('approved')) expect(yes.size).toBeGreaterThanOrEqual(votesNeeded);
  expect(votesNeeded).toBe(told.includes('pending') ? { 5: 0, 50: 1, 200: 2 }[amount] : 0);
  for (const { who, outcome } of presses.filter((one) => one.id === id && one.outcome.kind === 'counted')) {
    // The asker's own press only ever cancels, and these others hold no role that decides.
    if (who === asker) expect(outcome).toEqual({ kind: 'counted', state: 'cancelled' });
    else expect([people.other, people.guest, stranger]).not.toContain(who);
  }
  return state;
}
