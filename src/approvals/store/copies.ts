import { sql } from 'kysely';
import type { CopiesTable, Db } from '../../db/schema.ts';
import { statesIn } from '../machine.ts';
import type { Copy, Place } from '../ports.ts';

/** Requests of which a posted message shows an older version. */
export async function requestsDrawnBehind(db: Db): Promise<string[]> {
  const rows = await db
    .selectFrom('copies')
    .innerJoin('requests', 'requests.id', 'copies.request_id')
    .select('requests.id')
    .distinct()
    .whereRef('copies.drawn_version', '<', 'requests.version')
    .where('copies.kind', '!=', 'modal')
    .execute();
  return rows.map(({ id }) => id);
}

/** Has every open request's messages drawn once more. */
export async function drawOpenAgain(db: Db): Promise<void> {
  await db
    .updateTable('copies')
    .set({ drawn_version: 0 })
    .where('kind', '!=', 'modal')
    .where('request_id', 'in', (requests) => requests.selectFrom('requests').select('id').where('state', 'in', statesIn('open')))
    .execute();
}

/** How many messages about these, of which some were erased, Slack has yet to change. */
export async function messagesBehind(db: Db, ids: readonly string[]): Promise<number> {
  if (ids.length === 0) return 0;
  const [cards, written] = await Promise.all([
    db
      .selectFrom('copies')
      .innerJoin('requests', 'requests.id', 'copies.request_id')
      .select(({ fn }) => fn.countAll<string>().as('count'))
      .where('requests.id', 'in', [...ids])
      .where('copies.kind', '!=', 'modal')
      .whereRef('copies.drawn_version', '<', 'requests.version')
      .executeTakeFirstOrThrow(),
    db
      .selectFrom('written_messages')
      .innerJoin('request_details', 'request_details.request_id', 'written_messages.request_id')
      .select(({ fn }) => fn.countAll<string>().as('count'))
      .where('written_messages.request_id', 'in', [...ids])
      .where('forgotten_at', 'is not', null)
      .executeTakeFirstOrThrow(),
  ]);
  return Number(cards.count) + Number(written.count);
}

/** Remembers a message that was written about a request, if there is that request. */
export async function keepWritten(db: Db, id: string, { channel, ts }: { channel: string; ts: string }): Promise<void> {
  await sql`INSERT INTO written_messages (channel, ts, request_id)
    SELECT ${channel}, ${ts}, id FROM requests WHERE id = ${id} ON CONFLICT DO NOTHING`.execute(db);
}

/** Where a request is shown, and the places that were announced and have no copy. */
export async function placesOf(db: Db, id: string): Promise<{ copies: Copy[]; announced: Place[] }> {
  const { rows } = await sql<Omit<CopiesTable, 'request_id' | 'ts'> & { ts: string | null }>`
    SELECT kind, channel, ts, person, drawn_version FROM copies WHERE request_id = ${id} UNION ALL
    SELECT kind, channel, NULL, nullif(person, ''), 0 FROM announced_copies WHERE request_id = ${id}`.execute(db);
  const places: { copies: Copy[]; announced: Place[] } = { copies: [], announced: [] };
  for (const { kind, channel, ts, person, drawn_version } of rows) {
    // safe: a check constraint of one table lists the kinds, and only announce writes the other
    const place = { kind: kind as Copy['kind'], channel, person: person ?? undefined };
    if (ts === null) places.announced.push(place);
    else places.copies.push({ ...place, ts, drawnVersion: drawn_version });
  }
  return places;
}
