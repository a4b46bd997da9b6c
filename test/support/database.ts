import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { seedFile } from '../../sandbox/seed.ts';
import { type Database, openDatabase } from '../../src/db/database.ts';
import { createLog } from '../../src/lib/log.ts';

export const silentLog = createLog({ level: 'silent' });

/** An embedded database of its own in a folder of its own; `again` opens the same folder as the next process would. */
export async function freshDatabase(): Promise<{
  database: Database;
  directory: string;
  again(): Promise<Database>;
  remove(): Promise<void>;
}> {
  const directory = mkdtempSync(join(tmpdir(), 'wheelhouse-test-'));
  const open = () => openDatabase({ dataDir: directory, ...(existsSync(seedFile) ? { seed: seedFile } : {}) }, silentLog);
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
