import { afterAll, beforeAll, beforeEach } from 'vitest';
import type { Database } from '../../src/db/database.ts';
import { emptyDatabase, freshDatabase, urlVariable } from './database.ts';

type Files = Awaited<ReturnType<typeof freshDatabase>>;
export type FileDatabase = { readonly files: Files; readonly database: Database };

/** Embedded databases that files of this process are done with: opening one takes more than two seconds, emptying it a tenth of one. Their folders go with the run. */
const idle: Files[] = [];

/** One database for all tests of a file, as new when they begin; with `emptied`, each test finds it as new. */
export function fileDatabase({ emptied = false }: { emptied?: boolean } = {}): FileDatabase {
  const isEmbedded = () => process.env[urlVariable] === undefined;
  let files: Files | undefined;
  const opened = () => {
    if (files === undefined) throw new Error('The database is there once the tests run.');
    return files;
  };
  beforeAll(async () => {
    const known = isEmbedded() ? idle.pop() : undefined;
    if (known !== undefined) await emptyDatabase(known.database);
    files = known ?? (await freshDatabase());
  });
  afterAll(async () => {
    if (files === undefined) return;
    if (isEmbedded()) idle.push(files);
    else await files.remove();
  });
  if (emptied) beforeEach(() => emptyDatabase(opened().database));
  return {
    get files() {
      return opened();
    },
    get database() {
      return opened().database;
    },
  };
}
