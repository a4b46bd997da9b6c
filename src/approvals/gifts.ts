import { sql } from 'kysely';
import type { Party } from '../actions/define.ts';
import type { Db } from '../db/schema.ts';
import type { Money } from '../lib/money.ts';
import { spent } from './machine.ts';

/**
 * What this app gave, or is about to give, as the policy's limits count it: one row for each request that gives something away, kept with
 * who was in which account. A row counts while its request is approved, under way, done, or of an outcome that nobody knows. All that
 * limits are judged by is written and read in this file.
 */
export type Gift = {
  requestId: string;
  asker: string;
  action: string;
  askedAt: Date;
  party: Party;
  /** The money of it; what is not money counts into no sum. */
  money: Money | undefined;
};

export async function keepGift(tx: Db, { requestId, asker, action, askedAt, party, money }: Gift): Promise<void> {
  await tx
    .insertInto('gifts')
    .values({
      request_id: requestId,
      asker,
      action,
      asked_at: askedAt,
      target: party.target,
      around: JSON.stringify(party.around ?? []),
      amount: money === undefined ? null : String(money.amount),
      currency: money?.currency ?? null,
    })
    .onConflict((conflict) => conflict.column('request_id').doNothing())
    .execute();
}

/** What limits look back at. `except` is the request that is being judged. */
export type Looking = { currency: string; since: Date; except?: string | undefined };

/**
 * What the same customer was given. What an account was given counts for each of its members, of then and of now; what its members were
 * given counts for the account; two members do not count for each other.
 */
export async function givenTo(db: Db, { target, around }: Party, looking: Looking): Promise<number> {
  if (around === null) return Number.NaN;
  return sumOf(
    db,
    looking,
    sql<boolean>`(gifts.target = ${target} OR gifts.around @> ${JSON.stringify([target])}::jsonb
    OR gifts.target IN (SELECT jsonb_array_elements_text(${JSON.stringify(around)}::jsonb)))`,
  );
}

/** What this person gave. */
export async function givenBy(db: Db, asker: string, looking: Looking): Promise<number> {
  return sumOf(db, looking, sql<boolean>`gifts.asker = ${asker}`);
}

async function sumOf(db: Db, { currency, since, except }: Looking, whose: ReturnType<typeof sql<boolean>>): Promise<number> {
  let query = db
    .selectFrom('gifts')
    .innerJoin('requests', 'requests.id', 'gifts.request_id')
    .select(sql<string | null>`sum(gifts.amount)::text`.as('sum'))
    .where('gifts.currency', '=', currency)
    .where('gifts.asked_at', '>=', since)
    .where('requests.state', 'in', [...spent])
    .where(whose);
  if (except !== undefined) query = query.where('gifts.request_id', '!=', except);
  const row = await query.executeTakeFirst();
  return Number(row?.sum ?? 0);
}

/** How many of this action somebody asked for; what was refused before anybody was asked does not count. */
export async function askedFor(
  db: Db,
  { asker, action, since, except }: { asker: string; action: string; since: Date; except?: string | undefined },
): Promise<number> {
  let query = db
    .selectFrom('requests')
    .select(sql<number>`count(*)::int`.as('times'))
    .where('asker', '=', asker)
    .where('action', '=', action)
    .where('asked_at', '>=', since)
    .where('state', 'not in', ['checking', 'refused']);
  if (except !== undefined) query = query.where('id', '!=', except);
  return (await query.executeTakeFirstOrThrow()).times;
}

/** Notes that a request makes a customer, before it does. */
export async function keepCreation(
  tx: Db,
  { requestId, asker, at }: { requestId: string; asker: string; at: Date },
): Promise<void> {
  await tx
    .insertInto('creations')
    .values({ request_id: requestId, asker, at, customer: null })
    .onConflict((conflict) => conflict.column('request_id').doNothing())
    .execute();
}

/** Notes which customer it made, once that is known. */
export async function nameCreation(
  tx: Db,
  { requestId, customer, at }: { requestId: string; customer: string; at: Date },
): Promise<void> {
  await tx.updateTable('creations').set({ customer, at }).where('request_id', '=', requestId).execute();
}

/** Whether this person made one of these customers lately, or one that nobody can name; null means that it may be any. */
export async function hasCreated(db: Db, asker: string, customers: readonly string[] | null, since: Date): Promise<boolean> {
  const row = await db
    .selectFrom('creations')
    .innerJoin('requests', 'requests.id', 'creations.request_id')
    .select('creations.request_id')
    .where('creations.asker', '=', asker)
    .where('creations.at', '>=', since)
    .where((where) =>
      where.or([
        where.and([
          ...(customers === null ? [] : [where('creations.customer', 'is', null)]),
          where('requests.state', 'in', ['running', 'done', 'unknown']),
        ]),
        sql<boolean>`creations.customer IN (SELECT jsonb_array_elements_text(${JSON.stringify(customers ?? [])}::jsonb))`,
      ]),
    )
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}
