import { sql } from 'kysely';
import { asFault } from '../errors.ts';
import type { Clock } from '../lib/clock.ts';
import type { Log } from '../lib/log.ts';
import type { Db } from './schema.ts';

/** Whom somebody has looked up lately, so that their Home and the look-up form lead back. The name is erased with the customer. */
export const recentCustomers = [
  `CREATE TABLE recent_customers (
    person text NOT NULL,
    customer bigint NOT NULL,
    name text NOT NULL,
    at timestamptz NOT NULL,
    PRIMARY KEY (person, customer)
  )`,
  'CREATE INDEX recent_customers_customer ON recent_customers (customer)',
];

export type RecentCustomer = { id: number; name: string };

/** As many as one row of buttons takes. */
const kept = 5;

/**
 * Somebody was shown a customer's profile. One statement, which does not wait for the disk: each look-up makes one, and a database that
 * dies within the second loses a button.
 */
export async function noteRecent(db: Db, person: string, { id, name }: RecentCustomer, at: Date): Promise<void> {
  await sql`
    WITH older AS (
      DELETE FROM recent_customers WHERE person = ${person} AND customer IN (
        SELECT customer FROM recent_customers WHERE person = ${person} AND customer <> ${id}::bigint
        ORDER BY at DESC OFFSET ${kept - 1}::int)
    )
    INSERT INTO recent_customers (person, customer, name, at)
    SELECT ${person}::text, ${id}::bigint, ${name}::text, ${at}::timestamptz
    FROM (SELECT set_config('synchronous_commit', 'off', true) AS mode OFFSET 0) AS lazily WHERE lazily.mode = 'off'
    ON CONFLICT (person, customer) DO UPDATE SET name = excluded.name, at = excluded.at`.execute(db);
}

/** Their customers of lately, the last one first. */
export async function recentOf(db: Db, person: string): Promise<RecentCustomer[]> {
  const rows = await db
    .selectFrom('recent_customers')
    .select(['customer', 'name'])
    .where('person', '=', person)
    .orderBy('at', 'desc')
    .limit(kept)
    .execute();
  return rows.map(({ customer, name }) => ({ id: Number(customer), name }));
}

/** In the transaction that erases a customer; gives whose Homes show them. */
export async function forgetRecent(tx: Db, customer: number): Promise<string[]> {
  const rows = await tx.deleteFrom('recent_customers').where('customer', '=', customer).returning('person').execute();
  return rows.map(({ person }) => person);
}

/** Those that were looked at before an instant; gives whose Homes show them. */
export async function forgetRecentBefore(tx: Db, before: Date): Promise<string[]> {
  const rows = await tx.deleteFrom('recent_customers').where('at', '<', before).returning('person').execute();
  return [...new Set(rows.map(({ person }) => person))];
}

/** Whom people have looked up lately. A profile is shown and a Home drawn also when the database can't be asked for it. */
export function createRecent({ db, clock, log }: { db: Db; clock: Clock; log: Log }) {
  return {
    async note(person: string, customer: RecentCustomer): Promise<void> {
      try {
        await noteRecent(db, person, customer, clock.now());
      } catch (error) {
        log.warn({ err: asFault(error) }, 'a customer could not be put among the recent ones');
      }
    },
    async of(person: string): Promise<RecentCustomer[]> {
      try {
        return await recentOf(db, person);
      } catch (error) {
        log.warn({ err: asFault(error) }, 'recent customers could not be read');
        return [];
      }
    },
  };
}
