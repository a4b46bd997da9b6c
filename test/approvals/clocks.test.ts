import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Step } from '../../src/approvals/ports.ts';
import type { Database } from '../../src/db/database.ts';
import { Fault } from '../../src/errors.ts';
import { freshDatabase } from '../support/database.ts';
import { askFor, type Gate, openGate, people, stateOf } from '../support/gate.ts';

let files: Awaited<ReturnType<typeof freshDatabase>>;
let database: Database;
let gate: Gate;

beforeAll(async () => {
  files = await freshDatabase();
  database = files.database;
});
afterAll(() => files.remove());
beforeEach(async () => {
  for (const table of ['gifts', 'creations', 'subject_locks', 'copies', 'votes', 'request_details', 'jobs'] as const)
    await database.db.deleteFrom(table).execute();
  await database.db.deleteFrom('requests').execute();
  gate = openGate(database);
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
    expect(await gate.approvals.gallery.load(id)).toMatchObject({ expiredClock: 'decide' });
  });

  it('end an approved request that was not carried out in time', async () => {
    const id = await askFor(gate, 50);
    await stateOf(gate, id, 'pending');
    await gate.stop();
    await approve(id, people.lead);
    gate.clock.forward(2 * 3_600_000);
    const next = openGate(database, { clock: gate.clock, till: gate.till });
    await next.approvals.recover({ alone: true });
    await stateOf(next, id, 'expired');
    expect(await next.approvals.gallery.load(id)).toMatchObject({ expiredClock: 'execute' });
    expect(gate.till.given).toEqual([]);
    await next.stop();
  });

  const late = async (moment: (id: string) => Promise<void> | void, step: Step) => {
    const own = openGate(database, {
      clock: gate.clock,
      till: gate.till,
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
      expect(await own.approvals.gallery.load(id)).toMatchObject({ expiredClock: 'execute', sentAt: undefined });
      expect(gate.till.given).toEqual([]);
      expect(await database.db.selectFrom('subject_locks').selectAll().execute()).toEqual([]);
      await own.stop();
    },
  );

  it('send nothing that is late by the clock of the database, though the clock of the app stood still', async () => {
    await gate.stop();
    const { own, id } = await late(async (claimed) => {
      await database.db
        .updateTable('requests')
        .set({ approved_by_database: sql<Date>`approved_by_database - interval '2 hours'` })
        .where('id', '=', claimed)
        .execute();
    }, 'execute:before-sent');
    await stateOf(own, id, 'expired');
    expect(gate.till.given).toEqual([]);
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
    const next = openGate(database, { clock: gate.clock, till: gate.till });
    gate.till.readFaults = Array.from({ length: 5 }, () => new Fault('upstream_timeout', 'The back office did not answer.'));
    await next.approvals.recover({ alone: true });
    await stateOf(next, id, 'expired');
    expect(gate.till.given).toEqual([]);
    gate.till.readFaults = [];
    const after = await askFor(next, 50);
    await stateOf(next, after, 'pending');
    await next.approvals.decide({ id: after, person: people.lead, verdict: 'approve' });
    await stateOf(next, after, 'done');
    await next.stop();
  });
});
