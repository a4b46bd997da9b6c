import { type SqlBool, sql } from 'kysely';
import type { Db } from '../../db/schema.ts';
import { finished, type RequestState } from '../machine.ts';

export type RequestAbout = {
  id: string;
  action: string;
  state: RequestState;
  subjects: readonly string[];
  isErased: boolean;
  /** Its input was kept, as ids alone. */
  keepsIds: boolean;
};

/** Requests whose subject this customer is, who are given something, whom they have read, name in what is sent, or have created. */
export async function requestsAbout(db: Db, customer: number): Promise<RequestAbout[]> {
  const subject = JSON.stringify([`customer:${customer}`]);
  const named = sql.lit(`$.** ? (@.id == ${customer} && (exists (@.firstName) || exists (@.lastName) || @.kind == "customer"))`);
  const meant = sql.lit(`$.** ? (@.customerId == ${customer} || @.userId == ${customer} || @.customerIds[*] == ${customer})`);
  const rows = await db
    .selectFrom('requests')
    .leftJoin('request_details', 'request_details.request_id', 'requests.id')
    .select(['requests.id', 'action', 'state', 'subjects', 'forgotten_at', 'input'])
    .where(
      sql<SqlBool>`(requests.subjects @> ${subject}::jsonb OR requests.beneficiary = ${`customer:${customer}`}
        OR request_details.seen @? ${named}::jsonpath OR request_details.input @? ${named}::jsonpath
        OR request_details.input @? ${meant}::jsonpath
        OR requests.id IN (SELECT journal.request_id FROM journal WHERE journal.kind = 'request.done'
          AND journal.data::jsonb #>> '{data,facts,created}' = ${`customer:${customer}`}))`,
    )
    .execute();
  return rows.map(({ id, action, state, subjects, forgotten_at, input }) => ({
    id,
    action,
    state: state as RequestState, // safe: a check constraint of the table lists the states
    subjects,
    isErased: forgotten_at !== null,
    keepsIds: input !== null,
  }));
}

/** Numbers that may be a customer's: of others, nothing is kept that they could be taken for. */
const ids =
  '$.** ? (@.type() == "object").keyvalue() ? (@.key like_regex "^(id|userId|ownerId|customerIds?)$").value ? (@.type() == "number")';

/** The subjects of all requests, and whatever number in what they read or send may be a customer's. */
export async function everybodyInRequests(db: Db): Promise<{ subjects: string[]; numbers: number[] }> {
  const [requests, read] = await Promise.all([
    db.selectFrom('requests').select(['subjects', 'beneficiary']).execute(),
    sql<{ id: number }>`SELECT DISTINCT id FROM request_details,
      LATERAL jsonb_path_query(jsonb_build_array(seen, input), ${sql.lit(ids)}::jsonpath) AS id`.execute(db),
  ]);
  return {
    subjects: requests.flatMap(({ subjects, beneficiary }) => [...subjects, ...(beneficiary === null ? [] : [beneficiary])]),
    numbers: read.rows.map(({ id }) => id),
  };
}

/** Requests that have been over since before then and are not erased, the oldest first. */
export async function requestsToForget(tx: Db, before: Date, most: number): Promise<string[]> {
  const due = await tx
    .selectFrom('request_details')
    .innerJoin('requests', 'requests.id', 'request_details.request_id')
    .select('requests.id')
    .where('request_details.forgotten_at', 'is', null)
    .where('requests.state', 'in', [...finished])
    .where('requests.finished_at', '<', before)
    .orderBy('requests.finished_at')
    .limit(most)
    .execute();
  return due.map(({ id }) => id);
}

/** Entries of requests that have been over since before then, and entries of none: their numbers, in order. */
export async function entriesToForget(tx: Db, before: Date, most: number): Promise<number[]> {
  const due = await tx
    .selectFrom('journal_private')
    .innerJoin('journal', 'journal.seq', 'journal_private.seq')
    .leftJoin('requests', 'requests.id', 'journal.request_id')
    .select('journal_private.seq')
    .where('journal_private.content', 'is not', null)
    .where(sql<boolean>`journal.at COLLATE "C" < ${before.toISOString()}`)
    .where(({ or, and, eb }) =>
      or([
        eb('requests.id', 'is', null),
        and([eb('requests.state', 'in', [...finished]), eb('requests.finished_at', '<', before)]),
      ]),
    )
    .orderBy('journal_private.seq')
    .limit(most)
    .execute();
  return due.map(({ seq }) => seq);
}

/** What a request keeps of its input: nothing, or, while a person has yet to say what became of it, ids and numbers alone. */
type Keeps = 'nothing' | 'ids';

/** Erases what names or describes somebody in these requests. Their seals can't be tried out any more: the salt goes, too. */
export async function eraseDetails(tx: Db, ids: readonly string[], { now, keeps }: { now: Date; keeps: Keeps }): Promise<void> {
  if (ids.length === 0) return;
  const nothing = {
    seen: null,
    facts: null,
    preview: null,
    outcome: null,
    differences: null,
    explanation: null,
    ticket: null,
    questions: null,
    offers: null,
    salt: null,
  };
  const inputs = await tx.selectFrom('request_details').select(['request_id', 'input']).where('request_id', 'in', ids).execute();
  for (const { request_id, input } of inputs)
    await tx
      .updateTable('request_details')
      .set({ ...nothing, input: keeps === 'ids' ? JSON.stringify(idsIn(input)) : 'null', reason: '', forgotten_at: now })
      .where('request_id', '=', request_id)
      .execute();
  await tx.updateTable('votes').set({ reason: null }).where('request_id', 'in', ids).execute();
}

/** Numbers, and words that say of what kind something is: no text that somebody typed. */
function idsIn(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(idsIn);
  if (typeof value !== 'object' || value === null) return typeof value === 'string' ? '' : value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key,
      /^(kind|.*[iI]d)$/.test(key) && typeof inner === 'string' ? inner : idsIn(inner),
    ]),
  );
}
