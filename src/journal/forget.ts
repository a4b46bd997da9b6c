import { sql } from 'kysely';
import type { Db } from '../db/schema.ts';
import { type Clock, mayErase } from '../lib/clock.ts';
import { writeRanges } from './entries.ts';
import type { Journal } from './journal.ts';
import { erasedKind } from './verify.ts';

const everyMs = 3_600_000;
const doubtAgainMs = 10_000;
/** So many at a time, so that nobody waits long for the journal. */
const batch = 500;
const over = ['refused', 'rejected', 'expired', 'cancelled', 'stale', 'done', 'failed'];

export type ForgetDeps = {
  db: Db;
  clock: Clock;
  journal: Journal;
  /** How old personal data may become; null where it stays. */
  forgetAfterMs: number | null;
};

/**
 * The recurring job behind `privacy.forgetAfter`: erases what names or describes a customer once it is that old, in the journal and in
 * requests that are over, and says in the journal how many that were. What an open request needs stays until it is over.
 */
export async function forget({ db, clock, journal, forgetAfterMs }: ForgetDeps): Promise<'done' | { againInMs: number }> {
  if (forgetAfterMs === null) return 'done';
  if (!mayErase(clock)) return { againInMs: doubtAgainMs };
  const before = new Date(clock.now().getTime() - forgetAfterMs);
  for (;;) {
    const erased = await db.transaction().execute(async (tx) => {
      const entries = await eraseEntries(tx, before);
      const requests = await eraseDetails(tx, before, clock.now());
      if (entries.length + requests === 0) return 0;
      await journal.append(tx, {
        kind: erasedKind,
        actor: 'app',
        data: { entries: entries.length, requests, before: before.toISOString(), erased: writeRanges(entries) },
      });
      return entries.length + requests;
    });
    if (erased === 0) return { againInMs: everyMs };
  }
}

/** Entries of requests that are over for as long, and entries of none. Gives their numbers, in order. */
async function eraseEntries(tx: Db, before: Date): Promise<number[]> {
  const due = await tx
    .selectFrom('journal_private')
    .innerJoin('journal', 'journal.seq', 'journal_private.seq')
    .leftJoin('requests', 'requests.id', 'journal.request_id')
    .select('journal_private.seq')
    .where('journal_private.content', 'is not', null)
    .where(sql<boolean>`journal.at COLLATE "C" < ${before.toISOString()}`)
    .where(({ or, and, eb }) =>
      or([eb('requests.id', 'is', null), and([eb('requests.state', 'in', over), eb('requests.finished_at', '<', before)])]),
    )
    .orderBy('journal_private.seq')
    .limit(batch)
    .execute();
  const numbers = due.map(({ seq }) => seq);
  if (numbers.length > 0)
    await tx.updateTable('journal_private').set({ salt: null, content: null }).where('seq', 'in', numbers).execute();
  return numbers;
}

async function eraseDetails(tx: Db, before: Date, now: Date): Promise<number> {
  const due = await tx
    .selectFrom('request_details')
    .innerJoin('requests', 'requests.id', 'request_details.request_id')
    .select('requests.id')
    .where('request_details.forgotten_at', 'is', null)
    .where('requests.state', 'in', over)
    .where('requests.finished_at', '<', before)
    .orderBy('requests.finished_at')
    .limit(batch)
    .execute();
  const ids = due.map(({ id }) => id);
  if (ids.length === 0) return 0;
  const nothing = { seen: null, facts: null, preview: null, outcome: null, differences: null, explanation: null };
  await tx
    .updateTable('request_details')
    .set({ ...nothing, input: 'null', reason: '', forgotten_at: now })
    .where('request_id', 'in', ids)
    .execute();
  await tx.updateTable('votes').set({ reason: null }).where('request_id', 'in', ids).execute();
  return ids.length;
}
