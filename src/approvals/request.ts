import type { Selectable } from 'kysely';
import type { Plain, Risk, Told } from '../actions/define.ts';
import type { Db, VotesTable } from '../db/schema.ts';
import type { Money } from '../lib/money.ts';
import type { RequestState } from './machine.ts';

export type Vote = {
  person: string;
  /** In whose place it was given. */
  givenFor: string | undefined;
  verdict: 'approve' | 'reject';
  reason: string | undefined;
  at: Date;
  seal: string | undefined;
};
export type Difference = { label: string; before: string; after: string };
/** The same words for one reader, who may see names, and for many, who may not. */
export type Worded = { one: Plain; many: Plain };
/** What came of it; `again` is the input that asks once more for the part that failed, where a part did. */
export type Outcome = Worded & { again?: unknown };

/** A request with everything that belongs to it, as read from the database. */
export type RequestRecord = {
  id: string;
  action: string;
  state: RequestState;
  version: number;
  origin: string;
  asker: string;
  askedAt: Date;
  reason: string;
  input: unknown;
  seen: unknown;
  facts: Readonly<Record<string, unknown>> | undefined;
  preview: Worded | undefined;
  outcome: Outcome | undefined;
  differences: readonly Difference[];
  explanation: string | undefined;
  risk: Risk | undefined;
  amount: Money | undefined;
  branch: number | undefined;
  touches: number;
  beneficiary: string | undefined;
  subjects: readonly string[];
  /** People who may not decide it, since it is about their own customer. */
  barred: readonly string[];
  distinct: 'usergroup' | undefined;
  rule: string | undefined;
  role: string | undefined;
  votesNeeded: number;
  votes: readonly Vote[];
  channel: string | undefined;
  decideBy: Date | undefined;
  executeWithinS: number;
  executeBy: Date | undefined;
  decidedAt: Date | undefined;
  finishedAt: Date | undefined;
  sentAt: Date | undefined;
  owner: string | undefined;
  settledBy: string | undefined;
  expiredClock: 'decide' | 'execute' | undefined;
  parent: string | undefined;
  escalateRole: string | undefined;
  escalateAt: Date | undefined;
  escalated: boolean;
  reminders: number;
  undecidable: boolean;
  /** Over the ask while it is checked, then over all that a yes is for (seal/statement.ts). */
  seal: string | undefined;
  salt: string | undefined;
  policyDigest: string | undefined;
  profileDigest: string | undefined;
};

export const defaultExecuteWithinS = 3_600;

/** Reads one request; undefined when there is none of that id. */
export async function loadRequest(db: Db, id: string): Promise<RequestRecord | undefined> {
  const [record] = await loadRequests(db, [id]);
  return record;
}

/** Reads several, in the order asked for; unknown ids are left out. */
export async function loadRequests(db: Db, ids: readonly string[]): Promise<RequestRecord[]> {
  if (ids.length === 0) return [];
  const rows = await db
    .selectFrom('requests')
    .innerJoin('request_details', 'request_details.request_id', 'requests.id')
    .selectAll('requests')
    .select(['input', 'seen', 'facts', 'preview', 'outcome', 'differences', 'reason', 'explanation', 'salt'])
    .where('requests.id', 'in', ids)
    .execute();
  const votes = await db.selectFrom('votes').selectAll().where('request_id', 'in', ids).orderBy('at').execute();
  const records = rows.map(
    (row): RequestRecord => ({
      id: row.id,
      action: row.action,
      state: row.state as RequestState, // safe: a check constraint of the table lists the states
      version: row.version,
      origin: row.origin,
      asker: row.asker,
      askedAt: row.asked_at,
      reason: row.reason,
      input: row.input,
      seen: row.seen ?? undefined,
      facts: row.facts ?? undefined,
      preview: (row.preview ?? undefined) as Worded | undefined, // safe: only intake writes it
      outcome: (row.outcome ?? undefined) as Outcome | undefined, // safe: only finish writes it
      differences: (row.differences ?? []) as Difference[], // safe: only execute writes it
      explanation: row.explanation ?? undefined,
      risk: (row.risk ?? undefined) as Risk | undefined, // safe: only intake writes it
      amount: row.amount === null || row.currency === null ? undefined : { amount: Number(row.amount), currency: row.currency },
      branch: row.branch ?? undefined,
      touches: row.touches,
      beneficiary: row.beneficiary ?? undefined,
      subjects: row.subjects,
      barred: row.barred,
      distinct: row.distinct_by === 'usergroup' ? 'usergroup' : undefined,
      rule: row.rule ?? undefined,
      role: row.role ?? undefined,
      votesNeeded: row.votes_needed,
      votes: votes.filter((vote) => vote.request_id === row.id).map(asVote),
      channel: row.channel ?? undefined,
      decideBy: row.decide_by ?? undefined,
      executeWithinS: row.execute_within_s ?? defaultExecuteWithinS,
      executeBy: row.execute_by ?? undefined,
      decidedAt: row.decided_at ?? undefined,
      finishedAt: row.finished_at ?? undefined,
      sentAt: row.sent_at ?? undefined,
      owner: row.owner ?? undefined,
      settledBy: row.settled_by ?? undefined,
      expiredClock: (row.expired_clock ?? undefined) as RequestRecord['expiredClock'], // safe: only expire writes it
      parent: row.parent ?? undefined,
      escalateRole: row.escalate_role ?? undefined,
      escalateAt: row.escalate_at ?? undefined,
      escalated: row.escalated,
      reminders: row.reminders,
      undecidable: row.undecidable,
      seal: row.seal ?? undefined,
      salt: row.salt ?? undefined,
      policyDigest: row.policy_digest ?? undefined,
      profileDigest: row.profile_digest ?? undefined,
    }),
  );
  return ids.flatMap((id) => records.filter((record) => record.id === id));
}

function asVote(row: Selectable<VotesTable>): Vote {
  return {
    person: row.person,
    givenFor: row.given_for ?? undefined,
    verdict: row.verdict === 'approve' ? 'approve' : 'reject',
    reason: row.reason ?? undefined,
    at: row.at,
    seal: row.seal ?? undefined,
  };
}

/** What execute and proof are told about the request. */
export function toldOf(record: RequestRecord): Told {
  return { requestId: record.id, reason: record.reason };
}
