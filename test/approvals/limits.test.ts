import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLimits } from '../../src/approvals/limits.ts';
import { readEntries } from '../../src/journal/entries.ts';
import { restlessClock } from '../support/clock.ts';
import { fileDatabase } from '../support/file-database.ts';
import { askFor, type Gate, openGate, stateOf } from '../support/gate.ts';
import { testKeys } from '../support/keys.ts';
import { people, testPolicy } from '../support/people.ts';

const file = fileDatabase({ emptied: true });
let gate: Gate;

beforeEach(() => {
  gate = openGate(file.database);
});
afterEach(() => gate.stop());

const tables = ['journal', 'journal_private'];
/** What somebody does who owns the file.database, and has no key. */
const insider = async (...statements: string[]) => {
  const switched = (how: string) => tables.map((table) => `ALTER TABLE ${table} ${how} TRIGGER ALL`);
  for (const statement of [...switched('DISABLE'), ...statements, ...switched('ENABLE')])
    await sql.raw(statement).execute(file.database.db);
};
const give = async (amount = 20) => {
  const id = await askFor(gate, amount);
  return { id, state: await stateOf(gate, id, 'pending', 'done') };
};
/** As the next process would: it has read nothing yet. */
const restart = async () => {
  await gate.stop();
  gate = openGate(file.database);
};
const kinds = async () => (await readEntries(file.database.db, 0, 100_000)).map(({ kind }) => kind);
const requestOf = async (id: string, kind: string) => {
  const entries = await readEntries(file.database.db, 0, 100_000);
  return entries.find((entry) => entry.requestId === id && entry.kind === kind)?.seq ?? 0;
};

async function troubleIsTold() {
  await expect.poll(() => gate.ownersTold.join()).toContain('limits look back');
  await expect.poll(kinds).toContain('limits.unknown');
}

it('reads the journal once after a start, however many presses come at that moment', async () => {
  for (let given = 0; given < 2; given += 1) await give();
  await gate.stop();
  let reads = 0;
  const limits = createLimits({
    clock: restlessClock(),
    find: testKeys.find,
    policy: gate.deps.policy,
    actions: gate.deps.actions,
  });
  const counted = file.database.db.withPlugin({
    transformQuery({ node }) {
      if (node.kind === 'SelectQueryNode') reads += 1;
      return node;
    },
    transformResult: async ({ result }) => result,
  });
  const presses = 12;
  const known = await Promise.all(Array.from({ length: presses }, () => counted.transaction().execute((tx) => limits.known(tx))));
  expect(known.map((one) => 'given' in one && one.given.by(people.agent, 'EUR', { since: new Date(0) }))).toEqual(
    known.map(() => 40),
  );
  // Where to begin and all of it once, and for each press what has come since.
  expect(reads).toBeLessThanOrEqual(presses + 4);
});

