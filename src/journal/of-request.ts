import { type RawBuilder, type Selectable, sql } from 'kysely';
import type { Db, JournalTable } from '../db/schema.ts';
import { asStored, dataOf } from './entries.ts';
import { judgeHash } from './hashing.ts';
import type { Keyring } from './keys.ts';
import { JournalTrouble } from './trouble.ts';

/** What the journal tells of one request, in order; entries that this app has not written are not among them. */
export type ToldEntry = {
  seq: number;
  at: Date;
  kind: string;
  actor: string;
  data: unknown;
  /** From before there were keys: anybody could have written it. */
  isKeyed: boolean;
};

/**
 * The entries of a request, each one's hash checked.
 * @throws JournalTrouble if one was made with a key that is not known here: then nothing can be said of the request
 */
export async function entriesOf(db: Db, requestId: string, find: Keyring['find']): Promise<ToldEntry[]> {
  const rows = await db.selectFrom('journal').selectAll().where('request_id', '=', requestId).orderBy('seq').execute();
  return checked(rows, find);
}

/** A row of the journal as it comes in another statement's answer. */
export type EntryRow = Selectable<JournalTable>;

/** The rows of the entries of a request, for a statement that reads `requests`; `checked` makes of them what `entriesOf` gives. */
export const entryRows: RawBuilder<EntryRow[]> = sql<EntryRow[]>`(
  SELECT coalesce(json_agg(entry ORDER BY entry.seq), '[]') FROM journal AS entry WHERE entry.request_id = requests.id)`;

/** @throws JournalTrouble as entriesOf does */
export function checked(rows: readonly EntryRow[], find: Keyring['find']): ToldEntry[] {
  const told: ToldEntry[] = [];
  for (const entry of rows.map(asStored)) {
    const judged = judgeHash(entry, find);
    if (judged === 'unknown-key') throw new JournalTrouble('unknown-key');
    // The first one has number 1: what is before that has no key, and nothing that it would follow from.
    if (judged === 'wrong' || entry.seq < 1) continue;
    const { seq, at, kind, actor, keyId } = entry;
    told.push({ seq, at: new Date(at), kind, actor, data: dataOf(entry)?.data, isKeyed: keyId !== null });
  }
  return told;
}
