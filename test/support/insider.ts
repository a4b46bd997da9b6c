import { sql } from 'kysely';
import type { Db } from '../../src/db/schema.ts';

/** What somebody does who can write to the database, and has no key. */
export const insiderOf =
  (db: () => Db) =>
  async (...statements: string[]): Promise<void> => {
    for (const statement of statements) await sql.raw(statement).execute(db());
  };
