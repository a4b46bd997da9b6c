import { createHash } from 'node:crypto';
import { canonicalJson } from '../lib/json.ts';
import { type JournalKey, type Keyring, sameDigest } from './keys.ts';

/** What the first entry points back to. */
export const genesisHash = '0'.repeat(64);

/** What of an entry is hashed, as it is stored; `data` is canonical JSON. */
export type Hashed = { seq: number; at: string; kind: string; requestId: string | null; actor: string; data: string };

/** The hash of an entry: a keyed one over its content, the hash before it and the key's id. */
export function entryHash(entry: Hashed, previousHash: string, key: JournalKey): string {
  return key.mac('entries', canonicalJson([...contentOf(entry), previousHash, key.id]));
}

/** The hash of an entry from before there were keys: anybody can make one. */
export function plainHash(entry: Hashed, previousHash: string): string {
  return sha256(canonicalJson([...contentOf(entry), previousHash]));
}

/** Whether the hash is the entry's own. `unknown-key`: it says that a key made it that is not known here. */
export function judgeHash(
  entry: Hashed & { previousHash: string; hash: string; keyId: string | null },
  find: Keyring['find'],
): 'good' | 'wrong' | 'unknown-key' {
  if (entry.keyId === null) return sameDigest(entry.hash, plainHash(entry, entry.previousHash)) ? 'good' : 'wrong';
  const key = find(entry.keyId);
  if (key === undefined) return 'unknown-key';
  return sameDigest(entry.hash, entryHash(entry, entry.previousHash, key)) ? 'good' : 'wrong';
}

/** Anyone who holds an old key alone cannot make it count again: the key that is left says to whom. */
export function handoverProof(former: JournalKey, lastHash: string, toKeyId: string): string {
  return former.mac('handover', canonicalJson([lastHash, toKeyId]));
}

/** What an entry keeps of its personal content: without the salt nobody can try out what it was. */
export function personalHash(salt: string, content: string): string {
  return sha256(canonicalJson([salt, content]));
}

function contentOf({ seq, at, kind, requestId, actor, data }: Hashed) {
  return [seq, at, kind, requestId, actor, data];
}

function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}
