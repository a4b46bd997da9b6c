import { type SqlBool, sql } from 'kysely';
import { customerOfEntry } from '../db/looks-index.ts';
import type { Db } from '../db/schema.ts';

/** Erases what lies beside entries of these requests, and beside those that say themselves that they are about this customer. */
export async function eraseBeside(
  tx: Db,
  { requests, customer, limit }: { requests: readonly string[]; customer: number; limit: number },
): Promise<number[]> {
  const due = await tx
    .selectFrom('journal_private')
    .innerJoin('journal', 'journal.seq', 'journal_private.seq')
    .select('journal_private.seq')
    .where('journal_private.content', 'is not', null)
    .where((entry) =>
      entry.or([
        ...(requests.length === 0 ? [] : [entry('journal.request_id', 'in', [...requests])]),
        sql<SqlBool>`${sql.raw(customerOfEntry)} = ${String(customer)}`,
      ]),
    )
    .orderBy('journal_private.seq')
    .limit(limit)
    .execute();
  const numbers = due.map(({ seq }) => seq);
  await eraseContent(tx, numbers);
  return numbers;
}

/** Erases what lies beside these entries. */
export async function eraseContent(tx: Db, numbers: readonly number[]): Promise<void> {
  if (numbers.length === 0) return;
  await tx
    .updateTable('journal_private')
    .set({ salt: null, content: null })
    .where('seq', 'in', [...numbers])
    .execute();
}
