import { afterEach, beforeEach, expect, it } from 'vitest';
import { execute } from '../../src/approvals/execute.ts';
import type { Step } from '../../src/approvals/ports.ts';
import { Fault } from '../../src/errors.ts';
import { fileDatabase } from '../support/file-database.ts';
import { askFor, type Gate, openGate, ownLease, stateOf } from '../support/gate.ts';
import { people } from '../support/people.ts';

const file = fileDatabase({ emptied: true });
const held = () => file.database.db.selectFrom('subject_locks').selectAll().execute();

let gate: Gate;
let other: Gate;
/** What comes between two steps: between reading a request and claiming it, as on a busy machine whose lease ran out meanwhile. */
let between: ((id: string) => Promise<unknown>) | undefined;
let before: Step;
beforeEach(() => {
  between = undefined;
  before = 'execute:before-claim';
  other = openGate(file.database, { start: false });
  gate = openGate(file.database, {
    clock: other.clock,
    backOffice: other.backOffice,
    probe: async (step, id) => {
      if (step !== before) return;
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

const approve = (id: string) => gate.approvals.decide({ id, person: people.lead, verdict: 'approve' });
async function approved(amount: number): Promise<string> {
  const id = await askFor(gate, amount);
  await stateOf(gate, id, 'pending');
  await approve(id);
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

it.each(['execute:before-sent', 'execute:before-finish'] as const)(
  'one whose attempt the database never heard of, as after a failover %s, is gone on with',
  async (step) => {
    before = step;
    between = (id) => file.database.db.updateTable('requests').set({ owner: null }).where('id', '=', id).execute();
    const id = await approved(50);
    const jobs = () =>
      file.database.db.selectFrom('jobs').select('leased_by').where('ref', '=', id).where('kind', '=', 'execute');
    await expect.poll(async () => [between, (await jobs().executeTakeFirst())?.leased_by ?? null]).toEqual([undefined, null]);
    gate.clock.forward(1_000);
    gate.jobs.kick();
    await stateOf(gate, id, 'done');
    expect(gate.backOffice.given).toHaveLength(1);
  },
);

it('what has lost its job has one again two seconds after the database was renewed', async () => {
  const id = await askFor(gate, 50);
  await stateOf(gate, id, 'pending');
  const watched = () => file.database.db.selectFrom('jobs').select('ref').where('kind', '=', 'watch').execute();
  await expect.poll(watched).toEqual([{ ref: id }]);
  await file.database.db.deleteFrom('jobs').where('kind', '=', 'watch').execute();
  gate.approvals.renewed();
  gate.clock.forward(2_000);
  gate.jobs.kick();
  await expect.poll(watched).toEqual([{ ref: id }]);
});

it('a customer who is kept by a request that is over is let go at a start, and every five minutes', async () => {
  const id = await approved(50);
  await stateOf(gate, id, 'done');
  await file.database.db.insertInto('subject_locks').values({ subject: 'customer:1', request_id: id }).execute();
  await gate.approvals.recover({ alone: false });
  expect(await held()).toEqual([]);
});

it('a press that was counted is told so when it is delivered again, though Slack does not say then who may', async () => {
  const [id, forTwo] = [await askFor(gate, 50), await askFor(gate, 200, { customer: 2 })];
  for (const one of [id, forTwo]) await stateOf(gate, one, 'pending');
  await approve(id);
  await approve(forTwo);
  gate.directory.silent = true;
  expect(await approve(id)).toMatchObject({ kind: 'counted' });
  expect(await approve(forTwo)).toMatchObject({
    why: 'You’ve already approved this; one more approval is needed.',
  });
});

it('deliveries of one press at the same moment get one answer, though Slack answers the second alone', async () => {
  const id = await askFor(gate, 50);
  await stateOf(gate, id, 'pending');
  const { rightsOf } = gate.directory;
  let asked = 0;
  gate.directory.rightsOf = async (...look) => {
    asked += 1;
    if (asked === 1) throw new Fault('slack_unavailable', 'Slack did not answer in time.');
    return rightsOf(...look);
  };
  const [first, second] = await Promise.all([approve(id), approve(id)]);
  expect([first, second]).toMatchObject([{ kind: 'counted' }, { kind: 'counted' }]);
});
