import { createHash, randomBytes } from 'node:crypto';
import { canonicalJson, type Json } from '../lib/json.ts';
import { type Keyring, sameDigest } from './keys.ts';

/**
 * Seals: who can write to the database cannot make one. What is sealed is a statement; the seal is its HMAC with the id of the key that
 * made it, `<key id>:<hex>`. Statements hold personal data as salted digests only, so that it can be erased and the seal still holds.
 */
export type Seals = {
  seal(statement: Json): string;
  /** Whether this app sealed this statement, with a key that is known here. */
  holds(statement: Json, seal: string | null | undefined): boolean;
};

export function createSeals(keys: Keyring): Seals {
  return {
    seal: (statement) => `${keys.current.id}:${keys.current.mac('seals', canonicalJson(statement))}`,
    holds: (statement, seal) => sealHolds(keys.find, statement, seal),
  };
}

export function sealHolds(find: Keyring['find'], statement: Json, seal: string | null | undefined): boolean {
  const [id = '', mac = ''] = (seal ?? '').split(':');
  const key = find(id);
  return key !== undefined && sameDigest(mac, key.mac('seals', canonicalJson(statement)));
}

export const newSalt = (): string => randomBytes(16).toString('hex');

/** What a statement says of personal content: without the salt nobody can try out what it was. */
export function saltedDigest(salt: string, content: Json): string {
  return digestOf([salt, content]);
}

export function digestOf(content: Json): string {
  return createHash('sha256').update(canonicalJson(content), 'utf8').digest('hex');
}
