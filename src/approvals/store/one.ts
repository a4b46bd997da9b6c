import { sql } from 'kysely';
import type { Db } from '../../db/schema.ts';
import { hasOpenRestore } from '../../journal/restore.ts';
import type { RequestState } from '../machine.ts';

/** Of one request, without reading all that belongs to it. */
export async function headOf(
  db: Db,
  id: string,
): Promise<{ version: number; state: RequestState; decidedAt: Date | undefined } | undefined> {
  const row = await db.selectFrom('requests').select(['version', 'state', 'decided_at']).where('id', '=', id).executeTakeFirst();
  if (row === undefined) return undefined;
  // safe: a check constraint of the table lists the states
  return { version: row.version, state: row.state as RequestState, decidedAt: row.decided_at ?? undefined };
}

export async function requestByOrigin(db: Db, origin: string): Promise<{ id: string; state: RequestState } | undefined> {
  const row = await db.selectFrom('requests').select(['id', 'state']).where('origin', '=', origin).executeTakeFirst();
  return row && { id: row.id, state: row.state as RequestState }; // safe: a check constraint of the table lists the states
}

export async function askerOf(db: Db, id: string): Promise<string | undefined> {
  return (await db.selectFrom('requests').select('asker').where('id', '=', id).executeTakeFirst())?.asker;
}

/** What a webhook tells of it beyond the journal: the ticket, and the salt of what was sealed. */
export function ticketOf(db: Db, id: string): Promise<{ ticket: string | null; salt: string | null } | undefined> {
  return db.selectFrom('request_details').select(['ticket', 'salt']).where('request_id', '=', id).executeTakeFirst();
}

/**
 * How long an approved request may still be sent by the database's own clock; null if it has no limit. And whether the database is a
 * restored one that nobody has accepted: both are asked last, while others wait for the journal.
 */
export async function msToExecute(db: Db, id: string): Promise<{ leftMs: number | null; isRestored: boolean }> {
  const { left_ms, is_restored } = await db
    .selectFrom('requests')
    .select(
      sql<
        number | null
      >`(extract(epoch FROM approved_by_database + execute_within_s * interval '1 second' - clock_timestamp()) * 1000)::float8`.as(
        'left_ms',
      ),
    )
    .select(hasOpenRestore.as('is_restored'))
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  return { leftMs: left_ms, isRestored: is_restored };
}

/** What a press is judged by. */
export type DecisionRow = {
  id: string;
  action: string;
  state: RequestState;
  asker: string;
  barred: readonly string[];
  distinct_by: string | null;
  role: string | null;
  votes_needed: number;
  decide_by: Date | null;
  execute_within_s: number | null;
  escalate_role: string | null;
  escalate_at: Date | null;
};

/** The request, held until the transaction ends: two presses are judged one after the other. */
export async function lockForDecision(tx: Db, id: string): Promise<DecisionRow | undefined> {
  const row = await tx
    .selectFrom('requests')
    .select([
      'id',
      'action',
      'state',
      'asker',
      'barred',
      'distinct_by',
      'role',
      'votes_needed',
      'decide_by',
      'execute_within_s',
      'escalate_role',
      'escalate_at',
    ])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  return row as DecisionRow | undefined; // safe: a check constraint of the table lists the states
}

/** Until the transaction ends nobody closes this envelope; others may draw from it. */
export async function holdOpen(tx: Db, envelope: string): Promise<void> {
  await tx.selectFrom('requests').select('id').where('id', '=', envelope).forShare().executeTakeFirst();
}

export type RepairRow = { id: string; action: string; state: RequestState; sent_at: Date | null; subjects: string[] };

/** The request, held until the transaction ends, to be put right. */
export async function lockForRepair(tx: Db, id: string): Promise<RepairRow | undefined> {
  const row = await tx
    .selectFrom('requests')
    .select(['id', 'action', 'state', 'sent_at', 'subjects'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  return row as RepairRow | undefined; // safe: a check constraint of the table lists the states
}
