import { createHash } from 'node:crypto';
import { canonicalJson } from '../lib/json.ts';

/** What the first entry points back to. */
export const genesisHash = '0'.repeat(64);

/** What of an entry is hashed, as it is stored; `data` is canonical JSON. */
export type Hashed = { seq: number; at: string; kind: string; requestId: string | null; actor: string; data: string };

/** The hash of an entry: over its canonical content and the hash before it. */
export function entryHash(entry: Hashed, previousHash: string): string {
  return sha256(canonicalJson([entry.seq, entry.at, entry.kind, entry.requestId, entry.actor, entry.data, previousHash]));
}

/** What an entry keeps of its personal content: without the salt nobody can try out what it was. */
export function personalHash(salt: string, content: string): string {
  return sha256(canonicalJson([salt, content]));
}

function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}
