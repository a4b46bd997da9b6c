import type { Db } from '../db/schema.ts';

/** How many requests are in each state that isn't an end. */
export async function openRequests(db: Db): Promise<ReadonlyMap<string, number>> {
  const rows = await db
    .selectFrom('requests')
    .select((requests) => ['state', requests.fn.countAll<string>().as('count')])
    .where('state', 'in', ['checking', 'pending', 'approved', 'running', 'unknown'])
    .groupBy('state')
    .execute();
  return new Map(rows.map(({ state, count }) => [state, Number(count)]));
}
