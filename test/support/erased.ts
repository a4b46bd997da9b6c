import { sql } from 'kysely';
import type { Db } from '../../src/db/schema.ts';

/** All that the database keeps of a request, as somebody would find it who reads the tables. */
export async function keptOf(db: Db, id: string): Promise<string> {
  const { rows } = await sql<{ kept: string }>`
    SELECT coalesce(string_agg(kept, ' '), '') AS kept FROM (
      SELECT d::text AS kept FROM request_details d WHERE request_id = ${id}
      UNION ALL SELECT v::text FROM votes v WHERE request_id = ${id}
      UNION ALL SELECT p::text FROM journal_private p JOIN journal USING (seq) WHERE journal.request_id = ${id}) AS all_of_it`.execute(
    db,
  );
  return rows[0]?.kept ?? '';
}
