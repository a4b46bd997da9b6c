import type { Db } from '../../db/schema.ts';

/** Where a card is. */
export type CardPlace = { channel: string; ts: string };

/** Who is to be told, and where: in the thread of the card if they replied there. */
export type NudgeRow = { id: string; person: string; channel: string; thread: string | undefined };

/** The request that waits for a decision and has its card here, in a channel: found by the key of the cards. */
export async function requestWaitingAt(db: Db, { channel, ts }: CardPlace): Promise<string | undefined> {
  const row = await db
    .selectFrom('copies')
    .innerJoin('requests', 'requests.id', 'copies.request_id')
    .select('requests.id')
    .where('copies.channel', '=', channel)
    .where('copies.ts', '=', ts)
    .where('copies.kind', '=', 'channel')
    .where('requests.state', '=', 'pending')
    .executeTakeFirst();
  return row?.id;
}

/** False if this person has been told about this request before, by whichever replica. */
export async function insertNudge(tx: Db, { id, person, channel, thread, at }: NudgeRow & { at: Date }): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('nudges')
    .values({ request_id: id, person, channel, thread: thread ?? null, at })
    .onConflict((conflict) => conflict.columns(['request_id', 'person']).doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n;
}

/** Nobody is told about what is over: who was told goes with it. */
export async function forgetNudges(db: Db): Promise<void> {
  await db
    .deleteFrom('nudges')
    .where('request_id', 'in', (requests) => requests.selectFrom('requests').select('id').where('state', '!=', 'pending'))
    .execute();
}

export async function nudgeOf(db: Db, { id, person }: Pick<NudgeRow, 'id' | 'person'>): Promise<NudgeRow | undefined> {
  const row = await db
    .selectFrom('nudges')
    .select(['channel', 'thread'])
    .where('request_id', '=', id)
    .where('person', '=', person)
    .executeTakeFirst();
  return row === undefined ? undefined : { id, person, channel: row.channel, thread: row.thread ?? undefined };
}
