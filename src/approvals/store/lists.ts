import { type SqlBool, sql } from 'kysely';
import type { Db } from '../../db/schema.ts';
import { type RequestState, shownStates, statesIn, unfinished } from '../machine.ts';

/** Requests of one action in one state. */
export type OpenRequests = { state: string; action: string; count: number };

/** How many requests are in each state that isn't an end, by action. */
export async function countOpenRequests(db: Db): Promise<OpenRequests[]> {
  const rows = await db
    .selectFrom('requests')
    .select((requests) => ['state', 'action', requests.fn.countAll<string>().as('count')])
    .where('state', 'in', [...unfinished])
    .groupBy(['state', 'action'])
    .execute();
  return rows.map(({ state, action, count }) => ({ state, action, count: Number(count) }));
}

/** What goes on by itself, by a clock or by votes: each has a job that wakes it. */
export async function movingRequests(db: Db): Promise<{ id: string; state: RequestState }[]> {
  const rows = await db.selectFrom('requests').select(['id', 'state']).where('state', 'in', statesIn('moving')).execute();
  return rows.map(({ id, state }) => ({ id, state: state as RequestState })); // safe: a check constraint of the table lists the states
}

/** What this person asked for and is not over, the next deadline first. */
export async function openRequestsOf(db: Db, asker: string): Promise<string[]> {
  const rows = await db
    .selectFrom('requests')
    .select('id')
    .where('asker', '=', asker)
    .where('state', 'in', statesIn('open'))
    .orderBy(sql`decide_by NULLS LAST`)
    .orderBy('asked_at')
    .limit(1_000)
    .execute();
  return rows.map(({ id }) => id);
}

/** What this person asked for since then and is over, the newest first. */
export async function endedRequestsOf(db: Db, asker: string, since: Date, most: number): Promise<string[]> {
  const rows = await db
    .selectFrom('requests')
    .select('id')
    .where('asker', '=', asker)
    .where('state', 'in', statesIn('ended'))
    .where('asked_at', '>=', since)
    .orderBy('asked_at', 'desc')
    .limit(most)
    .execute();
  return rows.map(({ id }) => id);
}

/**
 * What waits for this person: the oldest deadline first, and nothing that they asked for, that somebody has voted on in whose name they
 * would, or that is about themselves. `by`: who would decide it in their place, of whom the same holds.
 */
export function requestsWaitingFor(
  db: Db,
  {
    person,
    by = person,
    roles,
    fallbackRole,
    now,
  }: { person: string; by?: string; roles: readonly string[]; fallbackRole: string; now: Date },
) {
  const people = [...new Set([person, by])];
  return db
    .selectFrom('requests')
    .select(['id', 'action', 'state', 'risk', 'rule', 'decide_by'])
    .where('state', 'in', statesIn('decidable'))
    .where('asker', 'not in', people)
    .where((row) => row.and(people.map((one) => sql<boolean>`NOT barred @> ${JSON.stringify([one])}::jsonb`)))
    .where((row) =>
      row.or([
        row(sql<string>`coalesce(role, ${fallbackRole})`, 'in', [...roles]),
        row.and([row('escalate_role', 'in', [...roles]), row('escalate_at', '<=', now)]),
      ]),
    )
    .where((row) =>
      row.or([
        row('state', '=', 'unknown'),
        row.not(
          row.exists(
            row
              .selectFrom('votes')
              .select('votes.person')
              .whereRef('votes.request_id', '=', 'requests.id')
              .where((vote) => vote.or([vote('votes.person', 'in', people), vote('votes.given_for', 'in', people)])),
          ),
        ),
      ]),
    )
    .orderBy(sql`decide_by NULLS LAST`)
    .orderBy('asked_at')
    .limit(2_000)
    .execute();
}

/** Keeps this request's subjects from nobody any more; the approved requests that wait for one of them. */
export async function freeSubjects(tx: Db, { id, subjects }: { id: string; subjects: readonly string[] }): Promise<string[]> {
  const rows = await tx
    .with('freed', (within) => within.deleteFrom('subject_locks').where('request_id', '=', id))
    .selectFrom('requests')
    .select('id')
    .where('state', '=', 'approved')
    .where('id', '!=', id)
    .where(sql<boolean>`subjects ?| ARRAY(SELECT jsonb_array_elements_text(${JSON.stringify(subjects)}::jsonb))`)
    .execute();
  return rows.map(({ id }) => id);
}

