import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { type Database, openDatabase } from '../../src/db/database.ts';
import { seedFile } from '../../src/db/seed.ts';
import { Secret } from '../../src/lib/secret.ts';
import { silentLog } from './log.ts';

/**
 * A file that runs another file's tests on PostgreSQL puts the url of an empty database here before it imports them
 * (test/support/on-postgres.ts): the same suite holds on both engines.
 */
export const urlVariable = 'WHEELHOUSE_TEST_RUNS_ON';

/**
 * An embedded database of its own in a folder of its own, or the PostgreSQL database of `urlVariable`; `again` opens the same one as the
 * next process would.
 */
export async function freshDatabase(): Promise<{
  database: Database;
  directory: string;
  again(): Promise<Database>;
  remove(): Promise<void>;
}> {
  const directory = mkdtempSync(join(tmpdir(), 'wheelhouse-test-'));
  const url = process.env[urlVariable];
  const where = url === undefined ? {} : { url: new Secret(url) };
  const open = () => openDatabase({ ...where, dataDir: directory, seed: seedFile }, silentLog);
  let database = await open();
  return {
    get database() {
      return database;
    },
    directory,
    async again() {
      await database.close();
      database = await open();
      return database;
    },
    async remove() {
      await database.close();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

const journalTables = ['journal', 'journal_private'] as const;
const guards = [
  ['journal', 'journal_no_change'],
  ['journal', 'journal_no_truncate'],
  ['journal_private', 'journal_private_no_change'],
  ['journal_private', 'journal_private_no_truncate'],
] as const;

/** As new: nothing in any table, and a journal that tells of nothing, which takes an owner's rights. */
export async function emptyDatabase({ db }: Database): Promise<void> {
  const run = (statement: string) => sql.raw(statement).execute(db);
  const { rows } = await sql<{ tablename: string }>`
    SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename NOT LIKE 'kysely%'`.execute(db);
  for (const table of journalTables) await run(`ALTER TABLE ${table} DISABLE TRIGGER ALL`);
  await run(`TRUNCATE ${rows.map(({ tablename }) => tablename).join(', ')}`);
  for (const table of journalTables) await run(`ALTER TABLE ${table} ENABLE TRIGGER ALL`);
  for (const [table, name] of guards) await run(`ALTER TABLE ${table} ENABLE ALWAYS TRIGGER ${name}`);
}
