import { type RawBuilder, sql } from 'kysely';
import { absenceOfEntry, isOfAbsence } from '../../db/absences.ts';
import type { Db } from '../../db/schema.ts';
import type { EntryRow } from '../../journal/of-request.ts';

/** An absence that has not ended by its row, with what the journal tells of it. */
export type AbsenceRow = { id: string; note: string | null; begun: boolean; entries: EntryRow[] };

const withEntries = (where: RawBuilder<unknown>): RawBuilder<AbsenceRow[]> => sql<AbsenceRow[]>`(
  SELECT coalesce(json_agg(json_build_object('id', absence.id, 'note', absence.note, 'begun', absence.begun, 'entries', (
    SELECT coalesce(json_agg(entry ORDER BY entry.seq), '[]') FROM journal AS entry
    WHERE ${sql.raw(isOfAbsence)} AND ${sql.raw(absenceOfEntry)} = absence.id)) ORDER BY absence.starts_at, absence.id), '[]')
  FROM absences AS absence WHERE absence.ended_at IS NULL AND ${where})`;

/** Those in which this person stands in, for a statement that is made anyway. */
export const stoodInBy = (person: string): RawBuilder<AbsenceRow[]> => withEntries(sql`absence.stand_in = ${person}`);

async function read(db: Db, where: RawBuilder<unknown>): Promise<AbsenceRow[]> {
  const { rows } = await sql<{ absences: AbsenceRow[] }>`SELECT ${withEntries(where)} AS absences`.execute(db);
  return rows[0]?.absences ?? [];
}

export const openAbsences = (db: Db): Promise<AbsenceRow[]> => read(db, sql`true`);
export const openAbsencesOf = (db: Db, person: string): Promise<AbsenceRow[]> => read(db, sql`absence.person = ${person}`);

/** The absence, held until the transaction ends: nobody ends it, or declines, meanwhile. Undefined if it has ended. */
export async function lockAbsence(tx: Db, id: string): Promise<AbsenceRow | undefined> {
  const held = await tx
    .selectFrom('absences')
    .select('id')
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .forUpdate()
    .executeTakeFirst();
  return held === undefined ? undefined : (await read(tx, sql`absence.id = ${id}`))[0];
}

/** One person's absences, held until the transaction ends: they change one after the other. */
export async function lockAbsencesOf(tx: Db, person: string): Promise<AbsenceRow[]> {
  await sql`SELECT pg_advisory_xact_lock(hashtextextended(${`away ${person}`}, 0))`.execute(tx);
  await tx
    .selectFrom('absences')
    .select('id')
    .where('person', '=', person)
    .where('ended_at', 'is', null)
    .orderBy('id')
    .forUpdate()
    .execute();
  return openAbsencesOf(tx, person);
}

/** False if it was kept before: its form was sent again. */
export async function insertAbsence(
  tx: Db,
  {
    id,
    person,
    standIn,
    note,
    from,
    until,
  }: { id: string; person: string; standIn?: string; note?: string; from: Date; until: Date },
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('absences')
    .values({ id, person, stand_in: standIn ?? null, note: note ?? null, starts_at: from, ends_at: until })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows !== 0n;
}

export async function noteBegun(tx: Db, id: string): Promise<void> {
  await tx.updateTable('absences').set({ begun: true }).where('id', '=', id).execute();
}

export async function noteDeclined(tx: Db, id: string): Promise<void> {
  await tx.updateTable('absences').set({ stand_in: null }).where('id', '=', id).execute();
}

/** What was noted of it is nobody's business any more. */
export async function noteEnded(tx: Db, id: string, at: Date): Promise<void> {
  await tx.updateTable('absences').set({ ended_at: at, note: null }).where('id', '=', id).execute();
}

export async function openAbsenceIds(db: Db): Promise<string[]> {
  const rows = await db.selectFrom('absences').select('id').where('ended_at', 'is', null).execute();
  return rows.map(({ id }) => id);
}

/** When an absence was set for, also after its end; undefined if there is none of that id. */
export async function absenceTimes(db: Db, id: string) {
  return db
    .selectFrom('absences')
    .select(['person', 'stand_in', 'starts_at', 'ends_at', 'ended_at'])
    .where('id', '=', id)
    .executeTakeFirst();
}

/**
 * What was decided for this person until then, by whom, in order: since they went away, also if they have said it again meanwhile, which
 * puts one absence in the place of another.
 */
export async function decidedFor(db: Db, { person, from, until }: { person: string; from: Date; until: Date }) {
  const { rows } = await sql<{ since: Date }>`
    WITH RECURSIVE away AS (
      SELECT ${from}::timestamptz AS since
      UNION SELECT before.starts_at FROM absences AS before JOIN away ON before.starts_at < away.since AND before.ended_at >= away.since
      WHERE before.person = ${person})
    SELECT min(since) AS since FROM away`.execute(db);
  return db
    .selectFrom('votes')
    .select(['request_id', 'person', 'verdict', 'at'])
    .where('given_for', '=', person)
    .where('at', '>=', rows[0]?.since ?? from)
    .where('at', '<=', until)
    .orderBy('at')
    .execute();
}
