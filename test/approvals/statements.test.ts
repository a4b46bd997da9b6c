import type { KyselyPlugin } from 'kysely';
import { expect, it } from 'vitest';
import type { Db } from '../../src/db/schema.ts';
import { fileDatabase } from '../support/file-database.ts';
import { askFor, openGate, ownLease } from '../support/gate.ts';
import { people } from '../support/people.ts';

const file = fileDatabase({ emptied: true });

/** The same database, and how often it was asked; a transaction's beginning and end are not counted. */
function counting(db: Db) {
  let asked = 0;
  const plugin: KyselyPlugin = {
    transformQuery({ node }) {
      asked += 1;
      return node;
    },
    transformResult: async ({ result }) => result,
  };
  return {
    db: db.withPlugin(plugin),
    async during(work: () => Promise<unknown>): Promise<number> {
      const before = asked;
      await work();
      return asked - before;
    },
  };
}

// Decisions come fifty a second, and each statement is a way to the database and back, or a turn of the embedded one on the app's own thread.
it('a decision and its execution ask the database no more often than they have to', async () => {
  const counted = counting(file.database.db);
  const gate = openGate({ ...file.database, db: counted.db }, { start: false });
  const { jobs } = gate.approvals;
  const id = await askFor(gate, 50);
  await jobs.intake(id, ownLease);

  const decision = await counted.during(async () => {
    expect(await gate.approvals.decide({ id, person: people.lead, verdict: 'approve' })).toMatchObject({ state: 'approved' });
  });
  const execution = await counted.during(async () => {
    expect(await jobs.execute(id, ownLease)).toBe('done');
  });

  expect((await gate.approvals.postedMessages.load(id))?.state).toBe('done');
  expect(decision).toBeLessThanOrEqual(9);
  expect(execution).toBeLessThanOrEqual(24);
});
