import { type InsertObject, sql, type UpdateObject } from 'kysely';
import type { Db, Schema } from '../../db/schema.ts';
import { type EntryRow, entryRows } from '../../journal/of-request.ts';
import { type RequestState, statesIn } from '../machine.ts';
import type { Difference } from '../request.ts';

export type RequestValues = UpdateObject<Schema, 'requests'>;
export type DetailValues = UpdateObject<Schema, 'request_details'>;

/** Keeps a new request, unless one of its origin is there: then nothing is kept, and that one's id is returned. */
export async function insertRequest(
  tx: Db,
  values: InsertObject<Schema, 'requests'> & { origin: string },
): Promise<string | undefined> {
  const inserted = await tx
    .insertInto('requests')
    .values(values)
    .onConflict((conflict) => conflict.column('origin').doNothing())
    .executeTakeFirst();
  if (inserted.numInsertedOrUpdatedRows !== 0n) return undefined;
  return (await tx.selectFrom('requests').select('id').where('origin', '=', values.origin).executeTakeFirstOrThrow()).id;
}

export async function insertDetails(tx: Db, values: InsertObject<Schema, 'request_details'>): Promise<void> {
  await tx.insertInto('request_details').values(values).execute();
}

export async function setDetails(tx: Db, id: string, values: DetailValues): Promise<void> {
  await tx.updateTable('request_details').set(values).where('request_id', '=', id).execute();
}

type Moved = {
  asker: string;
  origin: string;
  votes_needed: number;
  decide_by: Date | null;
  envelope: string | null;
  /** What the journal says of it, if that is needed. What others wrote while this waited for the row is missing: no change of its state. */
  entries: EntryRow[];
};

/** From one state to another, if it is still in the first, and this owner's if one is named; undefined if it is not. */
export function moveRequest(
  tx: Db,
  {
    id,
    from,
    to,
    owner,
    set,
    needsEntries,
  }: { id: string; from: RequestState; to: RequestState; owner?: string; set?: RequestValues; needsEntries: boolean },
): Promise<Moved | undefined> {
  let update = tx
    .updateTable('requests')
    .set({ ...set, state: to, approved_by_database: to === 'approved' ? sql<Date>`clock_timestamp()` : undefined })
    .set((row) => ({ version: row('version', '+', 1) }))
    .where('id', '=', id)
    .where('state', '=', from);
  if (owner !== undefined) update = update.where('owner', '=', owner);
  const entries = needsEntries ? entryRows : sql<EntryRow[]>`'[]'::json`;
  return update.returning(['asker', 'origin', 'votes_needed', 'decide_by', 'envelope', entries.as('entries')]).executeTakeFirst();
}

/** Another version of a request that waits: what was said to the one before goes with it. */
export async function reviseRequest(
  tx: Db,
  id: string,
  { set, details }: { set: RequestValues; details: DetailValues },
): Promise<void> {
  await tx.deleteFrom('votes').where('request_id', '=', id).execute();
  await tx
    .updateTable('requests')
    .set({ ...set, escalated: false, undecidable: false })
    .set((row) => ({ version: row('version', '+', 1) }))
    .where('id', '=', id)
    .execute();
  await setDetails(tx, id, details);
}

/** Its cards are to be drawn again: something about it that people can see has changed. */
export async function countVersionUp(tx: Db, ids: readonly string[]): Promise<void> {
  await tx
    .updateTable('requests')
    .set((row) => ({ version: row('version', '+', 1) }))
    .where('id', 'in', [...ids])
    .execute();
}

/** Takes a running request over from its owner, a process believed dead; false if it was not that one's any more. */
export async function takeOverFrom(
  db: Db,
  id: string,
  { was, owner }: { was: string | undefined; owner: string },
): Promise<boolean> {
  let query = db.updateTable('requests').set({ owner }).where('id', '=', id).where('state', '=', 'running');
  query = was === undefined ? query.where('owner', 'is', null) : query.where('owner', '=', was);
  const { numUpdatedRows } = await query.executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** Notes that it is sent, once; false if it was, or is not this owner's any more. */
export async function noteSent(tx: Db, id: string, { owner, at }: { owner: string; at: Date }): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('requests')
    .set({ sent_at: at })
    .where('id', '=', id)
    .where('state', '=', 'running')
    .where('owner', '=', owner)
    .where('sent_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows !== 0n;
}

/** False if it was escalated before, or waits no more. */
export async function noteEscalated(tx: Db, id: string): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('requests')
    .set({ escalated: true })
    .set((row) => ({ version: row('version', '+', 1) }))
    .where('id', '=', id)
    .where('state', '=', 'pending')
    .where('escalated', '=', false)
    .executeTakeFirst();
  return numUpdatedRows !== 0n;
}

