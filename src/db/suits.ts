import { sql } from 'kysely';
import type { Db } from './schema.ts';
import { noSchema, SettingProblem } from './trouble.ts';

const oldestVersion = 130_000;

/** Refuses a server on which the app would go wrong later: names in other alphabets, statements that it does not know. */
export async function mustSuit(db: Db): Promise<void> {
  const { rows } = await sql<{ encoding: string; version: number; dates: string; schema: string | null }>`
    SELECT pg_encoding_to_char(encoding) AS encoding, current_setting('DateStyle') AS dates, current_setting('server_version_num')::int AS version,
      current_schema() AS schema
    FROM pg_database WHERE datname = current_database()`.execute(db);
  const [found] = rows;
  if (found === undefined) return;
  if (found.encoding !== 'UTF8')
    throw new SettingProblem(
      `DATABASE_URL: the database has the encoding ${found.encoding}, which cannot hold every name. Make one with CREATE DATABASE … ENCODING 'UTF8' TEMPLATE template0.`,
    );
  if (!found.dates.startsWith('ISO'))
    throw new SettingProblem(
      `DATABASE_URL: the database writes times in a way that cannot be read (DateStyle ${found.dates}). Run ALTER ROLE … SET DateStyle = 'ISO' for this user.`,
    );
  if (found.version < oldestVersion)
    throw new SettingProblem('DATABASE_URL: the server is older than PostgreSQL 13. Use a newer one.');
  if (found.schema === null) throw new SettingProblem(`DATABASE_URL: ${noSchema}`);
}
