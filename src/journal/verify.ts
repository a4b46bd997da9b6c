import { z } from 'zod';
import { dataOf, inRanges, type StoredEntry } from './entries.ts';
import { genesisHash, judgeHash, personalHash } from './hashing.ts';
import type { Head } from './heads.ts';
import type { Keyring } from './keys.ts';

/** The first entry that is not as it was written, and why; `seq` is where the trouble begins, also where an entry is missing. */
export type Flaw = { seq: number; say: string };

/**
 * `agreed`: how many of the given heads stand in the journal as they were published. `erased`: entries whose personal data was
 * erased by the app, which said so.
 */
export type Verdict =
  | { ok: true; entries: number; head: { seq: number; hash: string } | undefined; agreed: number; erased: number }
  | { ok: false; entries: number; flaw: Flaw };

/** The kind of the entry that says what was erased. */
export const erasedKind = 'journal.erased';
const Erasure = z.object({ erased: z.string(), before: z.string() });

/**
 * Goes through the whole journal, in order, and holds it against itself and against the heads that were published. A change, a removed,
 * added or moved entry breaks the chain; a cut tail and a chain that was written anew only show against heads that were kept elsewhere.
 */
export async function verify(
  pages: AsyncIterable<readonly StoredEntry[]>,
  heads: readonly Head[],
  find: Keyring['find'],
): Promise<Verdict> {
  let last: { seq: number; hash: string } | undefined;
  let entries = 0;
  /** Erased content that no entry has accounted for yet, with the time of its entry. */
  const unexplained = new Map<number, string>();
  let erased = 0;
  let agreed = 0;
  const headsAt = grouped(heads);

  for await (const page of pages) {
    for (const entry of page) {
      const flaw = chainFlaw(entry, last, find) ?? personalFlaw(entry) ?? headFlaw(entry, headsAt.get(entry.seq) ?? [], last);
      if (flaw !== undefined) return { ok: false, entries, flaw };
      agreed += headsAt.get(entry.seq)?.length ?? 0;
      if (entry.personal !== null && entry.personal.content === null) unexplained.set(entry.seq, entry.at);
      if (entry.kind === erasedKind) erased += explain(entry, unexplained);
      last = { seq: entry.seq, hash: entry.hash };
      entries += 1;
    }
  }
  const cut = heads.filter(({ seq }) => seq > (last?.seq ?? 0)).sort((one, other) => other.seq - one.seq)[0];
  if (cut !== undefined) return { ok: false, entries, flaw: cutFlaw(cut, last?.seq ?? 0) };
  const [silent] = unexplained.keys();
  if (silent !== undefined)
    return { ok: false, entries, flaw: { seq: silent, say: 'its personal data is gone, and no entry says that it was erased' } };
  return { ok: true, entries, head: last, agreed, erased };
}

function chainFlaw(entry: StoredEntry, last: { seq: number; hash: string } | undefined, find: Keyring['find']): Flaw | undefined {
  const expected = (last?.seq ?? 0) + 1;
  if (entry.seq < expected) return { seq: entry.seq, say: 'it does not stand in its place' };
  if (entry.seq > expected)
    return {
      seq: expected,
      say: entry.seq === expected + 1 ? 'it is missing' : `it is missing, with all up to ${entry.seq - 1}`,
    };
  if (entry.previousHash !== (last?.hash ?? genesisHash))
    return { seq: entry.seq, say: 'it does not follow from the entry before it: one of the two was changed or exchanged' };
  if (judgeHash(entry, find) !== 'good')
    return { seq: entry.seq, say: 'its content does not give its hash: it was changed after it was written' };
  return undefined;
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

function headFlaw(entry: StoredEntry, heads: readonly Head[], last: { seq: number } | undefined): Flaw | undefined {
  const other = heads.find(({ hash }) => !entry.hash.startsWith(hash));
  if (other === undefined) return undefined;
  const since = last === undefined ? 'it' : 'it or an entry before it';
  return {
    seq: entry.seq,
    say: `its hash is ${entry.hash.slice(0, 16)}, and ${other.hash.slice(0, 16)} was published (${other.from}): ${since} was written anew`,
  };
}

function cutFlaw(head: Head, lastSeq: number): Flaw {
  const missing = head.seq - lastSeq;
  return {
    seq: lastSeq + 1,
    say: `the journal ends before it, and head ${head.seq} was published (${head.from}): at least ${missing} ${missing === 1 ? 'entry was' : 'entries were'} cut off`,
  };
}

/** Takes what this entry accounts for off the list; says how many that were. */
function explain(entry: StoredEntry, unexplained: Map<number, string>): number {
  const told = Erasure.safeParse(dataOf(entry)?.data);
  if (!told.success) return 0;
  let explained = 0;
  for (const [seq, at] of unexplained) {
    if (at >= told.data.before || !inRanges(told.data.erased, seq)) continue;
    unexplained.delete(seq);
    explained += 1;
  }
  return explained;
}

function grouped(heads: readonly Head[]): Map<number, Head[]> {
  const groups = new Map<number, Head[]>();
  for (const head of heads) groups.set(head.seq, [...(groups.get(head.seq) ?? []), head]);
  return groups;
}