describe('an allowance that is used up', () => {
  beforeEach(async () => {
    expect([(await give()).state, (await give()).state]).toEqual(['done', 'done']);
  });

  it('asks a lead from then on, also after a restart', async () => {
    expect((await give()).state).toBe('pending');
    await restart();
    expect((await give()).state).toBe('pending');
    expect(gate.ownersTold).toEqual([]);
  });

  it.each([
    ['the requests’ states', `UPDATE requests SET state = 'failed'`],
    ['who asked', `UPDATE requests SET asker = '${people.other}'`],
    ['when it was asked', `UPDATE requests SET asked_at = asked_at - interval '1 year'`],
    ['how much it was', 'UPDATE requests SET amount = 0.01'],
    ['whom it was for', `UPDATE requests SET beneficiary = 'customer:9', subjects = '["customer:9"]'`],
    ['that there were requests', 'TRUNCATE requests, jobs CASCADE'],
  ])('is not opened by anyone who changes in the file.database %s', async (_, statement) => {
    await insider(statement);
    expect((await give()).state).toBe('pending');
    await restart();
    expect((await give()).state).toBe('pending');
  });

  it.each([
    ['changes what an entry says', (seq: number) => [`UPDATE journal SET data = replace(data, '20', '01') WHERE seq = ${seq}`]],
    [
      'removes an entry',
      (seq: number) => [`DELETE FROM journal_private WHERE seq = ${seq}`, `DELETE FROM journal WHERE seq = ${seq}`],
    ],
    [
      'moves an entry to another time',
      (seq: number) => [`UPDATE journal SET at = '2020-01-01T00:00:00.000Z' WHERE seq = ${seq}`],
    ],
    [
      'moves all entries to another time',
      (seq: number) => [`UPDATE journal SET at = '2020-01-01T00:00:00.000Z' WHERE seq <= ${seq + 2}`],
    ],
    ['gives it to another request', (seq: number) => [`UPDATE journal SET request_id = 'X' WHERE seq = ${seq}`]],
    ['says that it has no key', (seq: number) => [`UPDATE journal SET key_id = NULL WHERE seq = ${seq}`]],
    ['says that it has another key', (seq: number) => [`UPDATE journal SET key_id = 'abc' WHERE seq = ${seq}`]],
  ])('is not opened by anyone who %s of the journal, which is an entry and reaches the owners', async (_, statements) => {
    const { id } = await give(1).then(async (last) => {
      expect(last.state).toBe('pending');
      return last;
    });
    const [first] = (await readEntries(file.database.db, 0, 100_000)).filter(({ kind }) => kind === 'request.approved');
    await gate.stop();
    await insider(...statements(first?.seq ?? 0));
    await restart();
    expect((await give()).state).toBe('pending');
    await troubleIsTold();
    // What waits goes on: it asks for no more than somebody's yes.
    await gate.approvals.decide({ id, person: people.lead, verdict: 'approve' });
    await stateOf(gate, id, 'done');
  });

  it('is not opened by anyone who cuts off the end of the journal while the app runs', async () => {
    await expect.poll(async () => (await kinds()).filter((kind) => kind === 'request.done')).toHaveLength(2);
    await insider('DELETE FROM journal_private WHERE seq > 4', 'DELETE FROM journal WHERE seq > 4', 'TRUNCATE requests CASCADE');
    expect((await give()).state).toBe('pending');
    await troubleIsTold();
  });

  it('holds again as soon as an owner goes on from a database that a failover has made older while the app runs', async () => {
    await gate.stop();
    gate = openGate(file.database, { policy: `${testPolicy}\nowners: [${people.other}]` });
    expect((await give()).state).toBe('pending');
    await insider('DELETE FROM journal_private WHERE seq > 4', 'DELETE FROM journal WHERE seq > 4', 'TRUNCATE requests CASCADE');
    const { id } = await give();
    await troubleIsTold();
    await insider(`INSERT INTO restores (kept_seq, kept_hash, after_seq, noticed_at) VALUES (10, 'x', 4, now())`);
    expect(await gate.approvals.goOn({ person: people.other })).toMatchObject({ kind: 'gone-on' });
    await gate.approvals.decide({ id, person: people.lead, verdict: 'approve' });
    await stateOf(gate, id, 'done');
    const after = await askFor(gate, 50);
    await stateOf(gate, after, 'pending');
    await gate.approvals.decide({ id: after, person: people.lead, verdict: 'approve' });
    await stateOf(gate, after, 'done');
  });
});

describe('the entries of a request that waits', () => {
  const pending = async () => {
    const id = await askFor(gate, 50);
    await stateOf(gate, id, 'pending');
    return id;
  };
  it.each([
    ['removed', (seq: number) => [`DELETE FROM journal_private WHERE seq = ${seq}`, `DELETE FROM journal WHERE seq = ${seq}`]],
    ['written again', (seq: number) => [`UPDATE journal SET data = replace(data, '50', '05') WHERE seq = ${seq}`]],
  ])('stop it as Facts changed when one is %s, which is an entry and reaches the owners', async (_, statements) => {
    const id = await pending();
    // Something else goes on after it: the last entry is whole.
    await askFor(gate, 60, { customer: 2 }).then((other) => stateOf(gate, other, 'pending'));
    await insider(...statements(await requestOf(id, 'request.pending')));
    expect(await gate.approvals.decide({ id, person: people.lead, verdict: 'approve' })).toMatchObject({ kind: 'not-counted' });
    await stateOf(gate, id, 'stale');
    await expect.poll(() => gate.ownersTold).toContain(`changed:${id}`);
    expect(await requestOf(id, 'request.stale')).toBeGreaterThan(0);
    expect(gate.backOffice.given).toEqual([]);
  });
});

it('what was read in a transaction that was taken back is not taken for a changed journal', async () => {
  const { limits, journal } = gate.deps;
  await file.database.db
    .transaction()
    .execute(async (tx) => {
      await journal.append(tx, { kind: 'note', actor: 'app' });
      expect(await limits.known(tx)).toHaveProperty('given');
      throw new Error('taken back');
    })
    .catch(() => undefined);
  expect((await give()).state).toBe('done');
  expect(gate.ownersTold).toEqual([]);
});
