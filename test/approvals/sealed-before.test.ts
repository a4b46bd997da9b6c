import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '../../src/db/database.ts';
import { readEntries } from '../../src/journal/entries.ts';
import { genesisHash, plainHash } from '../../src/journal/hashing.ts';
import { freshDatabase } from '../support/database.ts';
import { fileDatabase } from '../support/file-database.ts';
import { askFor, type Gate, openGate, stateOf } from '../support/gate.ts';
import { people, testPolicy } from '../support/people.ts';

const file = fileDatabase();
let gate: Gate;

beforeEach(() => {
  gate = openGate(file.database);
});
afterEach(() => gate.stop());

const yes = (id: string, person: string) => gate.approvals.decide({ id, person, verdict: 'approve' });
const pending = async (amount = 50) => {
  const id = await askFor(gate, amount);
  await stateOf(gate, id, 'pending');
  return id;
};

describe('the policy of now', () => {
  const stricter = testPolicy.replace('require: { role: lead, count: 1 }', 'require: { role: lead, count: 2 }');
  const laxer = testPolicy.replace('require: { role: board, count: 2 }', 'require: { role: board, count: 1 }');

  it('is asked at the last yes: if it asks for more than was given, it stops as Facts changed, and no owner is told', async () => {
    const id = await pending();
    await gate.stop();
    gate = openGate(file.database, { policy: stricter });
    expect(await yes(id, people.lead)).toEqual({ kind: 'counted', state: 'stale' });
    expect((await gate.approvals.postedMessages.load(id))?.differences).toEqual([
      { label: 'Policy', before: 'asked 1 of the role lead', after: 'asks 2 of the role lead (rule “goodwill”)' },
    ]);
    expect(gate.ownersTold).toEqual([]);
  });

  it('is asked before sending', async () => {
    const slow = openGate(file.database, {
      probe: (step) => (step === 'execute:before-claim' ? new Promise(() => undefined) : undefined),
    });
    await gate.stop();
    gate = slow;
    const id = await pending();
    await yes(id, people.lead);
    await slow.stop();
    gate = openGate(file.database, { policy: stricter });
    await gate.approvals.recover({ alone: true });
    await stateOf(gate, id, 'stale');
    expect(gate.backOffice.given).toEqual([]);
  });

  it('breaks no seal if it asks for no more', async () => {
    const id = await pending(200);
    await gate.stop();
    gate = openGate(file.database, { policy: laxer });
    await yes(id, people.lead);
    await yes(id, people.second);
    expect(await stateOf(gate, id, 'done')).toBe('done');
  });
});

describe('the profile of the back office', () => {
  it('stops what was asked for under another one, however many say yes, and no owner is told', async () => {
    const id = await pending();
    await gate.stop();
    gate = openGate(file.database, { profile: 'another' });
    await yes(id, people.lead);
    await stateOf(gate, id, 'stale');
    expect((await gate.approvals.postedMessages.load(id))?.differences.map(({ label }) => label)).toEqual([
      'Profile of the back office',
    ]);
    expect(gate.backOffice.given).toEqual([]);
    expect(gate.ownersTold).toEqual([]);
  });

  it('that is the same as at the ask stops nothing', async () => {
    await gate.stop();
    gate = openGate(file.database, { profile: 'one' });
    const id = await pending();
    await yes(id, people.lead);
    expect(await stateOf(gate, id, 'done')).toBe('done');
  });
});

describe('the first start with seals', () => {
  it('stops once what was asked before and is not sent, proves what is sent, and leaves what is unknown to people', async () => {
    await gate.stop();
    const fresh = await freshDatabase();
    try {
      const db = fresh.database.db;
      const run = (statement: string) => sql.raw(statement).execute(db);
      for (const [id, state, sent] of [
        ['OLDPEND', 'pending', 'NULL'],
        ['OLDAPPR', 'approved', 'NULL'],
        ['OLDSENT', 'running', 'now()'],
        ['OLDLOST', 'unknown', 'now()'],
        ['OLDDONE', 'done', 'now()'],
      ]) {
        await run(
          `INSERT INTO requests (id, origin, action, state, asker, asked_at, sent_at, role, votes_needed)
             VALUES ('${id}', '${id}', 'voucher.apply', '${state}', '${people.agent}', now(), ${sent}, 'lead', 1)`,
        );
        await run(
          `INSERT INTO request_details (request_id, input, seen, reason)
             VALUES ('${id}', '{"customer": 1, "amount": 50}', '{"before": 0}', '')`,
        );
      }
      await oldJournal(fresh.database, [
        ['OLDPEND', 'pending'],
        ['OLDAPPR', 'approved'],
        ['OLDSENT', 'running', 'sent'],
        ['OLDLOST', 'running', 'sent', 'unknown'],
        ['OLDDONE', 'running', 'sent', 'done'],
      ]);
      gate = openGate(fresh.database, { backOffice: { given: [{ customer: 1, amount: 50 }] } });
      await gate.approvals.begin();
      await gate.approvals.begin();
      await gate.approvals.recover({ alone: true });
      await stateOf(gate, 'OLDPEND', 'stale');
      await stateOf(gate, 'OLDAPPR', 'stale');
      await stateOf(gate, 'OLDSENT', 'done');
      await stateOf(gate, 'OLDDONE', 'done');
      expect((await gate.approvals.postedMessages.load('OLDPEND'))?.differences[0]?.after).toContain('ask again');
      expect(await gate.approvals.settle({ id: 'OLDLOST', person: people.lead, happened: true })).toMatchObject({
        kind: 'counted',
      });
      const kinds = (await readEntries(db, 0, 100)).map(({ kind }) => kind);
      expect(kinds.filter((kind) => kind === 'journal.keyed')).toHaveLength(1);
      expect(kinds.filter((kind) => kind === 'request.stale')).toHaveLength(2);
      expect(gate.ownersTold).toEqual([]);
      expect(gate.backOffice.given).toHaveLength(1);
    } finally {
      await gate.stop();
      await fresh.remove();
    }
  });
});

/** As the version before keys wrote it. */
async function oldJournal(old: Database, requests: readonly string[][]): Promise<void> {
  let previousHash = genesisHash;
  let seq = 0;
  for (const [id = '', ...states] of requests) {
    for (const state of ['asked', ...states]) {
      seq += 1;
      const entry = {
        seq,
        at: '2026-11-20T10:00:00.000Z',
        kind: `request.${state}`,
        requestId: id,
        actor: 'app',
        data: '{"data":{"action":"voucher.apply"}}',
      };
      const hash = plainHash(entry, previousHash);
      await old.db
        .insertInto('journal')
        .values({
          seq,
          at: entry.at,
          kind: entry.kind,
          request_id: id,
          actor: 'app',
          data: entry.data,
          previous_hash: previousHash,
          hash,
          key_id: null,
        })
        .execute();
      previousHash = hash;
    }
  }
}
