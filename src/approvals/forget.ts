import { forgetRecentBefore } from '../db/recent-customers.ts';
import type { Db } from '../db/schema.ts';
import { writeRanges } from '../journal/entries.ts';
import { eraseContent } from '../journal/erase.ts';
import { journalKinds } from '../journal/kinds.ts';
import { mayErase } from '../lib/clock.ts';
import type { ChangeDeps } from './change.ts';
import { drawAgain } from './erase.ts';
import { entriesToForget, eraseDetails, requestsToForget } from './store/personal.ts';

const everyMs = 3_600_000;
const doubtAgainMs = 10_000;
/** So many at a time, so that nobody waits long for the journal. */
const batch = 500;

/**
 * The recurring job behind `privacy.forgetAfter`: erases what names or describes a customer once it is that old, in the journal and in
 * requests that are over, and says in the journal how many that were. What an open request needs stays until it is over.
 */
export async function forget(
  deps: Pick<ChangeDeps, 'clock' | 'journal' | 'jobs'> & { db: Db },
  forgetAfterMs: number | null,
): Promise<'done' | { againInMs: number }> {
  if (forgetAfterMs === null) return 'done';
  if (!mayErase(deps.clock)) return { againInMs: doubtAgainMs };
  const before = new Date(deps.clock.now().getTime() - forgetAfterMs);
  for (;;) {
    const erased = await deps.db.transaction().execute(async (tx) => {
      const entries = await entriesToForget(tx, before, batch);
      await eraseContent(tx, entries);
      const requests = await requestsToForget(tx, before, batch);
      await eraseDetails(tx, requests, { now: deps.clock.now(), keeps: 'nothing' });
      const shownTo = await forgetRecentBefore(tx, before);
      if (shownTo.length > 0)
        await deps.jobs.scheduleAll(
          tx,
          shownTo.map((ref) => ({ kind: 'home', ref })),
        );
      if (entries.length + requests.length === 0) return 0;
      if (requests.length > 0) await drawAgain(deps, tx, requests);
      await deps.journal.append(tx, {
        kind: journalKinds.erased,
        actor: 'app',
        data: { entries: entries.length, requests: requests.length, before: before.toISOString(), erased: writeRanges(entries) },
      });
      return entries.length + requests.length;
    });
    if (erased === 0) return { againInMs: everyMs };
  }
}
