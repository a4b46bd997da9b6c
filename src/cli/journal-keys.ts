import type { Environment } from '../config.ts';
import { keyFileIn, readKeyFile } from '../journal/key-file.ts';
import { findIn, type Keyring, keyringOf } from '../journal/keys.ts';
import { readKeyText } from '../lib/key-text.ts';
import { Secret } from '../lib/secret.ts';

/** The keys that the settings name: all of them verify; one signs, if there is one. */
export type JournalKeys = { find: Keyring['find']; ring: Keyring | undefined };

/**
 * As the app finds them: JOURNAL_KEY, else the file beside an embedded database. Nothing is made.
 * @throws Error with a sentence that names the setting
 */
export function journalKeys(environment: Environment, dataDir: string | undefined): JournalKeys {
  const set = (environment.JOURNAL_KEY ?? '').trim();
  const beside = dataDir === undefined ? undefined : readKeyFile(keyFileIn(dataDir));
  const key = set === '' ? beside : keyFrom('JOURNAL_KEY', set);
  const older = (environment.JOURNAL_KEY_PREVIOUS ?? '').split(',').map((one) => one.trim());
  const previous = older.filter((one) => one !== '').map((one) => keyFrom('JOURNAL_KEY_PREVIOUS', one));
  if (set !== '' && beside !== undefined) previous.push(beside);
  if (key === undefined) return { find: findIn(previous), ring: undefined };
  const ring = keyringOf({ key, previous });
  return { find: ring.find, ring };
}

function keyFrom(setting: string, text: string): Secret {
  const key = readKeyText(text);
  if (!key.ok) throw new Error(`${setting} ${key.problem}.`);
  return new Secret(key.hex);
}
