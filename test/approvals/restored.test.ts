import { existsSync, writeFileSync } from 'node:fs';
import { sql } from 'kysely';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Database } from '../../src/db/database.ts';
import { readEntries } from '../../src/journal/entries.ts';
import { lastEntry } from '../../src/journal/journal.ts';
import { openRestore } from '../../src/journal/restore.ts';
import { createRestoring } from '../../src/restoring.ts';
import { type Backup, canDump, copyFolder, dumpDatabase } from '../support/backup.ts';
import { freshDatabase, urlVariable } from '../support/database.ts';
import { askFor, type Gate, openGate, stateOf } from '../support/gate.ts';
import { testKeys } from '../support/keys.ts';
import { silentLog } from '../support/log.ts';
import { people } from '../support/people.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const policy = `
version: 1
currency: EUR
branch: 1
owners: [U0OWNER1]
roles:
  agent: { users: [U0AGENT1, U0AGENT2] }
  lead: { users: [U0LEAD1, U0LEAD2] }
grants:
  agent: [read.*, voucher.apply]
approvals:
  - name: small goodwill
    match: { action: voucher.apply, amount: { max: 20 }, sameAsker: { max: 100, within: 7d } }
    require: none
  - name: goodwill
    match: { action: voucher.apply }
    require: { role: lead, count: 1 }
    decideWithin: 4h
    executeWithin: 1h
