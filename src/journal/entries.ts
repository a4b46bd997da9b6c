import type { Selectable } from 'kysely';
import { z } from 'zod';
import type { Db, JournalTable } from '../db/schema.ts';

/**
 * An entry as it lies in the database, with what lies beside it. `personal` is null if nothing lies there; its salt and content
 * are null once they were erased. Nothing is believed of it: anyone who reads it may be looking for what was changed.
 */
export const StoredEntry = z.object({
  seq: z.number(),
  at: z.string(),
  kind: z.string(),
  requestId: z.string().nullable(),
  actor: z.string(),
  data: z.string(),
  previousHash: z.string(),
  hash: z.string(),
  /** The key that made the hash; null before there were keys. */
  keyId: z.string().nullable(),
  personal: z.object({ salt: z.string().nullable(), content: z.string().nullable() }).nullable(),
});
export type StoredEntry = z.infer<typeof StoredEntry>;

/** Up to `limit` entries after number `after`, in order. */
export async function readEntries(db: Db, after: number, limit: number): Promise<StoredEntry[]> {
  const rows = await db
    .selectFrom('journal')
    .leftJoin('journal_private', 'journal_private.seq', 'journal.seq')
    .selectAll('journal')
    .select(['journal_private.seq as personal_seq', 'salt', 'content'])
    .where('journal.seq', '>', after)
    .orderBy('journal.seq')
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    ...asStored(row),
    personal: row.personal_seq === null ? null : { salt: row.salt, content: row.content },
  }));
}

/** A row without what lies beside it. */
export function asStored(row: Selectable<JournalTable>): StoredEntry {
  return {
    seq: row.seq,
    at: row.at,
    kind: row.kind,
    requestId: row.request_id,
    actor: row.actor,
    data: row.data,
    previousHash: row.previous_hash,
    hash: row.hash,
    keyId: row.key_id,
    personal: null,
  };
}

const Data = z.object({ data: z.unknown().optional(), personal: z.string().optional() });
/** What the entry tells, and the hash of what lies beside it. */
export type EntryData = z.infer<typeof Data>;

/** The parts of an entry's `data`; undefined when it is not what the app writes. */
export function dataOf(entry: { data: string }): EntryData | undefined {
  try {
    const parsed = Data.safeParse(JSON.parse(entry.data));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}

/** Sorted numbers as `1-4,9`. */
export function writeRanges(numbers: readonly number[]): string {
  const ranges: [number, number][] = [];
  for (const number of numbers) {
    const last = ranges.at(-1);
    if (last !== undefined && last[1] === number - 1) last[1] = number;
    else ranges.push([number, number]);
  }
  return ranges.map(([from, to]) => (from === to ? String(from) : `${from}-${to}`)).join(',');
}

/** Whether a number is in `1-4,9`. */
export function inRanges(ranges: string, number: number): boolean {
  return ranges.split(',').some((range) => {
    const [from = Number.NaN, to = from] = range.split('-').map(Number);
    return from <= number && number <= to;
  });
}
