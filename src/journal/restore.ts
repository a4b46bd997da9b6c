import { sql } from 'kysely';
import type { Db } from '../db/schema.ts';
import { readKeptHead } from './head-file.ts';
import { judgeKept } from './head-keeper.ts';
import { holdJournal, type Journal, lastEntry } from './journal.ts';
import type { Keyring } from './keys.ts';
import { journalKinds } from './kinds.ts';

/** A restore that nobody has accepted yet: the database ends at `after`, and a head was kept that lies beyond it. */
export type OpenRestore = { after: number; head: { seq: number; hash: string }; noticedAt: Date };

/** Holds the database against the head in that file, and stops all replicas by a mark where it is older. */
export async function noticeRestore(db: Db, file: string | undefined, find: Keyring['find']): Promise<OpenRestore | undefined> {
  const kept = file === undefined ? undefined : await readKeptHead(file);
  if (kept === undefined || (await judgeKept(db, kept, find)) !== 'beyond') return openRestore(db);
  await db.transaction().execute(async (tx) => {
    // Anyone who marks a request as sent holds the journal, and looks for this mark after that.
    await holdJournal(tx);
    const last = await lastEntry(tx);
    // One that went on after its restore before anybody looked has lost nobody knows how much: what it has in common is not known.
    const after = last === undefined ? 0 : Math.min(last.seq, kept.seq - 1);
    await tx
      .insertInto('restores')
      .values({ kept_seq: kept.seq, kept_hash: kept.hash, after_seq: after, noticed_at: sql<Date>`now()`, accepted_at: null })
      .onConflict((conflict) => conflict.columns(['kept_seq', 'kept_hash', 'after_seq']).doUpdateSet({ accepted_at: null }))
      .execute();
  });
  return openRestore(db);
}

/** The mark that stops everything; of several, that of the oldest database with the newest head. */
export async function openRestore(db: Db): Promise<OpenRestore | undefined> {
  const rows = await db.selectFrom('restores').selectAll().where('accepted_at', 'is', null).execute();
  const [first] = rows;
  if (first === undefined) return undefined;
  const newest = rows.reduce((one, other) => (other.kept_seq > one.kept_seq ? other : one), first);
  return {
    after: Math.min(...rows.map(({ after_seq }) => after_seq)),
    head: { seq: newest.kept_seq, hash: newest.kept_hash },
    noticedAt: rows.reduce((one, other) => (other.noticed_at < one.noticed_at ? other : one), first).noticed_at,
  };
}

/** The same within another statement. */
export const hasOpenRestore = sql<boolean>`EXISTS (SELECT FROM restores WHERE accepted_at IS NULL)`;

export async function isRestored(db: Db): Promise<boolean> {
  const open = await db.selectFrom('restores').select('kept_seq').where('accepted_at', 'is', null).limit(1).executeTakeFirst();
  return open !== undefined;
}

/**
 * Goes on from a restored database: an entry names the range that is lost and the newest head that was kept. Undefined when there is
 * nothing to accept; of two at the same time, the second finds nothing.
 */
export async function acceptRestore(
  tx: Db,
  journal: Journal,
  { actor, reason }: { actor: string; reason: string },
): Promise<OpenRestore | undefined> {
  await holdJournal(tx);
  const open = await openRestore(tx);
  if (open === undefined) return undefined;
  await tx.updateTable('restores').set({ accepted_at: sql<Date>`now()` }).where('accepted_at', 'is', null).execute();
  await journal.append(tx, {
    kind: journalKinds.restored,
    actor,
    data: { after: open.after, head: open.head, noticedAt: open.noticedAt.toISOString() },
    personal: reason === '' ? undefined : { reason },
  });
  return open;
}
