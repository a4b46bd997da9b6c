import { digestOf, saltedDigest } from '../../journal/seals.ts';
import type { Json } from '../../lib/json.ts';
import type { Policy } from '../policy/types.ts';
import type { RequestRecord, Vote } from '../request.ts';

/** Each thing that is sealed, with the words for it on a card. */
export const sealedParts = {
  action: 'Action',
  asker: 'Asked by',
  askedAt: 'Asked at',
  origin: 'Origin',
  parent: 'Asked again after',
  subjects: 'Whom it is about',
  beneficiary: 'Who is given something',
  input: 'What is sent',
  reason: 'Reason',
  ticket: 'Ticket',
  facts: 'Facts',
  shown: 'What the card shows',
  risk: 'Risk',
  amount: 'Amount',
  branch: 'Branch',
  touches: 'How many it touches',
  rule: 'Rule',
  require: 'Who must say yes',
  barred: 'Whose own customer it is',
  envelope: 'Envelope',
  channel: 'Channel',
  decideBy: 'Time to decide',
  executeWithinS: 'Time to carry out',
  runBy: 'To be carried out by',
  policy: 'Policy at the ask',
  profile: 'Profile of the back office',
} as const;
type Part = keyof typeof sealedParts;
export type Statement = { readonly [Key in Part]?: Json } & { readonly id: string; readonly v: number };

/** What somebody asked for, before it is known what it takes: sealed with the ask, so that nobody else can ask in their name. */
export type AskedPart = Pick<
  RequestRecord,
  | 'id'
  | 'action'
  | 'asker'
  | 'askedAt'
  | 'origin'
  | 'parent'
  | 'subjects'
  | 'beneficiary'
  | 'input'
  | 'reason'
  | 'ticket'
  | 'salt'
>;

export function askedStatement(asked: AskedPart): Statement {
  const salt = asked.salt ?? '';
  return {
    v: 1,
    id: asked.id,
    action: asked.action,
    asker: asked.asker,
    askedAt: asked.askedAt.toISOString(),
    origin: asked.origin,
    parent: asked.parent ?? null,
    subjects: [...asked.subjects],
    beneficiary: asked.beneficiary ?? null,
    input: saltedDigest(salt, asJson(asked.input)),
    reason: saltedDigest(salt, asked.reason),
    // Absent where there is none, as in what was sealed before there were tickets.
    ticket: asked.ticket === undefined ? undefined : saltedDigest(salt, asked.ticket),
  };
}

/** All that a yes is for: sealed when the request is taken in, whether anybody has to say yes or not. */
export type TakenPart = AskedPart &
  Pick<
    RequestRecord,
    | 'facts'
    | 'preview'
    | 'risk'
    | 'amount'
    | 'branch'
    | 'touches'
    | 'rule'
    | 'role'
    | 'votesNeeded'
    | 'escalateRole'
    | 'escalateAt'
    | 'channel'
    | 'distinct'
    | 'barred'
    | 'envelope'
    | 'decideBy'
    | 'executeWithinS'
    | 'executeBy'
    | 'policyDigest'
    | 'profileDigest'
  >;

export function takenStatement(taken: TakenPart): Statement {
  const salt = taken.salt ?? '';
  return {
    ...askedStatement(taken),
    facts: saltedDigest(salt, asJson(taken.facts)),
    shown: saltedDigest(salt, asJson(taken.preview)),
    risk: taken.risk ?? null,
    amount: taken.amount ?? null,
    branch: taken.branch ?? null,
    touches: taken.touches,
    rule: taken.rule ?? null,
    require: taken.votesNeeded === 0 ? 'none' : requirementOf(taken),
    barred: [...taken.barred],
    // Absent where there is none, as in what was sealed before there were envelopes.
    envelope: taken.envelope,
    channel: taken.channel ?? null,
    decideBy: taken.decideBy?.toISOString() ?? null,
    executeWithinS: taken.executeWithinS,
    // With votes it runs from the last one on (`mustEndInTime`).
    runBy: taken.votesNeeded === 0 ? (taken.executeBy?.toISOString() ?? null) : null,
    policy: taken.policyDigest ?? null,
    profile: taken.profileDigest ?? null,
  };
}

function requirementOf({ role, votesNeeded, distinct, escalateRole, escalateAt }: TakenPart): Json {
  return {
    role: role ?? null,
    count: votesNeeded,
    distinct: distinct ?? null,
    escalate: escalateRole === undefined ? null : { role: escalateRole, at: escalateAt?.toISOString() ?? null },
  };
}

/** A vote is on the request's seal: for another request, or another version of it, it says nothing. */
export function voteStatement(requestSeal: string, vote: Pick<Vote, 'person' | 'givenFor' | 'verdict' | 'at'>): Json {
  return {
    v: 1,
    seal: requestSeal,
    voter: vote.person,
    for: vote.givenFor ?? null,
    verdict: vote.verdict,
    at: vote.at.toISOString(),
  };
}

/** Of what was read: an entry keeps it where something rests on that later, as a proof does, or what was there already. */
export const seenDigest = (salt: string | undefined, snapshot: unknown): string => saltedDigest(salt ?? '', asJson(snapshot));

export function policyDigestOf(policy: Policy): string {
  return digestOf(asJson(policy));
}

/** As it comes back from the database. */
function asJson(value: unknown): Json {
  return value === undefined ? null : (JSON.parse(JSON.stringify(value)) as Json); // safe: what JSON gives is Json
}