`;

let files: Awaited<ReturnType<typeof freshDatabase>>;
let database: Database;
let gate: Gate;
let headFile: string;
/** What was given stays given, whatever becomes of the database. */
let given: Gate['backOffice']['given'];
let saysWhose = true;

const url = process.env[urlVariable];

beforeEach(async () => {
  if (url !== undefined) await emptied(url);
  files = await freshDatabase();
  database = files.database;
  headFile = `${files.directory}.head`;
  given = [];
  saysWhose = true;
  gate = opened();
});
afterEach(async () => {
  await gate.stop();
  await files.remove();
});

/** Each test begins with an empty database, as on the embedded one. */
async function emptied(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query('DROP SCHEMA public CASCADE; CREATE SCHEMA public');
  await client.end();
}

const opened = () => openGate(database, { policy, backOffice: { given, saysWhose } });
const restoring = () => createRestoring({ db: database.db, keys: testKeys, headFile, jobs: gate.jobs, log: silentLog });
const yes = (id: string, person: string = people.lead) => gate.approvals.decide({ id, person, verdict: 'approve' });

/** The head as the app keeps it, elsewhere than the database. */
async function keepHead(): Promise<void> {
  const last = await lastEntry(database.db);
  writeFileSync(headFile, `${last?.at} ${last?.seq} ${last?.hash}\n`);
}

async function stopped<T>(work: () => T): Promise<T> {
  await gate.stop();
  await database.close();
  const result = work();
  database = await files.again();
  gate = opened();
  return result;
}

const backup = () => stopped((): Backup => (url === undefined ? copyFolder(files.directory) : dumpDatabase(url)));

/** The app stops, the backup comes back, the app starts and finds it. */
async function restored(from: Backup): Promise<void> {
  await gate.stop();
  await keepHead();
  await database.close();
  from.restore();
  database = await files.again();
  gate = opened();
  await restoring().notice();
}

const kinds = async () => (await readEntries(database.db, 0, 100_000)).map(({ kind }) => kind);
const pending = async (more: Parameters<typeof askFor>[2] = {}) => {
  const id = await askFor(gate, 50, more);
  await stateOf(gate, id, 'pending');
  return id;
};

/** Waits in the backup that the database is back at; at the back office it has been done. */
async function doneBehindBackup(): Promise<string> {
  const id = await pending();
  const copy = await backup();
  await yes(id);
  await stateOf(gate, id, 'done');
  await restored(copy);
  return id;
}

describe.skipIf(url !== undefined && !canDump)('a database that was restored from a backup', () => {
  it('is noticed by the kept head, sends and decides nothing, and tells the owners', async () => {
    const id = await doneBehindBackup();
    expect(await yes(id)).toMatchObject({ kind: 'not-counted', why: expect.stringContaining('restored from a backup') });
    expect(await gate.approvals.cancel({ id, person: people.agent })).toMatchObject({ kind: 'not-counted' });
    await expect(askFor(gate, 5)).rejects.toMatchObject({
      code: 'refused',
      say: expect.stringContaining('restored from a backup'),
    });
    expect(await restoring().part.check()).toMatchObject({ ready: true, state: { keptHead: expect.any(Number) } });
    await expect.poll(() => gate.ownersTold).toContainEqual(expect.stringMatching(/^restored:\d+:\d+$/));
    expect(given).toHaveLength(1);
  });

  it('does not give a voucher twice that was approved and waiting in the backup', async () => {
    await gate.stop();
    // Approved, and not carried out before the backup is taken.
    gate = openGate(database, { policy, backOffice: { given }, start: false });
    const id = await askFor(gate, 50);
    await gate.stop();
    gate = opened();
    await stateOf(gate, id, 'pending');
    await gate.stop();
    gate = openGate(database, { policy, backOffice: { given }, start: false });
    await yes(id);
    const copy = await backup();
    await stateOf(gate, id, 'done');
    expect(given).toHaveLength(1);
    await restored(copy);
    expect(await gate.approvals.goOn({ person: 'U0OWNER1' })).toMatchObject({ kind: 'gone-on' });
    // A job that looked before that comes again a second later, and this clock does not move.
    const later = async () => {
      gate.clock.forward(1_000);
      return (await gate.approvals.postedMessages.load(id))?.state;
    };
    await expect.poll(later).toBe('stale');
    const record = await gate.approvals.postedMessages.load(id);
    expect(record?.differences).toContainEqual({
      label: 'Gift',
      before: 'not there when this was asked for',
      after: 'a gift of 50 is there already',
    });
    expect(given).toHaveLength(1);
  });

  it.each([true, false])(
    'does not give one twice that is approved again (the back office says whose it is: %s)',
    async (says) => {
      saysWhose = says;
      gate.backOffice.saysWhose = says;
      const id = await doneBehindBackup();
      await gate.approvals.goOn({ person: 'U0OWNER1' });
      expect(await yes(id)).toMatchObject({ kind: 'counted' });
      await stateOf(gate, id, 'stale');
      expect(given).toHaveLength(1);
    },
  );

  it('does not give one twice if somebody wrote into the database that it had been there at the ask', async () => {
    const id = await doneBehindBackup();
    await gate.approvals.goOn({ person: 'U0OWNER1' });
    await sql`UPDATE request_details SET seen = jsonb_set(seen, '{before}', '1') WHERE request_id = ${id}`.execute(database.db);
    expect(await yes(id)).toMatchObject({ kind: 'not-counted' });
    await stateOf(gate, id, 'stale');
    expect(given).toHaveLength(1);
  });

  it('goes on for an owner alone, once, and says from where to where it is lost', async () => {
    const copy = await backup();
    const end = (await lastEntry(database.db))?.seq ?? 0;
    await pending();
    await restored(copy);
    expect(await gate.approvals.goOn({ person: people.lead })).toMatchObject({ kind: 'not-counted' });
    expect((await kinds()).at(-1)).not.toBe('journal.restored');
    const answers = await Promise.all([1, 2].map(() => gate.approvals.goOn({ person: 'U0OWNER1' })));
    expect(answers.map(({ kind }) => kind).sort()).toEqual(['gone-on', 'nothing']);
    const entry = (await readEntries(database.db, 0, 100_000)).find(({ kind }) => kind === 'journal.restored');
    expect(entry).toMatchObject({ actor: 'U0OWNER1', seq: end + 1 });
    expect(JSON.parse(entry?.data ?? '')).toMatchObject({ data: { after: end, head: { seq: expect.any(Number) } } });
    expect(await restoring().part.check()).toEqual({ ready: true, state: undefined });
    // The same head is found again, and was accepted.
    await restoring().notice();
    expect(await openRestore(database.db)).toBeUndefined();
  });

  it('is noticed again when the same backup, or one from after it went on, is restored once more', async () => {
    const first = await backup();
    await pending();
    await restored(first);
    await gate.approvals.goOn({ person: 'U0OWNER1' });
    const second = await backup();
    await pending();
    await restored(second);
    expect(await openRestore(database.db)).toBeDefined();
    await gate.approvals.goOn({ person: 'U0OWNER1' });
    await restored(first);
    expect(await openRestore(database.db)).toBeDefined();
  });

  it('is marked again at the next look if somebody took the mark out of the database', async () => {
    const copy = await backup();
    await pending();
    await restored(copy);
    const app = restoring();
    await app.notice();
    await sql`DELETE FROM restores`.execute(database.db);
    await app.notice();
    expect(await openRestore(database.db)).toBeDefined();
  });

  it('lets no limit match that looks back over what is lost', async () => {
    const small = await askFor(gate, 5);
    await stateOf(gate, small, 'done');
    const copy = await backup();
    await restored(copy);
    expect(await openRestore(database.db)).toBeUndefined();
    await pending();
    await restored(copy);
    await gate.approvals.goOn({ person: 'U0OWNER1' });
    const asked = await askFor(gate, 5);
    await stateOf(gate, asked, 'pending');
    expect((await gate.approvals.postedMessages.load(asked))?.rule).toBe('goodwill');
    // Eight days on, the rule looks back over seven that are whole.
    gate.clock.forward(8 * 24 * 3_600_000);
    const later = await askFor(gate, 5);
    await stateOf(gate, later, 'done');
  });

  it('carries a request out that has not happened', async () => {
    const id = await pending({ customer: 2 });
    const copy = await backup();
    const other = await pending({ customer: 3 });
    await yes(other);
    await stateOf(gate, other, 'done');
    await restored(copy);
    await gate.approvals.goOn({ person: 'U0OWNER1' });
    await yes(id);
    await stateOf(gate, id, 'done');
    expect(given.map(({ customer }) => customer)).toEqual([3, 2]);
  });

  it('stops a request that it cannot be told of whether it has happened', async () => {
    const id = await doneBehindBackup();
    const action = gate.deps.actions['voucher.apply'];
    delete action?.alreadyMade;
    delete action?.verify;
    await gate.approvals.goOn({ person: 'U0OWNER1' });
    await yes(id);
    await stateOf(gate, id, 'stale');
    expect((await gate.approvals.postedMessages.load(id))?.differences).toMatchObject([{ label: 'Database' }]);
    expect(given).toHaveLength(1);
  });

  it('is not taken for one if the head file is missing, or belongs to this very database', async () => {
    await pending();
    expect(existsSync(headFile)).toBe(false);
    await restoring().notice();
    expect(await openRestore(database.db)).toBeUndefined();
    await keepHead();
    await pending({ customer: 2 });
    await restoring().notice();
    expect(await openRestore(database.db)).toBeUndefined();
  });
});
