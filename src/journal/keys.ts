import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import type { Secret } from '../lib/secret.ts';

/** What a key is used for; each use has a key of its own, derived from the one that is set. */
type Use = 'entries' | 'seals' | 'handover';

/** One key: its id is in every entry and seal that it made. */
export type JournalKey = {
  id: string;
  mac(use: Use, text: string): string;
};

/** The key that signs, and all that may verify. */
export type Keyring = {
  current: JournalKey;
  /** The key of that id, be it the current one or an older one. */
  find(id: string): JournalKey | undefined;
};

export type KeySettings = { key: Secret; previous: readonly Secret[] };

/** The settings hold keys in hex, as `readKeyText` gives them. */
export function keyringOf({ key, previous }: KeySettings): Keyring {
  const current = keyOf(key);
  const known = new Map([...previous.map(keyOf), current].map((one) => [one.id, one]));
  return { current, find: (id) => known.get(id) };
}

/** Keys that verify and sign nothing: for the person who only looks. */
export function findIn(keys: readonly Secret[]): Keyring['find'] {
  const known = new Map(keys.map(keyOf).map((one) => [one.id, one]));
  return (id) => known.get(id);
}

function keyOf(secret: Secret): JournalKey {
  const bytes = Buffer.from(secret.reveal(), 'hex');
  const derive = (info: string, length: number) => Buffer.from(hkdfSync('sha256', bytes, '', `wheelhouse ${info} v1`, length));
  const keys: Readonly<Record<Use, Buffer>> = {
    entries: derive('journal entries', 32),
    seals: derive('seals', 32),
    handover: derive('journal handover', 32),
  };
  return {
    id: derive('key id', 6).toString('hex'),
    mac: (use, text) => createHmac('sha256', keys[use]).update(text, 'utf8').digest('hex'),
  };
}

/** Compares two digests in a time that tells nothing of where they differ. */
export function sameDigest(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}
