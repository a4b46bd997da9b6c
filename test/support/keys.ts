import { keyringOf } from '../../src/journal/keys.ts';
import { Secret } from '../../src/lib/secret.ts';

/** A key as JOURNAL_KEY takes it, and as the settings hold it. */
export const testKey = 'ab'.repeat(32);

/** The keys that tests sign with. */
export const testKeys = keyringOf({ key: new Secret(testKey), previous: [] });
