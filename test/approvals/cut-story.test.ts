import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readEntries } from '../../src/journal/entries.ts';
import { freshDatabase } from '../support/database.ts';
import { askFor, type Gate, openGate, stateOf } from '../support/gate.ts';
import { people } from '../support/people.ts';

let files: Awaited<ReturnType<typeof freshDatabase>>;
let gate: Gate;
beforeEach(async () => {
  files = await freshDatabase();
  gate = open();
});
afterEach(async () => {
  await gate.stop();
  await files.remove();
});

/** Nothing but the journal tells that it was sent: the back office does not say what is there already. */
function open(given: Gate['backOffice']['given'] = []): Gate {
  const opened = openGate(files.database, { backOffice: { given } });
  const actions = opened.deps.actions as Record<string, Gate['deps']['actions'][string]>; // safe: a plain record
  const { alreadyMade: _, ...action } = actions['voucher.apply'] ?? expect.fail();
  actions['voucher.apply'] = action;
  return opened;
}

/** What somebody does who owns the database, and has no key: the journal's locks are taken off. */
async function owner(...statements: string[]) {
  const tables = ['journal', 'journal_private'];
  const locks = (how: string) => tables.map((table) => `ALTER TABLE ${table} ${how} TRIGGER ALL`);
  for (const statement of [...locks('DISABLE'), ...statements, ...locks('ENABLE')])
    await sql.raw(statement).execute(gate.deps.db);
}
const entries = () => readEntries(gate.deps.db, 0, 100_000);
const without = (numbers: readonly number[]) =>
  ['journal_private', 'journal'].map((table) => `DELETE FROM ${table} WHERE seq IN (${numbers.join(',')})`);
const setBack = (id: string) => [
  `UPDATE requests SET state = 'approved', sent_at = NULL, finished_at = NULL, owner = NULL WHERE id = '${id}'`,
  `INSERT INTO jobs (kind, ref, run_at) VALUES ('execute', '${id}', now() - interval '1 year')`,
];

/** One that was given after a lead's yes, and something else after it. */
async function done(): Promise<string> {
  const id = await askFor(gate, 50);
  await stateOf(gate, id, 'pending');
  await gate.approvals.decide({ id, person: people.lead, verdict: 'approve' });
  await stateOf(gate, id, 'done');
  await askFor(gate, 60, { customer: 2 }).then((other) => stateOf(gate, other, 'pending'));
  return id;
}

/** It stopped, nothing was given again, and the owners hear of it. */
async function stopped(id: string) {
  await expect.poll(() => gate.ownersTold).toContain(`changed:${id}`);
  await stateOf(gate, id, 'stale');
  expect(gate.backOffice.given).toHaveLength(1);
  const record = await gate.approvals.postedMessages.load(id);
  expect(record?.differences.map(({ label }) => label)).toContain('Journal');
}
const tellsOfEnd = ['request.running', 'request.sent', 'request.done'];
const endOf = async (id: string) =>
  (await entries()).filter(({ requestId, kind }) => requestId === id && tellsOfEnd.includes(kind)).map(({ seq }) => seq);

describe('a request whose sending somebody cut out of the journal', () => {
  it('is not sent again while the app runs: it stops as Facts changed, and the owners hear of it', async () => {
    const id = await done();
    const end = await endOf(id);
    expect(end).toHaveLength(3);
    await owner(...without(end), ...setBack(id));
    gate.jobs.kick();
    await stopped(id);
  });

  it('is not sent again by the next start', async () => {
    const id = await done();
    await gate.stop();
    await owner(...without(await endOf(id)), ...setBack(id));
    gate = open(gate.backOffice.given);
    await stopped(id);
  });

  it('is not sent again if an older entry was changed, too, so that nobody knows all of the journal', async () => {
    const old = await askFor(gate, 50, { customer: 9 });
    await stateOf(gate, old, 'pending');
    const id = await done();
    await gate.stop();
    const [first] = (await entries()).filter(({ requestId }) => requestId === old);
    await owner(`UPDATE journal SET actor = 'x' WHERE seq = ${first?.seq}`, ...without(await endOf(id)), ...setBack(id));
    gate = open(gate.backOffice.given);
    await stopped(id);
  });

  it('is not sent again if all was cut off from there on, while the app runs', async () => {
    const id = await done();
    const [from = 0] = await endOf(id);
    const all = (await entries()).map(({ seq }) => seq).filter((seq) => seq >= from);
    await owner(...without(all), ...setBack(id));
    gate.jobs.kick();
    await stopped(id);
  });

  it('stops no request that was asked for after what was changed', async () => {
    const old = await askFor(gate, 50, { customer: 9 });
    await stateOf(gate, old, 'pending');
    const [first] = (await entries()).filter(({ requestId }) => requestId === old);
    await gate.stop();
    await owner(`UPDATE journal SET actor = 'x' WHERE seq = ${first?.seq}`);
    gate = open();
    const id = await done();
    expect(await stateOf(gate, id, 'done')).toBe('done');
  });
});

describe('a request that was rejected', () => {
  it('is not carried out after somebody cut the rejection out of the journal, no matter who says yes then', async () => {
    const id = await askFor(gate, 50);
    await stateOf(gate, id, 'pending');
    await gate.approvals.decide({ id, person: people.lead, verdict: 'reject', reason: 'no' });
    await stateOf(gate, id, 'rejected');
    const cut = (await entries()).filter(
      ({ requestId, kind }) => requestId === id && !['request.asked', 'request.pending'].includes(kind),
    );
    await askFor(gate, 60, { customer: 2 }).then((other) => stateOf(gate, other, 'pending'));
    await owner(
      ...without(cut.map(({ seq }) => seq)),
      `DELETE FROM votes WHERE request_id = '${id}'`,
      `UPDATE requests SET state = 'pending', finished_at = NULL, decided_at = NULL WHERE id = '${id}'`,
    );
    await gate.approvals.decide({ id, person: people.second, verdict: 'approve' });
    await expect.poll(() => gate.ownersTold).toContain(`changed:${id}`);
    await stateOf(gate, id, 'stale');
    expect(gate.backOffice.given).toEqual([]);
  });
});
