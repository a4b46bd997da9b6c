import { afterEach, beforeEach, expect, it } from 'vitest';
import { execute } from '../../src/approvals/execute.ts';
import { fileDatabase } from '../support/file-database.ts';
import { askFor, type Gate, openGate, ownLease, stateOf } from '../support/gate.ts';
import { people } from '../support/people.ts';

const file = fileDatabase();
const held = () => file.database.db.selectFrom('subject_locks').selectAll().execute();

let gate: Gate;
let other: Gate;
/** What comes between reading a request and claiming it, as on a busy machine whose lease ran out meanwhile. */
let between: ((id: string) => Promise<unknown>) | undefined;
beforeEach(() => {
  between = undefined;
  other = openGate(file.database, { start: false });
  gate = openGate(file.database, {
    clock: other.clock,
    backOffice: other.backOffice,
    probe: async (step, id) => {
      if (step !== 'execute:before-claim') return;
      const first = between;
      between = undefined;
      await first?.(id);
    },
  });
});
afterEach(async () => {
  await gate.stop();
  await other.stop();
});

async function approved(amount: number): Promise<string> {
  const id = await askFor(gate, amount);
  await stateOf(gate, id, 'pending');
  await gate.approvals.decide({ id, person: people.lead, verdict: 'approve' });
  return id;
}

it('one that comes too late to claim a request does nothing, and keeps its customer from nobody', async () => {
  between = (id) => execute(other.deps, id, ownLease);
  const id = await approved(50);
  await stateOf(gate, id, 'done');
  // The late one has gone on by the time that the next request for the same customer is through.
  await stateOf(gate, await approved(30), 'done');
  expect(gate.backOffice.given.map(({ amount }) => amount)).toEqual([50, 30]);
  expect(await held()).toEqual([]);
});

it('a customer who is kept by a request that is over is let go at a start, and every five minutes', async () => {
  const id = await approved(50);
  await stateOf(gate, id, 'done');
  await file.database.db.insertInto('subject_locks').values({ subject: 'customer:1', request_id: id }).execute();
  await gate.approvals.recover({ alone: false });
  expect(await held()).toEqual([]);
});
