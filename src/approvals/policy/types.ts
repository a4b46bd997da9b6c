import type { Risk } from '../../actions/define.ts';

/** The states of a request that a notification can be asked for, in the words of the policy file. */
export const notableStates = [
  'pending',
  'approved',
  'rejected',
  'expired',
  'cancelled',
  'stale',
  'running',
  'done',
  'failed',
  'unknown',
] as const;
export type NotableState = (typeof notableStates)[number];

/** Who is meant: Slack user groups (`S…`) and people (`U…`, `W…`). */
export type People = { usergroups: readonly string[]; users: readonly string[] };

/** Inclusive bounds; a missing one is open. */
export type Range = { min?: number; max?: number };

/** All that is written must hold; what is missing matches everything. */
export type Match = {
  /** Action names, with `*` at the end for all that begin so. */
  actions?: readonly string[];
  risks?: readonly Risk[];
  /** In the policy's currency. */
  amount?: Range;
  branches?: readonly number[];
  /** How many things a bulk action touches. */
  count?: Range;
  /** What this app gave the customer in that time, this one included, in the policy's currency. */
  sameCustomer?: Limit;
  /** What the asker gave through this app in that time, this one included, in the policy's currency. */
  sameAsker?: Limit;
  /** How many like actions the asker asked for in that time, this one included. */
  sameAction?: Limit;
};

export type Limit = { max: number; withinMs: number };

export type Votes = {
  role: string;
  count: number;
  /** `usergroup`: no two votes from the same of the role's groups. */
  distinct?: 'usergroup';
  escalate?: { role: string; afterMs: number };
};

/** What a role may see and start, and the branches (with their children) that this is bounded to. */
export type Grant = { may: readonly string[]; branches?: readonly number[] };

/** More than `most` within `withinMs`. */
export type Rate = { most: number; withinMs: number };

export type Rule = {
  name: string;
  match: Match;
  require: 'none' | Votes;
  /** Where the card goes; without one it goes to each possible approver. */
  channel?: string;
  decideWithinMs: number;
  executeWithinMs: number;
};

export type NotificationRule = { on: readonly NotableState[]; actions: readonly string[]; channel: string };

/** The policy file, checked. Names are as written; durations are milliseconds. */
export type Policy = {
  version: 1;
  /** ISO 4217. */
  currency: string;
  /** The branch that is used when a command names none; null when the file names none either. */
  branch: number | null;
  roles: Readonly<Record<string, People>>;
  grants: Readonly<Record<string, Grant>>;
  /** In order: the first that matches decides. */
  approvals: readonly Rule[];
  notifications: readonly NotificationRule[];
  privacy: { mask: boolean; media: 'never' | 'dm'; forgetAfterMs: number | null };
  /** Who is told when a rule cannot be met. */
  owners: People;
  /** Action to the upstream permission that is asked for. */
  permissions: Readonly<Record<string, string>>;
  /** Pattern of the operator's dashboard links. */
  dashboardLink: string | null;
  /** Upstream reads a day: of all, and of one person. */
  dailyBudget: { all: number | null; perPerson: number | null };
  /** Person to the customers that they are, so that nobody decides about themselves. */
  staff: Readonly<Record<string, readonly number[]>>;
  /** What the owners hear about. */
  oversight: { newMemberMs: number | null; mutual: Rate | null; reveals: Rate | null };
  /** An approval of more money, in the policy's currency, asks once more. */
  confirmAbove: number | null;
  /** Offered in forms. */
  reasons: readonly string[];
  /** Of what channels read. */
  language: 'en' | 'de';
  /** ISO 3166, of phone numbers without a country code. */
  country: string | null;
};

/** Something to say about the file, at a place in it. Lines and columns count from 1. */
export type Problem = { line: number; column: number; path: string; say: string };

/** The names that a policy file may speak of. */
export type KnownNames = { actions: readonly string[]; reads: readonly string[] };
