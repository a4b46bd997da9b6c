import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { watch } from '../../src/approvals/watch.ts';
import { handClock } from '../support/clock.ts';
import { fileDatabase } from '../support/file-database.ts';
import { askFor, type Gate, openGate, stateOf } from '../support/gate.ts';
import { people, testPolicy } from '../support/people.ts';

const policy = testPolicy
  .replace('require: { role: lead, count: 1 }', 'require: { role: lead, count: 1, escalate: { role: board, after: 2h } }')
  .concat('owners: [U0OWNER]\n');
const hour = 3_600_000;

const file = fileDatabase({ emptied: true });
let gate: Gate;

beforeEach(() => {
  gate = openGate(file.database, { policy, clock: handClock() });
});
afterEach(() => gate.stop());

async function waiting(amount = 50): Promise<string> {
  const id = await askFor(gate, amount);
  await stateOf(gate, id, 'pending');
  // From here on the test looks when it wants to, and nobody beside it.
  await gate.stop();
  return id;
}

/** What the job would do now, whether or not its turn has come. */
const lookNow = (id: string) => watch(gate.deps, id);
const told = async (id: string) => {
  const rows = await file.database.db.selectFrom('jobs').select('ref').where('kind', '=', 'remind').execute();
  // What tells of the end is no reminder.
  return [...new Set([...gate.reminded, ...rows.map(({ ref }) => ref)])]
    .filter((ref) => !ref.includes(':ended-'))
    .filter((ref) => ref.startsWith(id))
    .map((ref) => ref.slice(id.length + 1));
};

describe('reminders', () => {
  it('come at growing distances, three times and no more, and only to those who can still decide', async () => {
    const id = await waiting();
    const counts: number[] = [];
    for (let minutes = 0; minutes < 239; minutes += 10) {
      gate.clock.forward(10 * 60_000);
      await lookNow(id);
      counts.push((await gate.approvals.postedMessages.load(id))?.reminders ?? 0);
    }
    const firstAt = (wanted: number) => (counts.indexOf(wanted) + 1) * 10;
    expect([firstAt(1), firstAt(2), firstAt(3)]).toEqual([30, 90, 210]);
    expect(Math.max(...counts)).toBe(3);
    const reminded = await told(id);
    expect(reminded.length).toBeGreaterThan(0);
    expect(reminded.some((ref) => ref.startsWith(people.agent))).toBe(false);
    expect(reminded.some((ref) => ref.startsWith(people.guest))).toBe(false);
  });

  it('never go to more than three people at once', async () => {
    gate.directory.members.set(
      'lead',
      Array.from({ length: 30 }, (_, index) => `U0LEAD${index}`),
    );
    const id = await waiting();
    gate.clock.forward(31 * 60_000);
    await lookNow(id);
    expect((await told(id)).filter((ref) => ref.endsWith('waiting-1'))).toHaveLength(3);
  });

  it('leave out who has voted', async () => {
    const id = await waiting(200);
    await gate.approvals.decide({ id, person: people.lead, verdict: 'approve' });
    gate.clock.forward(31 * 60_000);
    await lookNow(id);
    expect((await told(id)).map((ref) => ref.split(':')[0])).toEqual([people.second]);
  });
});

describe('escalation', () => {
  it('lets the other role decide, and not before its time', async () => {
    gate.directory.members.set('board', ['U0BOARD1']);
    const id = await waiting();
    const press = () => gate.approvals.decide({ id, person: 'U0BOARD1', verdict: 'approve' });
    expect(await press()).toMatchObject({ kind: 'not-counted' });
    gate.clock.forward(2 * hour);
    await lookNow(id);
    expect(await gate.approvals.postedMessages.load(id)).toMatchObject({ escalated: true, state: 'pending' });
    const record = await gate.approvals.postedMessages.load(id);
    expect(record && (await gate.approvals.postedMessages.escalateesOf(record)).map(({ id: person }) => person)).toEqual([
      'U0BOARD1',
    ]);
    expect(await press()).toEqual({ kind: 'counted', state: 'approved' });
  });
});

describe('a request that nobody can decide any more', () => {
  it('is noticed and told to the asker and the policy’s owners, once, and noticed when it changes back', async () => {
    const id = await waiting();
    gate.directory.members.set('lead', []);
    gate.clock.forward(6 * 60_000);
    await lookNow(id);
    await lookNow(id);
    expect(await gate.approvals.postedMessages.load(id)).toMatchObject({ undecidable: true, state: 'pending' });
    expect((await told(id)).sort()).toEqual([`${people.agent}:undecidable`, 'U0OWNER:undecidable'].sort());
    gate.directory.members.set('lead', [people.second]);
    await lookNow(id);
    expect(await gate.approvals.postedMessages.load(id)).toMatchObject({ undecidable: false });
  });

  it('is not declared so while Slack does not say who is in the group', async () => {
    const id = await waiting();
    gate.directory.silent = true;
    await lookNow(id);
    gate.directory.silent = false;
    expect(await gate.approvals.postedMessages.load(id)).toMatchObject({ undecidable: false, state: 'pending' });
  });
});
