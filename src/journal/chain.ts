import { z } from 'zod';
import { dataOf, type StoredEntry } from './entries.ts';
import { genesisHash, handoverProof, judgeHash } from './hashing.ts';
import { type Keyring, sameDigest } from './keys.ts';
import { journalKinds } from './kinds.ts';

/** The first entry that is not as it was written, and why; `seq` is where the trouble begins, also where an entry is missing. */
export type Flaw = { seq: number; say: string };

/** How far the keys of a journal could be followed. */
export type KeyState = { keyedFrom: number | undefined; unknown: { seq: number; keyId: string } | undefined };

export function nextKey(state: KeyState, { seq, keyId }: StoredEntry, find: Keyring['find']): KeyState {
  if (keyId === null) return state;
  return {
    keyedFrom: state.keyedFrom ?? seq,
    unknown: state.unknown ?? (find(keyId) === undefined ? { seq, keyId } : undefined),
  };
}

/** Why this entry does not follow from the one before it. A key that is not known here is no flaw: nothing can be said then. */
export function chainFlaw(entry: StoredEntry, last: StoredEntry | undefined, find: Keyring['find']): Flaw | undefined {
  const expected = (last?.seq ?? 0) + 1;
  if (entry.seq < expected) return { seq: entry.seq, say: 'it is not in its place' };
  if (entry.seq > expected)
    return {
      seq: expected,
      say: entry.seq === expected + 1 ? 'it is missing' : `it is missing, with all up to ${entry.seq - 1}`,
    };
  if (entry.previousHash !== (last?.hash ?? genesisHash))
    return { seq: entry.seq, say: 'it does not follow from the entry before it: one of the two was changed or exchanged' };
  if (judgeHash(entry, find) === 'wrong')
    return { seq: entry.seq, say: 'its content does not give its hash: it was changed after it was written' };
  return keyFlaw(entry, last, find);
}

const Handover = z.object({ from: z.string(), key: z.string(), proof: z.string() });
const Keyed = z.object({ key: z.string(), over: z.number() });

/** Another key signs only from an entry on that says so, under both keys; and once there are keys, every entry has one. */
function keyFlaw(entry: StoredEntry, last: StoredEntry | undefined, find: Keyring['find']): Flaw | undefined {
  const { seq, keyId } = entry;
  if (last === undefined || keyId === last.keyId) return undefined;
  if (keyId === null) return { seq, say: 'it has no key, and the entry before it has one: something else wrote it' };
  const strange = { seq, say: 'it has another key than the entry before it, and does not say so as the app does' };
  const told: unknown = dataOf(entry)?.data;
  if (last.keyId === null) {
    const begun = Keyed.safeParse(told);
    const isBegun =
      entry.kind === journalKinds.keyed && begun.success && begun.data.over === last.seq && begun.data.key === keyId;
    return isBegun ? undefined : strange;
  }
  const handed = Handover.safeParse(told);
  if (entry.kind !== journalKinds.key || !handed.success) return strange;
  if (handed.data.from !== last.keyId || handed.data.key !== keyId) return strange;
  const former = find(last.keyId);
  if (former === undefined) return undefined;
  return sameDigest(handed.data.proof, handoverProof(former, last.hash, keyId)) ? undefined : strange;
}
