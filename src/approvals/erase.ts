import { forgetRecent } from '../db/recent-customers.ts';
import type { Db } from '../db/schema.ts';
import { writeRanges } from '../journal/entries.ts';
import { eraseBeside } from '../journal/erase.ts';
import { journalKinds } from '../journal/kinds.ts';
import { type ChangeDeps, change, releaseSubjects } from './change.ts';
import { isFinal } from './machine.ts';
import { countVersionUp } from './store/changes.ts';
import { messagesBehind } from './store/copies.ts';
import { eraseDetails, type RequestAbout, requestsAbout } from './store/personal.ts';

/** So many entries at a time, so that nobody waits long for the journal. */
const batch = 500;
const cancelledSay = 'It was cancelled because this customer’s data is erased.';

export type Erasing = { customer: number; actor: string; reason: string };

/** What was done in one pass, and what is left. */
export type Erased = {
  /** Requests that waited and were cancelled. */
  cancelled: number;
  /** Requests whose details are erased now. */
  requests: number;
  entries: number;
  /** Requests that are being checked or carried out: they are waited for. */
  running: number;
  /** Requests of which a person has yet to say what became of them: they keep ids alone. */
  unknown: number;
  /** Messages and Homes that Slack has yet to take. */
  messages: number;
};

/**
 * Erases one customer: in requests, beside the journal, and by jobs in Slack. A pass can be repeated until nothing is left, by whatever
 * process; each step is one transaction with its entry.
 */
export async function eraseCustomer(deps: ChangeDeps & { db: Db }, erasing: Erasing): Promise<Erased> {
  const { db } = deps;
  const concerned = await requestsAbout(db, erasing.customer);
  let cancelled = 0;
  for (const one of concerned) if (await stopIfWaiting(deps, one, erasing.actor)) cancelled += 1;
  const now = await requestsAbout(db, erasing.customer);
  const over = now.filter(({ state }) => isFinal(state));
  const unknown = now.filter(({ state }) => state === 'unknown');
  const ready = [...over, ...unknown];
  const due = ready.filter(({ state, isErased, keepsIds }) => !isErased || (state !== 'unknown' && keepsIds));
  let entries = 0;
  for (let first = true; ; first = false) {
    const erased = await db.transaction().execute(async (tx) => {
      const details = first ? due : [];
      const idsOf = (list: readonly RequestAbout[]) => list.map(({ id }) => id);
      await eraseDetails(tx, idsOf(details.filter(({ state }) => state !== 'unknown')), {
        now: deps.clock.now(),
        keeps: 'nothing',
      });
      await eraseDetails(tx, idsOf(details.filter(({ state }) => state === 'unknown')), {
        now: deps.clock.now(),
        keeps: 'ids',
      });
      const beside = await eraseBeside(tx, { requests: idsOf(ready), customer: erasing.customer, limit: batch });
      if (details.length > 0) await drawAgain(deps, tx, idsOf(details));
      const shownTo = await forgetRecent(tx, erasing.customer);
      await deps.jobs.scheduleAll(
        tx,
        shownTo.map((ref) => ({ kind: 'home', ref })),
      );
      if (details.length + beside.length === 0) return 0;
      await deps.journal.append(tx, {
        kind: journalKinds.erased,
        actor: erasing.actor,
        data: { customer: erasing.customer, requests: details.length, entries: beside.length, erased: writeRanges(beside) },
        personal: { reason: erasing.reason },
      });
      entries += beside.length;
      return beside.length;
    });
    if (erased < batch) break;
  }
  const ids = now.map(({ id }) => id);
  return {
    cancelled,
    requests: due.length,
    entries,
    running: now.length - ready.length,
    unknown: unknown.length,
    messages: await messagesBehind(db, ids),
  };
}

/** In the transaction that erases requests: their cards, Homes and whatever else was written about them are changed. */
export async function drawAgain(deps: Pick<ChangeDeps, 'jobs' | 'clock'>, tx: Db, ids: readonly string[]): Promise<void> {
  await countVersionUp(tx, ids);
  const [written, homes] = await Promise.all([
    tx
      .selectFrom('written_messages')
      .select(['channel', 'ts'])
      .where('request_id', 'in', [...ids])
      .execute(),
    tx.selectFrom('homes').select('person').execute(),
  ]);
  await deps.jobs.scheduleAll(tx, [
    ...ids.map((ref) => ({ kind: 'draw' as const, ref })),
    ...written.map(({ channel, ts }) => ({ kind: 'redact' as const, ref: `${channel}:${ts}` })),
    ...homes.map(({ person }) => ({ kind: 'home' as const, ref: person })),
  ]);
}

/** What waits for a yes is cancelled, and what waits for its turn stops: nothing is to be done for somebody who is erased. */
async function stopIfWaiting(
  deps: ChangeDeps & { db: Db },
  { id, action, state, subjects }: RequestAbout,
  actor: string,
): Promise<boolean> {
  if (state !== 'pending' && state !== 'approved') return false;
  return deps.db.transaction().execute(async (tx) => {
    const at = deps.clock.now();
    const stopped = await change(deps, tx, {
      id,
      action,
      from: state,
      event: state === 'pending' ? 'cancel' : 'facts-changed',
      actor,
      set: { decided_at: at, finished_at: at },
      details: { explanation: cancelledSay },
      journal: { why: 'the customer is erased' },
    });
    if (stopped) await releaseSubjects(deps, tx, { id, subjects });
    return stopped;
  });
}
