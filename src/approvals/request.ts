import type { ExecuteContext, Plain, Risk } from '../actions/define.ts';
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
/** What somebody who may decide wants to know first. */
export type AskedBack = {
  id: string;
  by: string;
  at: Date;
  text: string;
  answer?: { text: string; at: Date };
};
/** Less of the same, which somebody who may decide would give: a version of the request, once the asker accepts it. */
export type Offer = {
  id: string;
  by: string;
  at: Date;
  reason: string;
  /** What the card says once it is accepted. */
  preview: Worded;
  /** What it is made of; kept for as long as it can be accepted. */
  made?: { input: unknown; snapshot: unknown; facts: Readonly<Record<string, unknown>> };
  answer?: { verdict: 'accepted' | 'declined'; at: Date };
  /** What it took the place of, and who had approved that. */
  was?: { preview: Worded | undefined; rule: string | undefined; votes: readonly Pick<Vote, 'person' | 'givenFor' | 'at'>[] };
};
export type Difference = { label: string; before: string; after: string };
/** The same words for one reader, who may see names, and for many, who may not. */
export type Worded = {
  one: Plain;
  many: Plain;
  /** A value that changes is masked in both: anyone who decides sees it in full first. */
  hides?: boolean;
  /** Less of it can be offered while it waits. */
  hasLess?: boolean;
  /** Both in German; what was kept before there was any has English alone. */
  german?: { one: Plain; many: Plain };
};
/** One voucher that was drawn from an envelope, and by whom. */
export type Draw = { id: string; by: string };
/** By whom and why an envelope was closed; `app`, for what is not as it was approved any more. */
export type Closed = { by: string; at: Date; why: string };

/** What came of it; `again` is the input that asks once more for the part that failed, if a part did. */
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
  /** The number that the asker's help desk knows it by. */
  ticket: string | undefined;
  input: unknown;
  snapshot: unknown;
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
  /** The envelope that it is drawn from. */
  envelope: string | undefined;
  /** If it is an envelope: what is drawn from it and counts as given. */
  draws: readonly Draw[];
  /** If it is an envelope, and done: what it allows; `isOver` when its time is. */
  opened: { most: number; until: Date; isOver: boolean } | undefined;
  /** If it is an envelope: how it was closed before its end. */
  closed: Closed | undefined;
  distinct: 'usergroup' | undefined;
  rule: string | undefined;
  role: string | undefined;
  votesNeeded: number;
  votes: readonly Vote[];
  questions: readonly AskedBack[];
  /** In order. */
  offers: readonly Offer[];
  /** How often it was changed while it waited, by an offer that was accepted. */
  revision: number;
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
  /** What named or described somebody was erased. */
  isErased: boolean;
};

export const defaultExecuteWithinS = 3_600;

/** What execute and proof are told about the request. */
export function contextOf(record: RequestRecord): ExecuteContext {
  return { requestId: record.id, reason: record.reason };
}
