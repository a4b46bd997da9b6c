import { chainFlaw, type Flaw, type KeyState, nextKey } from './chain.ts';
import { dataOf, type StoredEntry } from './entries.ts';
import { erasures } from './erasures.ts';
import { personalHash } from './hashing.ts';
import type { Head } from './heads.ts';
import type { Keyring } from './keys.ts';
import { journalKinds } from './kinds.ts';
import { type Restored, restoredOf } from './restored.ts';

export type Whole = {
  ok: true;
  entries: number;
  head: { seq: number; hash: string } | undefined;
  /** How many of the given heads are in the journal as they were published. */
  agreed: number;
  /** How many belong to what was lost before a restore that somebody accepted. */
  passedOver: number;
  /** Entries whose personal data was erased with an entry that says so. */
  erased: number;
  /** The first entry with a key; undefined if none has one. */
  keyedFrom: number | undefined;
  /** The first entry whose key is not known here: it and what follows under that key could not be judged. */
  unknownKey: { seq: number; keyId: string } | undefined;
  /** How much time the journal covers after the newest head from elsewhere; undefined if none agrees. */
  behindMs: number | undefined;
};
export type ChainVerdict = Whole | { ok: false; entries: number; flaw: Flaw };

/** Looks at every entry whose hash is good, in order, and says what its meaning lacks. */
export type MeaningJudge = (entry: StoredEntry) => string | undefined;

/**
 * Goes through the whole journal, in order, and holds it against itself and against the heads that were published. A change, a removed,
 * added or moved entry breaks the chain; a cut tail and a chain that was rewritten with the key only show against heads that were kept
 * elsewhere.
 */
export async function verify(
  pages: AsyncIterable<readonly StoredEntry[]>,
  heads: readonly Head[],
  find: Keyring['find'],
  meaning: MeaningJudge = () => undefined,
): Promise<ChainVerdict> {
  let last: StoredEntry | undefined;
  let keys: KeyState = { keyedFrom: undefined, unknown: undefined };
  let entries = 0;
  let agreed = 0;
  let passedOver = 0;
  let behindMs: number | undefined;
  const restored: Restored[] = [];
  const isLost = ({ seq }: Head) => restored.some(({ after, head }) => seq > after && seq <= head.seq);
  const erased = erasures();
  const headsAt = grouped(heads);

  for await (const page of pages) {
    for (const entry of page) {
      const chained = chainFlaw(entry, last, find) ?? personalFlaw(entry);
      if (chained !== undefined) return { ok: false, entries, flaw: chained };
      keys = nextKey(keys, entry, find);
      const accepted = entry.kind === journalKinds.restored && entry.keyId !== null ? restoredOf(entry) : undefined;
      if (accepted !== undefined) restored.push(accepted);
      const here = headsAt.get(entry.seq) ?? [];
      const agreeing = here.filter(({ hash }) => entry.hash.startsWith(hash));
      const strange = here.filter((head) => !agreeing.includes(head));
      const flaw = headFlaw(
        entry,
        strange.find((head) => !isLost(head)),
        last,
      );
      if (flaw !== undefined) return { ok: false, entries, flaw };
      const missing = meaning(entry);
      if (missing !== undefined) return { ok: false, entries, flaw: { seq: entry.seq, say: missing } };
      agreed += agreeing.length;
      passedOver += strange.length;
      if (agreeing.some(({ isInDatabase }) => isInDatabase !== true)) behindMs = 0;
      else if (behindMs !== undefined) behindMs += Math.max(0, Date.parse(entry.at) - Date.parse(last?.at ?? entry.at));
      erased.see(entry);
      last = entry;
      entries += 1;
    }
  }
  const end = last?.seq ?? 0;
  const beyond = heads.filter(({ seq }) => seq > end).sort((one, other) => other.seq - one.seq);
  passedOver += beyond.filter(isLost).length;
  const cut = beyond.find((head) => !isLost(head));
  if (cut !== undefined) return { ok: false, entries, flaw: cutFlaw(cut, end) };
  const silent = erased.unexplained();
  if (silent !== undefined)
    return { ok: false, entries, flaw: { seq: silent, say: 'its personal data is gone, and no entry says that it was erased' } };
  const head = last === undefined ? undefined : { seq: last.seq, hash: last.hash };
  const { keyedFrom, unknown: unknownKey } = keys;
  return { ok: true, entries, head, agreed, passedOver, erased: erased.explained(), keyedFrom, unknownKey, behindMs };
}

function personalFlaw({ seq, data, personal }: StoredEntry): Flaw | undefined {
  const parts = dataOf({ data });
  if (parts === undefined) return { seq, say: 'its content cannot be read' };
  if (parts.personal === undefined)
    return personal === null ? undefined : { seq, say: 'personal data was put beside it that it does not know of' };
  if (personal === null) return { seq, say: 'its personal data was removed, and not erased by the app' };
  const { salt, content } = personal;
  if (salt === null && content === null) return undefined;
  if (salt === null || content === null || personalHash(salt, content) !== parts.personal)
    return { seq, say: 'its personal data was changed after it was written' };
  return undefined;
}

function headFlaw(entry: StoredEntry, other: Head | undefined, last: StoredEntry | undefined): Flaw | undefined {
  if (other === undefined) return undefined;
  const since = last === undefined ? 'it' : 'it or an entry before it';
  return {
    seq: entry.seq,
    say: `its hash is ${entry.hash.slice(0, 16)}, and ${other.hash.slice(0, 16)} was published (${other.from}): ${since} was rewritten`,
  };
}

function cutFlaw(head: Head, lastSeq: number): Flaw {
  const missing = head.seq - lastSeq;
  return {
    seq: lastSeq + 1,
    say: `the journal ends before it, and head ${head.seq} was published (${head.from}): at least ${missing} ${missing === 1 ? 'entry was' : 'entries were'} cut off`,
  };
}

function grouped(heads: readonly Head[]): Map<number, Head[]> {
  const groups = new Map<number, Head[]>();
  for (const head of heads) groups.set(head.seq, [...(groups.get(head.seq) ?? []), head]);
  return groups;
}
