import { type InferResult, type Selectable, sql } from 'kysely';
import type { Risk } from '../../actions/define.ts';
import type { Db, VotesTable } from '../../db/schema.ts';
import { type RequestState, statesIn } from '../machine.ts';
import {
  type AskedBack,
  type Difference,
  type Draw,
  defaultExecuteWithinS,
  type Offer,
  type Outcome,
  type RequestRecord,
  type Vote,
  type Worded,
} from '../request.ts';
import { type AbsenceRow, stoodInBy } from './absences.ts';

/** Reads one request; undefined when there is none of that id. */
export async function loadRequest(db: Db, id: string): Promise<RequestRecord | undefined> {
  const [record] = await loadRequests(db, [id]);
  return record;
}

/** The same, with the absences in which this person stands in, by their rows: one statement, since somebody waits for the press. */
export async function loadForPress(
  db: Db,
  id: string,
  person: string,
): Promise<{ record: RequestRecord | undefined; absences: AbsenceRow[] }> {
  const row = await requestRows(db, [id]).select(stoodInBy(person).as('absences')).executeTakeFirst();
  return row === undefined ? { record: undefined, absences: [] } : { record: recordOf(row), absences: row.absences };
}

/** Reads several, in the order asked for; unknown ids are left out. */
export async function loadRequests(db: Db, ids: readonly string[]): Promise<RequestRecord[]> {
  if (ids.length === 0) return [];
  const records = (await requestRows(db, ids).execute()).map(recordOf);
  return ids.flatMap((id) => records.filter((record) => record.id === id));
}

/** One statement for all that belongs to them: a decision reads several requests' worth of rows many times a second. */
export function requestRows(db: Db, ids: readonly string[]) {
  return db
    .selectFrom('requests')
    .innerJoin('request_details', 'request_details.request_id', 'requests.id')
    .selectAll('requests')
    .select([
      'input',
      'seen',
      'facts',
      'preview',
      'outcome',
      'differences',
      'reason',
      'explanation',
      'ticket',
      'questions',
      'offers',
      'salt',
      'forgotten_at',
    ])
    .select(
      sql<VoteRow[]>`(
        SELECT coalesce(json_agg(vote ORDER BY vote.at), '[]') FROM votes AS vote WHERE vote.request_id = requests.id)`.as(
        'votes',
      ),
    )
    .select(
      sql<Draw[]>`(
        SELECT coalesce(json_agg(json_build_object('id', draw.id, 'by', draw.asker) ORDER BY draw.asked_at), '[]')
        FROM requests AS draw WHERE draw.envelope = requests.id AND draw.state IN (${sql.join(statesIn('spent'))}))`.as('draws'),
    )
    .where('requests.id', 'in', ids);
}

type Row = InferResult<ReturnType<typeof requestRows>>[number];

export function recordOf(row: Row): RequestRecord {
  const offers = ((row.offers ?? []) as OfferRow[]).map(asOffer); // safe: only approvals/offers writes it
  return {
    id: row.id,
    action: row.action,
    state: row.state as RequestState, // safe: a check constraint of the table lists the states
    version: row.version,
    origin: row.origin,
    asker: row.asker,
    askedAt: row.asked_at,
    reason: row.reason,
    ticket: row.ticket ?? undefined,
    input: row.input,
    snapshot: row.seen ?? undefined,
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
    envelope: row.envelope ?? undefined,
    draws: row.draws,
    opened: undefined,
    closed: undefined,
    distinct: row.distinct_by === 'usergroup' ? 'usergroup' : undefined,
    rule: row.rule ?? undefined,
    role: row.role ?? undefined,
    votesNeeded: row.votes_needed,
    votes: row.votes.map(asVote),
    questions: ((row.questions ?? []) as QuestionRow[]).map(asQuestion), // safe: only questions.ts writes it
    offers,
    revision: offers.filter(({ answer }) => answer?.verdict === 'accepted').length,
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
    isErased: row.forgotten_at !== null,
  };
}

/** A vote as it comes in JSON. */
type VoteRow = Omit<Selectable<VotesTable>, 'at'> & { at: string };

function asVote(row: VoteRow): Vote {
  return {
    person: row.person,
    givenFor: row.given_for ?? undefined,
    verdict: row.verdict === 'approve' ? 'approve' : 'reject',
    // Nobody gives a reason with a yes: words that are stored there were put in from outside.
    reason: row.verdict === 'approve' ? undefined : (row.reason ?? undefined),
    at: new Date(row.at),
    seal: row.seal ?? undefined,
  };
}

/** A question as it comes in JSON. */
type QuestionRow = Omit<AskedBack, 'at' | 'answer'> & { at: string; answer?: { text: string; at: string } };

function asQuestion({ answer, ...row }: QuestionRow): AskedBack {
  return {
    ...row,
    at: new Date(row.at),
    answer: answer === undefined ? undefined : { text: answer.text, at: new Date(answer.at) },
  };
}

/** An offer as it comes in JSON. */
type OfferRow = Omit<Offer, 'at' | 'answer' | 'was'> & {
  at: string;
  answer?: { verdict: 'accepted' | 'declined'; at: string };
  was?: Omit<NonNullable<Offer['was']>, 'votes'> & { votes: { person: string; givenFor?: string; at: string }[] };
};

function asOffer({ at, answer, was, ...row }: OfferRow): Offer {
  return {
    ...row,
    at: new Date(at),
    answer: answer && { ...answer, at: new Date(answer.at) },
    was: was && {
      ...was,
      votes: was.votes.map(({ person, givenFor, at: votedAt }) => ({ person, givenFor, at: new Date(votedAt) })),
    },
  };
}
