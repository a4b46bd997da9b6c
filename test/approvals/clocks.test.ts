import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Step } from '../../src/approvals/ports.ts';
import { Fault } from '../../src/errors.ts';
import { restlessClock } from '../support/clock.ts';
import { fileDatabase } from '../support/file-database.ts';
import { askFor, type Gate, openGate, stateOf } from '../support/gate.ts';
import { people, testPolicy } from '../support/people.ts';

const file = fileDatabase({ emptied: true });
let gate: Gate;

beforeEach(() => {
  gate = openGate(file.database);
});
afterEach(() => gate.stop());

const approve = (id: string, person: string) => gate.approvals.decide({ id, person, verdict: 'approve' });

describe('the two clocks', () => {
  it('end an undecided request as expired, and a late yes does not count', async () => {
    const id = await askFor(gate, 50);
    await stateOf(gate, id, 'pending');
    gate.clock.forward(4 * 3_600_000);
    expect(await approve(id, people.lead)).toMatchObject({ kind: 'not-counted' });
    await stateOf(gate, id, 'expired');
    expect(await gate.approvals.postedMessages.load(id)).toMatchObject({ expiredClock: 'decide' });
  });

  it('counts the desk’s hours alone if the rule says so, for the deadline and for the escalation', async () => {
    await gate.stop();
    const ofDesk = testPolicy
      .replace('currency: EUR', 'currency: EUR\ntimezone: Europe/Vienna\ndesk: { from: "08:00", to: "20:00" }')
      .replace(
        '    match: { action: voucher.apply }\n    require: { role: lead, count: 1 }',
        '    match: { action: voucher.apply }\n    clock: desk\n    require: { role: lead, count: 1, escalate: { role: board, after: 1h } }',
      );
    // A Friday evening, an hour before the desk closes.
    gate = openGate(file.database, { policy: ofDesk, clock: restlessClock('2026-11-20T18:00:00Z') });
    const id = await askFor(gate, 50);
    await stateOf(gate, id, 'pending');
    const { decideBy, escalateAt } = (await gate.approvals.postedMessages.load(id)) ?? {};
    expect(decideBy?.toISOString().slice(0, 16)).toBe('2026-11-23T10:00');
    expect(escalateAt?.toISOString().slice(0, 16)).toMatch(/^2026-11-(20T19|23T07):00/);
  });

  it('end an approved request that was not carried out in time', async () => {
    const id = await askFor(gate, 50);
    await stateOf(gate, id, 'pending');
    await gate.stop();
    await approve(id, people.lead);
    gate.clock.forward(2 * 3_600_000);
    const next = openGate(file.database, { clock: gate.clock, backOffice: gate.backOffice });
    await next.approvals.recover({ alone: true });
    await stateOf(next, id, 'expired');
    expect(await next.approvals.postedMessages.load(id)).toMatchObject({ expiredClock: 'execute' });
    expect(gate.backOffice.given).toEqual([]);
    await next.stop();
  });

  const late = async (moment: (id: string) => Promise<void> | void, step: Step) => {
    const own = openGate(file.database, {
      clock: gate.clock,
      backOffice: gate.backOffice,
      probe: async (reached, id) => {
        if (reached === step) await moment(id);
      },
    });
    const id = await askFor(own, 50);
    await stateOf(own, id, 'pending');
    await own.approvals.decide({ id, person: people.lead, verdict: 'approve' });
    return { own, id };
  };

  it.each(['execute:after-claim', 'execute:before-sent'] as const)(
    'send nothing that was claimed in time and is late at %s, by the clock of the app',
    async (step) => {
      await gate.stop();
      const { own, id } = await late(() => gate.clock.forward(2 * 3_600_000), step);
      await stateOf(own, id, 'expired');
      expect(await own.approvals.postedMessages.load(id)).toMatchObject({ expiredClock: 'execute', sentAt: undefined });
      expect(gate.backOffice.given).toEqual([]);
      expect(await file.database.db.selectFrom('subject_locks').selectAll().execute()).toEqual([]);
      await own.stop();
    },
  );

  it('send nothing that is late by the clock of the database, though the clock of the app has stopped', async () => {
    await gate.stop();
    const { own, id } = await late(async (claimed) => {
      await file.database.db
        .updateTable('requests')
        .set({ approved_by_database: sql<Date>`approved_by_database - interval '2 hours'` })
        .where('id', '=', claimed)
        .execute();
    }, 'execute:before-sent');
    await stateOf(own, id, 'expired');
    expect(gate.backOffice.given).toEqual([]);
    await own.stop();
  });

  it('end as expired what was marked as sent and, for its time was over, did not go out', async () => {
    gate.backOffice.answers = ['too-late'];
    const id = await askFor(gate, 50);
    await stateOf(gate, id, 'pending');
    await approve(id, people.lead);
    await stateOf(gate, id, 'expired');
    expect(await gate.approvals.postedMessages.load(id)).toMatchObject({ expiredClock: 'execute', explanation: undefined });
    expect(gate.backOffice.given).toEqual([]);
    expect(await file.database.db.selectFrom('subject_locks').selectAll().execute()).toEqual([]);
  });

  it('end as failed what was marked as sent by a process that then stood still, and that another may have taken over', async () => {
    const id = await askFor(gate, 50);
    await stateOf(gate, id, 'pending');
    await gate.stop();
    await approve(id, people.lead);
    gate.backOffice.answers = ['too-late'];
    await gate.approvals.jobs.execute(id, { leftMs: () => -28_000 });
    expect(gate.backOffice.leftMs).toBe(-28_000);
    expect(await gate.approvals.postedMessages.load(id)).toMatchObject({
      state: 'failed',
      explanation: 'This was interrupted just before it was sent. Nothing was changed. Ask again.',
    });
    expect(gate.backOffice.given).toEqual([]);
  });

  it.each([
    ['did something', 'too-late-done', 'done'],
    ['may have done something', 'too-late-perhaps', 'unknown'],
  ] as const)('leave it to the proof where a part of it %s before the time was over', async (_name, answer, state) => {
    gate.backOffice.answers = [answer];
    const id = await askFor(gate, 50);
    await stateOf(gate, id, 'pending');
    await approve(id, people.lead);
    expect(await stateOf(gate, id, state)).toBe(state);
  });

  it.each([
    ['the app', (ms: number) => gate.clock.forward(ms)],
    [
      'the database',
      async (ms: number) => {
        const back = sql<Date>`approved_by_database - ${ms} * interval '1 millisecond'`;
        await file.database.db.updateTable('requests').set({ approved_by_database: back }).execute();
      },
    ],
  ] as const)('tell the write how long it may still go out, by the clock of %s', async (_name, pass) => {
    await gate.stop();
    const { own, id } = await late((_id) => pass(3_600_000 - 30_000), 'execute:before-sent');
    await stateOf(own, id, 'done');
    expect(own.backOffice.leftMs).toBeGreaterThan(10_000);
    expect(own.backOffice.leftMs).toBeLessThanOrEqual(30_000);
    await own.stop();
  });

  it('send nothing after a crash between the claim and the mark that lasted too long, and let the next one have the customer', async () => {
    await gate.stop();
    let crash = true;
    const { own, id } = await late(() => (crash ? new Promise(() => undefined) : undefined), 'execute:after-claim');
    await stateOf(own, id, 'running');
    await own.stop();
    crash = false;
    gate.clock.forward(2 * 3_600_000);
    const next = openGate(file.database, { clock: gate.clock, backOffice: gate.backOffice });
    gate.backOffice.readFaults = Array.from(
      { length: 5 },
      () => new Fault('upstream_timeout', 'The back office did not answer.'),
    );
    await next.approvals.recover({ alone: true });
    await stateOf(next, id, 'expired');
    expect(gate.backOffice.given).toEqual([]);
    gate.backOffice.readFaults = [];
    const after = await askFor(next, 50);
    await stateOf(next, after, 'pending');
    await next.approvals.decide({ id: after, person: people.lead, verdict: 'approve' });
    await stateOf(next, after, 'done');
    await next.stop();
  });
});
