import type { Risk } from '../../actions/define.ts';
import type { DailyHours, DeskHours, WeeklyTime } from '../../lib/desk-hours.ts';
import { shownStates } from '../machine.ts';

/** The states of a request that a notification can be asked for: those that others than its asker may see. */
export const notableStates = shownStates;
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

/** What a receiver of webhooks can be told of. */
export const webhookEvents = [
  'asked',
  'offered',
  'approved',
  'rejected',
  'cancelled',
  'stale',
  'expired',
  'done',
  'failed',
  'unknown',
] as const;
export type WebhookEvent = (typeof webhookEvents)[number];

/** Who is told by HTTP. */
export type Webhook = {
  url: string;
  on: readonly WebhookEvent[];
  actions: readonly string[];
  /** The name of the environment variable that holds the secret. */
  secret: string;
};

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
  /** Whom a card in the channel calls when it is posted. */
  ping: 'role' | 'nobody';
  decideWithinMs: number;
  /** What `decideWithin` and `escalate` are counted in: all hours, or the desk's. */
  clock?: 'desk';
  executeWithinMs: number;
  /** Destructive requests that it decides are listed where several are decided at once; others are, whatever it says. */
  several: boolean;
};

/** The help desk's tickets: how they are written, where they are, and what is not asked for without one. */
export type Tickets = {
  /** A regular expression that a whole ticket fits. */
  pattern: string;
  /** An address with `{ticket}` in it. */
  url: string | null;
  /** Risks, and names of actions with `*` at the end for all that begin so. */
  required: readonly string[];
};

/** Absences. `standIn` is null where only somebody of the same role may stand in. */
export type Away = { roles: readonly string[]; standIn: readonly string[] | null; longestMs: number };

/** Allowances to give one voucher to many customers: at most so many in one, open for at most so long. */
export type EnvelopeBounds = { most: number; longestMs: number };

/** Who is told of what. `match` has nothing that looks back. */
export type NotificationRule = {
  on: readonly NotableState[];
  match: Pick<Match, 'actions' | 'risks' | 'amount' | 'branches'>;
  channel: string;
  /** What falls into it is told at its end. */
  quiet: DailyHours | null;
};

/** The address of a page, with `{id}` where the id stands; null if there is none. */
export type DashboardLink = { customer: string | null; account: string | null; card: string | null };

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
  /** Where the operator's dashboard shows things. */
  dashboardLink: DashboardLink;
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
  /** IANA, of `desk`, `quiet` and `digest`. */
  timezone: string;
  /** When the desk is staffed; null when the file does not say. */
  desk: DeskHours | null;
  /** A message a day with the figures since the last one; null when the file asks for none. */
  digest: (WeeklyTime & { channel: string }) | null;
  /** Whether figures tell people apart, which is monitoring of staff. */
  figures: { byPerson: boolean };
  webhooks: readonly Webhook[];
  /** Who may say that they are away, and who may stand in for them; null when the file allows none. */
  away: Away | null;
  /** Whether somebody who answers a card by a reply or a reaction is told that the buttons alone count. */
  typedAnswers: boolean;
  /** What an envelope may be; null when the file allows none. */
  envelopes: EnvelopeBounds | null;
  /** null when the file does not say how tickets are written: then no form asks for one. */
  tickets: Tickets | null;
  /** Of what channels read. */
  language: 'en' | 'de';
  /** ISO 3166, of phone numbers without a country code. */
  country: string | null;
};

/** The names that a policy file may speak of. */
export type KnownNames = { actions: readonly string[]; reads: readonly string[] };