/** False if that was noted before, or it waits no more. */
export async function noteUndecidable(tx: Db, id: string, isUndecidable: boolean): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('requests')
    .set({ undecidable: isUndecidable })
    .set((row) => ({ version: row('version', '+', 1) }))
    .where('id', '=', id)
    .where('state', '=', 'pending')
    .where('undecidable', '=', !isUndecidable)
    .executeTakeFirst();
  return numUpdatedRows !== 0n;
}

/** False if another process has counted a reminder meanwhile, or it waits no more. */
export async function countReminders(tx: Db, id: string, { was, now }: { was: number; now: number }): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('requests')
    .set({ reminders: now })
    .where('id', '=', id)
    .where('state', '=', 'pending')
    .where('reminders', '=', was)
    .executeTakeFirst();
  return numUpdatedRows !== 0n;
}

/** Back to where the journal has it, whatever the row says. */
export async function putRequestBack(
  tx: Db,
  id: string,
  { state, sentAt, since }: { state: RequestState; sentAt: Date | undefined; since: Date },
): Promise<void> {
  const isOpen = state === 'running' || state === 'unknown';
  await tx
    .updateTable('requests')
    .set({
      state,
      owner: null,
      sent_at: sentAt ?? null,
      finished_at: isOpen ? null : sql<Date>`coalesce(finished_at, ${since})`,
    })
    .set((requests) => ({ version: requests('version', '+', 1) }))
    .where('id', '=', id)
    .execute();
}

/** Stops it as *Facts changed* wherever it is, as one that was not sent. */
export async function stopChangedOutside(
  tx: Db,
  id: string,
  { at, differences }: { at: Date; differences: readonly Difference[] },
): Promise<void> {
  // Words about its end that are stored already may have been put in from outside.
  const shown = { differences: JSON.stringify(differences), outcome: null, explanation: null };
  await tx
    .updateTable('requests')
    .set({ state: 'stale', owner: null, sent_at: null, finished_at: at })
    .set((requests) => ({ version: requests('version', '+', 1) }))
    .where('id', '=', id)
    .execute();
  await tx
    .insertInto('request_details')
    .values({ request_id: id, input: 'null', reason: '', ...shown })
    .onConflict((conflict) => conflict.column('request_id').doUpdateSet(shown))
    .execute();
}

/** What was asked before there were seals and is not sent, held until the transaction ends. */
export function lockUnsealed(tx: Db) {
  return tx
    .selectFrom('requests')
    .select(['id', 'action', 'state', 'subjects'])
    .where('state', 'in', statesIn('moving'))
    .where('sent_at', 'is', null)
    .where('seal', 'is', null)
    .forUpdate()
    .execute();
}

export async function stopUnsealed(tx: Db, id: string, { at, difference }: { at: Date; difference: Difference }): Promise<void> {
  await tx
    .updateTable('requests')
    .set({ state: 'stale', owner: null, finished_at: at })
    .set((requests) => ({ version: requests('version', '+', 1) }))
    .where('id', '=', id)
    .execute();
  await setDetails(tx, id, { differences: JSON.stringify([difference]) });
}

type StoredVote = {
  id: string;
  person: string;
  givenFor?: string;
  verdict: 'approve' | 'reject';
  reason?: string;
  at: Date;
  seal: string;
};

/** A person's first vote on a request; false if they have voted on it before. */
export async function insertVote(tx: Db, { id, person, givenFor, verdict, reason, at, seal }: StoredVote): Promise<boolean> {
  const inserted = await tx
    .insertInto('votes')
    .values({ request_id: id, person, given_for: givenFor ?? null, verdict, reason: reason ?? null, at, seal })
    .onConflict((conflict) => conflict.columns(['request_id', 'person']).doNothing())
    .executeTakeFirst();
  return inserted.numInsertedOrUpdatedRows !== 0n;
}

/** Somebody who said yes before may still say no: the later word counts. */
export async function voteNo(tx: Db, { id, person, givenFor, reason, at, seal }: Omit<StoredVote, 'verdict'>): Promise<void> {
  // What was said in their place goes: they have the last word, and nobody stands behind two votes.
  await tx.deleteFrom('votes').where('request_id', '=', id).where('given_for', '=', person).execute();
  await tx
    .updateTable('votes')
    .set({ verdict: 'reject', given_for: givenFor ?? null, reason: reason ?? null, at, seal })
    .where('request_id', '=', id)
    .where('person', '=', person)
    .execute();
}

/** A running request alone keeps its subjects from others; what is kept by another is let go, and those that wait for it look by themselves. */
export async function freeLeftSubjects(db: Db): Promise<void> {
  await sql`DELETE FROM subject_locks USING requests
    WHERE requests.id = subject_locks.request_id AND requests.state <> 'running'`.execute(db);
}