/** What was requested and given for a customer, newest first, as far as others than the asker see it. */
export async function requestsFor(db: Db, subject: string, { from, most }: { from: number; most: number }): Promise<string[]> {
  const rows = await db
    .selectFrom('requests')
    .select('id')
    .where('state', 'in', [...shownStates])
    .where(sql<SqlBool>`(beneficiary = ${subject} OR subjects @> ${JSON.stringify([subject])}::jsonb)`)
    .orderBy('asked_at', 'desc')
    .orderBy('id')
    .offset(from)
    .limit(most)
    .execute();
  return rows.map(({ id }) => id);
}

/** The states of the group `open`. */
export type OpenState = Extract<RequestState, 'pending' | 'approved' | 'running' | 'unknown'>;

/** What was done for these since, and what is open, however old. */
export async function openOrDoneSince(db: Db, subjects: readonly string[], since: Date) {
  const rows = await db
    .selectFrom('requests')
    .select(['id', 'action', 'asker', 'state', 'finished_at'])
    .where((row) =>
      row.or([row('state', 'in', statesIn('open')), row.and([row('state', '=', 'done'), row('finished_at', '>=', since)])]),
    )
    .where((row) =>
      row.or([
        row('beneficiary', 'in', [...subjects]),
        ...subjects.map((subject) => sql<SqlBool>`subjects @> ${JSON.stringify([subject])}::jsonb`),
      ]),
    )
    .orderBy('asked_at')
    .execute();
  return rows.map(({ id, action, asker, state, finished_at: finishedAt }) => ({
    id,
    action,
    asker,
    state: state as OpenState | 'done', // safe: the statement asks for these alone
    finishedAt,
  }));
}

/** What a person gave by one action in one currency since then: how often, and how much as decimal text. */
export function spentSince(
  db: Db,
  { asker, action, currency, since }: { asker: string; action: string; currency: string; since: Date },
): Promise<{ times: number; sum: string }> {
  return db
    .selectFrom('requests')
    .select([sql<number>`count(*)::int`.as('times'), sql<string>`coalesce(sum(amount), 0)::text`.as('sum')])
    .where('asker', '=', asker)
    .where('action', '=', action)
    .where('currency', '=', currency)
    .where('state', 'in', statesIn('spent'))
    .where('asked_at', '>=', since)
    .executeTakeFirstOrThrow();
}

/** The envelopes that were opened since then. */
export async function envelopesSince(db: Db, since: Date): Promise<string[]> {
  const rows = await db
    .selectFrom('requests')
    .select('id')
    .where('action', '=', 'voucher.envelope')
    .where('state', '=', 'done')
    .where('asked_at', '>=', since)
    .execute();
  return rows.map(({ id }) => id);
}

/** How often one person said yes to another's requests since then. */
export async function yesesTo(db: Db, { voter, asker, since }: { voter: string; asker: string; since: Date }): Promise<number> {
  const { times } = await db
    .selectFrom('votes')
    .innerJoin('requests', 'requests.id', 'votes.request_id')
    .select(sql<number>`count(*)::int`.as('times'))
    .where('votes.person', '=', voter)
    .where('votes.verdict', '=', 'approve')
    .where('requests.asker', '=', asker)
    .where('votes.at', '>=', since)
    .executeTakeFirstOrThrow();
  return times;
}

/** The subjects of other requests of this action that were sent since then. */
export function subjectsSentSince(db: Db, { id, action, since }: { id: string; action: string; since: Date }) {
  return db
    .selectFrom('requests')
    .select('subjects')
    .where('action', '=', action)
    .where('id', '!=', id)
    .where('sent_at', '>=', since)
    .execute();
}

/** The inputs of other requests of this action for the same customer that were sent since then, by the rows and by the journal. */
export function inputsSentSince(db: Db, other: { id: string; action: string; beneficiary: string; since: Date }) {
  return db
    .selectFrom('requests')
    .innerJoin('request_details', 'request_details.request_id', 'requests.id')
    .innerJoin('journal', 'journal.request_id', 'requests.id')
    .select(['requests.id', 'request_details.input'])
    .where('journal.kind', '=', 'request.sent')
    .where('requests.action', '=', other.action)
    .where('requests.beneficiary', '=', other.beneficiary)
    .where('requests.sent_at', '>=', other.since)
    .where('requests.state', 'in', statesIn('sent'))
    .where('requests.id', '!=', other.id)
    .execute();
}

/** For statements of the journal: the ids of all that are not final. */
export const unfinishedIds = sql<string>`SELECT id FROM requests WHERE state IN (${sql.join([...unfinished])})`;
