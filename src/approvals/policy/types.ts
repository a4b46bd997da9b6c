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
  sameCustomer?: { max: number; withinMs: number };
};

export type Votes = { role: string; count: number; escalate?: { role: string; afterMs: number } };

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
  /** Role to what it may see and start. */
  grants: Readonly<Record<string, readonly string[]>>;
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
  /** Upstream calls a day. */
  dailyBudget: number | null;
};

/** Something to say about the file, at a place in it. Lines and columns count from 1. */
export type Problem = { line: number; column: number; path: string; say: string };

/** The names that a policy file may speak of. */
export type KnownNames = { actions: readonly string[]; reads: readonly string[] };
