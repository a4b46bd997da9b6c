import { z } from 'zod';
import { dataOf, inRanges, type StoredEntry } from './entries.ts';
import { journalKinds } from './kinds.ts';

/**
 * What an entry `journal.erased` says. With `before`, it was done by age, to what is older than that; without, for one customer, and then the
 * entry must say who did it and why: an actor who is not the app, and a reason beside the chain.
 */
const Erasure = z.object({ erased: z.string(), before: z.string().optional() });

/** Keeps account of personal data that is gone, and of the entries that say so. */
export function erasures() {
  /** Not accounted for yet, with the time of its entry. */
  const open = new Map<number, string>();
  let explained = 0;
  return {
    see(entry: StoredEntry): void {
      if (entry.personal !== null && entry.personal.content === null) open.set(entry.seq, entry.at);
      if (entry.kind !== journalKinds.erased) return;
      const parts = dataOf(entry);
      const told = Erasure.safeParse(parts?.data);
      if (!told.success) return;
      const { before, erased } = told.data;
      if (before === undefined && (entry.actor === 'app' || parts?.personal === undefined)) return;
      for (const [seq, at] of open) {
        if (seq >= entry.seq || (before !== undefined && at >= before) || !inRanges(erased, seq)) continue;
        open.delete(seq);
        explained += 1;
      }
    },
    explained: () => explained,
    /** The first entry whose personal data is gone without an entry that says so. */
    unexplained: (): number | undefined => [...open.keys()][0],
  };
}
