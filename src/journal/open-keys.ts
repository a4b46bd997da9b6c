import { resolve } from 'node:path';
import type { Db } from '../db/schema.ts';
import { SettingProblem } from '../db/trouble.ts';
import type { Secret } from '../lib/secret.ts';
import { isKeyed } from './journal.ts';
import { keyFileIn, makeKey, readKeyFile, writeKeyFile } from './key-file.ts';
import { type Keyring, keyringOf } from './keys.ts';

export type JournalSettings = { key?: Secret | undefined; previous: readonly Secret[] };

/** The keys, and what is to be done once the database is open: before that, nothing may be written with them. */
export type OpenKeys = {
  keys: Keyring;
  /** @throws SettingProblem with a sentence for the operator when the key of an embedded database is lost */
  keepKey(db: Db): Promise<void>;
};

/**
 * The keys to work with. Without JOURNAL_KEY an embedded database has its key in a file beside it, which is made only while nothing was
 * written with one.
 */
export function openKeys(
  kind: 'embedded' | 'postgres',
  { dataDir, journal }: { dataDir: string; journal: JournalSettings },
): OpenKeys {
  const file = keyFileIn(dataDir);
  const beside = kind === 'embedded' ? readKeyFile(file) : undefined;
  const nothing = async () => undefined;
  // What the database was kept with before JOURNAL_KEY was set still verifies.
  if (journal.key !== undefined) {
    const previous = [...journal.previous, ...(beside === undefined ? [] : [beside])];
    return { keys: keyringOf({ key: journal.key, previous }), keepKey: nothing };
  }
  if (beside !== undefined) return { keys: keyringOf({ key: beside, previous: journal.previous }), keepKey: nothing };
  const made = makeKey();
  return {
    keys: keyringOf({ key: made, previous: journal.previous }),
    async keepKey(db) {
      if (await isKeyed(db))
        throw new SettingProblem(
          `DATA_DIR: the journal's key is not in ${resolve(file)} any more. Bring the file back from a backup, or set JOURNAL_KEY to what it held.`,
        );
      writeKeyFile(file, made);
    },
  };
}
