import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { type DigestDeps, sendDigest } from '../../src/approvals/figures/digest.ts';
import { figuresIn } from '../../src/approvals/figures/read.ts';
import { type Weekday, weekdays } from '../../src/lib/desk-hours.ts';
import { handClock } from '../support/clock.ts';
import { freshDatabase } from '../support/database.ts';
import { askFor, type Gate, openGate, stateOf } from '../support/gate.ts';
import { testKeys } from '../support/keys.ts';
import { people } from '../support/people.ts';

let place: Awaited<ReturnType<typeof freshDatabase>>;
let gate: Gate;
beforeAll(async () => {
  place = await freshDatabase();
  gate = openGate(place.database);
});
beforeEach(async () => void (await place.database.db.deleteFrom('digests').execute()));
afterAll(async () => {
  await gate.stop();
  await place.remove();
});

const workdays = ['mon', 'tue', 'wed', 'thu', 'fri'] as const;

function digests(at: string, of: { timeZone?: string; days?: readonly Weekday[] } = {}) {
  const clock = handClock(at);
  const posted: string[] = [];
  let answer: 'done' | { againInMs: number } = 'done';
  const deps: DigestDeps = {
    db: place.database.db,
    find: testKeys.find,
    clock,
    policy: { digest: { channel: 'C0DIGEST', minute: 8 * 60 + 30, days: of.days ?? workdays, timeZone: of.timeZone ?? 'UTC' } },
    post: async (_channel, { from, to }) => {
      if (answer === 'done') posted.push(`${from.toISOString()} ${to.toISOString()}`);
      return answer;
    },
  };
  return {
    clock,
    posted,
    run: () => sendDigest(deps),
    answers: (given: typeof answer) => {
      answer = given;
    },
  };
}

it('sends one at its time, over what was since the last one’s, and none twice', async () => {
  // A Thursday.
  const { clock, posted, run } = digests('2026-11-19T09:00:00Z');
  expect(await run()).toEqual({ againInMs: 23.5 * 3_600_000 });
  clock.set('2026-11-20T08:29:59Z');
  await run();
  expect(posted).toEqual([]);
  clock.set('2026-11-20T08:30:00Z');
  await Promise.all([run()]);
  await run();
  expect(posted).toEqual(['2026-11-19T08:30:00.000Z 2026-11-20T08:30:00.000Z']);
  clock.set('2026-11-23T08:30:00Z');
  await run();
  expect(posted[1]).toBe('2026-11-20T08:30:00.000Z 2026-11-23T08:30:00.000Z');
});

it('sends one that was missed at the next start if it is less than twelve hours old, and loses nothing of an older one', async () => {
  const { clock, posted, run } = digests('2026-11-16T09:00:00Z');
  await run();
  clock.set('2026-11-17T20:29:59Z');
  await run();
  expect(posted).toEqual(['2026-11-16T08:30:00.000Z 2026-11-17T08:30:00.000Z']);
  clock.set('2026-11-18T20:30:00Z');
  await run();
  expect(posted).toHaveLength(1);
  clock.set('2026-11-19T08:31:00Z');
  await run();
  expect(posted[1]).toBe('2026-11-17T08:30:00.000Z 2026-11-19T08:30:00.000Z');
});

it('is tried again while Slack does not take it, and is over the same time then', async () => {
  const { clock, posted, run, answers } = digests('2026-11-16T09:00:00Z');
  await run();
  clock.set('2026-11-17T08:30:00Z');
  answers({ againInMs: 1_000 });
  expect(await run()).toEqual({ againInMs: 1_000 });
  clock.set('2026-11-17T10:30:00Z');
  answers('done');
  await run();
  expect(posted).toEqual(['2026-11-16T08:30:00.000Z 2026-11-17T08:30:00.000Z']);
});

it('keeps its own clock: a zone with a half hour, and the days on which clocks change', async () => {
  const india = digests('2026-11-16T09:00:00Z', { timeZone: 'Asia/Kolkata' });
  await india.run();
  india.clock.set('2026-11-17T03:00:00Z');
  await india.run();
  expect(india.posted).toEqual(['2026-11-16T03:00:00.000Z 2026-11-17T03:00:00.000Z']);
  await place.database.db.deleteFrom('digests').execute();
  const vienna = digests('2026-10-24T12:00:00Z', { timeZone: 'Europe/Vienna', days: weekdays });
  await vienna.run();
  vienna.clock.set('2026-10-25T07:30:00Z');
  await vienna.run();
  expect(vienna.posted).toEqual(['2026-10-24T06:30:00.000Z 2026-10-25T07:30:00.000Z']);
});

it('figures of real requests are what the journal holds, entries that nobody of ours wrote left out', async () => {
  const ids = [
    await askFor(gate, 50, { customer: 81 }),
    await askFor(gate, 50, { customer: 82 }),
    await askFor(gate, 10, { customer: 83 }),
  ];
  const [given = '', rejected = '', atOnce = ''] = ids;
  for (const id of [given, rejected]) await stateOf(gate, id, 'pending');
  await stateOf(gate, atOnce, 'done');
  const before = await figuresIn(place.database.db, testKeys.find)({ from: new Date(0), to: new Date('2100-01-01') });
  expect(before).toMatchObject({
    asked: 3,
    approved: 0,
    rejected: 0,
    waiting: { requests: 2 },
    given: [{ vouchers: 1, amount: 10, currency: 'EUR', person: people.agent }],
  });
  await gate.approvals.decide({ id: given, person: people.lead, verdict: 'approve' });
  await stateOf(gate, given, 'done');
  await gate.approvals.decide({ id: rejected, person: people.lead, verdict: 'reject', reason: 'No' });
  // Somebody who can write to the database adds an end.
  const [copy] = await place.database.db.selectFrom('journal').selectAll().where('kind', '=', 'request.done').limit(1).execute();
  if (copy === undefined) throw new Error('nothing was done');
  await place.database.db
    .insertInto('journal')
    .values({ ...copy, seq: copy.seq + 1_000_000, kind: 'request.expired' })
    .execute();
  const after = await figuresIn(place.database.db, testKeys.find)({ from: new Date(0), to: new Date('2100-01-01') });
  expect(after).toMatchObject({ asked: 3, approved: 1, rejected: 1, expired: 0, waiting: undefined });
  expect(after.given.reduce((sum, { amount }) => sum + amount, 0)).toBe(60);
});
