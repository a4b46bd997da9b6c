import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Database, openDatabase } from '../../src/db/database.ts';
import { seedFile } from '../../src/db/seed.ts';
import { createLog } from '../../src/lib/log.ts';
import { Secret } from '../../src/lib/secret.ts';

export const silentLog = createLog({ level: 'silent' });

/**
 * A file that runs another file's tests on PostgreSQL puts the url of an empty database here before it imports them
 * (test/approvals/gate.postgres.test.ts): the same suite holds on both engines.
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
  const open = () =>
    openDatabase({ ...where, dataDir: directory, ...(existsSync(seedFile) ? { seed: seedFile } : {}) }, silentLog);
  let database = await open();
  return {
    database,
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
