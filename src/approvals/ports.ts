import type { Language } from '../lib/language/language.ts';
import type { Money } from '../lib/money.ts';
import type { RequestState } from './machine.ts';
import type { RouteFacts } from './policy/routes.ts';
import type { People } from './policy/types.ts';
import type { RequestRecord } from './request.ts';

/** What was approved is usually over in a moment, and Slack takes 50 redraws a minute: a state in between is drawn only when it lasts. */
export const longestPassingMs = 1_500;

/** What Slack says about a person, and what follows from it. */
export type Standing = {
  id: string;
  name: string;
  timeZone: string;
  /** In which they read Slack, as far as we write it; English where Slack does not say. */
  language?: Language;
  /** Why this person can neither ask nor decide, in words; undefined for a colleague in good standing. */
  barred: string | undefined;
  /** In whose place they are to decide a request, who is away. */
  standsInFor?: string;
};

/** By which role, and by which of its groups, somebody decides; no group for who is named. */
export type Seat = { role: string; group: string | undefined };

export type Look = {
  /** At most this old, and never older than Slack's own event about the group or person. */
  freshMs: number;
  /** At most this old while Slack is limiting such questions; `freshMs` when left out. */
  scarceMs?: number;
  /** How long the asker waits. */
  withinMs: number;
  /**
   * An older answer is better than none: `on-trouble` when Slack does not give a new one, `at-once` without waiting for one. For what is
   * shown; never for what somebody may do.
   */
  stale?: 'on-trouble' | 'at-once';
};

/** What somebody may do at this moment, and what that was read from. */
export type Rights = {
  standing: Standing;
  /** The roles, of those that were asked about, that they hold. */
  roles: string[];
  /** For each group and person: how many of Slack's events about it had come. More of them later means that this is out of date. */
  asOf: { subject: string; events: number }[];
};

/**
 * Slack people and the policy's roles; implemented in slack/directory.ts. Every method throws Fault('slack_unavailable'); one that Slack's
 * limits are behind carries `retryAfterMs` in its context.
 */
export type Directory = {
  /** Who this is and which of these roles they hold. Only the groups of these roles are asked about. */
  rightsOf(person: string, roles: readonly string[], look: Look): Promise<Rights>;
  standing(person: string, look: Look): Promise<Standing>;
  /** The policy roles this person holds. */
  rolesOf(person: string, look: Look): Promise<string[]>;
  /** By which of these roles, and by which of their groups, this person decides. No other group is asked about. */
  seatsOf(person: string, roles: readonly string[], look: Look): Promise<Seat[]>;
  /** The ids of these people and of the members of these groups. */
  peopleOf(people: People, look: Look): Promise<string[]>;
  /** Everybody who holds the role, barred ones left out. */
  holders(role: string, look: Look): Promise<Standing[]>;
};

/**
 * Named moments of a request's life, in the order in which they come. A test hands in a probe and stops the process there; the product
 * hands in none.
 */
export const steps = [
  'ask:before-commit',
  'ask:after-commit',
  'intake:before-commit',
  'intake:after-commit',
  'decide:before-commit',
  'decide:after-commit',
  'execute:before-claim',
  'execute:after-claim',
  'execute:before-sent',
  'execute:after-sent',
  'execute:after-answer',
  'execute:before-finish',
  'execute:after-finish',
  'recover:before-proof',
  'draw:before-post',
  'draw:after-post',
  'draw:before-update',
  'draw:after-update',
] as const;
export type Step = (typeof steps)[number];
export type Probe = (step: Step, requestId: string) => void | Promise<void>;

/** A posted picture of a request: a message in a channel or a direct message, or a modal (`ts` is then the view's id). */
export type Copy = {
  kind: 'channel' | 'approver' | 'asker' | 'modal';
  channel: string;
  ts: string;
  person: string | undefined;
  drawnVersion: number;
};

/** Where a copy should be. */
export type Place = Pick<Copy, 'kind' | 'channel' | 'person'>;

/** What anyone who draws requests needs of this room. */
export type PostedMessages = {
  load(id: string): Promise<RequestRecord | undefined>;
  /** As little of it as tells whether there is something new to draw. */
  headOf(id: string): Promise<Pick<RequestRecord, 'version' | 'state' | 'decidedAt'> | undefined>;
  /** What has become of the request that was asked for with this origin; undefined while there is none. */
  stateOf(origin: string): Promise<RequestState | undefined>;
  copiesOf(id: string): Promise<Copy[]>;
  /** Its copies, and the places that were announced and have none. */
  placesOf(id: string): Promise<{ copies: Copy[]; announced: Place[] }>;
  /**
   * Notes that a copy is about to be posted. Anyone who dies between Slack's yes and `addCopy` has left a card that nobody can find again:
   * the place is then posted to once more, so that the truth is there, too, whatever has become of the request.
   */
  announce(id: string, place: Place): Promise<void>;
  /** Slack has refused it: nothing is there. */
  recant(id: string, place: Place): Promise<void>;
  /** Keeps a copy's place, which is announced no more; one that is known already only learns its version. */
  addCopy(id: string, copy: Copy): Promise<void>;
  /** Says that the copy now shows this version; an older one does not overwrite a newer. */
  markDrawn(copy: Pick<Copy, 'channel' | 'ts'>, version: number): Promise<void>;
  /** Says that the copy may show this version again, though a newer one had been drawn. */
  drawnOver(copy: Pick<Copy, 'channel' | 'ts'>, version: number): Promise<void>;
  dropCopy(copy: Pick<Copy, 'channel' | 'ts'>): Promise<void>;
  /** Keeps where another message about a request is, so that it can be changed when that is erased. */
  keepMessage(id: string, message: Pick<Copy, 'channel' | 'ts'>): Promise<void>;
  forgetMessage(message: Pick<Copy, 'channel' | 'ts'>): Promise<void>;
  /** Who is to decide it now: those who could and are not away, and who stands in for those who are. */
  approversOf(record: RequestRecord): Promise<Standing[]>;
  /** Who may decide it, too, since it has waited too long; empty before that. */
  escalateesOf(record: RequestRecord): Promise<Standing[]>;
  /** What a person's Home and queue show: of what waits for them, what comes after so many; `kept`, what their Home was turned to. */
  queueOf(person: string, from: number | 'kept'): Promise<Queue>;
  /** What a person can decide together: requests of one action, of the named one where there are any. */
  severalOf(person: string, action: string | undefined): Promise<Several>;
  /** Turns a person's Home to what comes after so many of the requests that wait for them. */
  turnHome(person: string, from: number): Promise<void>;
  /** Has the Homes of those of these people who have opened one drawn again, once for each version of a request. */
  redrawHomes(about: Pick<RequestRecord, 'id' | 'version'>, people: readonly string[] | 'everybody'): Promise<void>;
  /** Has a request's copies drawn again. */
  redraw(id: string): Promise<void>;
  /** Has every request drawn again that has a card in this channel. */
  redrawIn(channel: string): Promise<void>;
  reach(step: Step, id: string): Promise<void>;
};

/** A line for a channel that is told later. */
export type HeldNotice = { id: string; state: RequestState; at: Date; until: Date };

/** What rows of `notifications` are judged by, and what they keep until the end of their quiet hours. */
export type Routing = {
  /**
   * From the journal, and the branches as the back office has them now; undefined if the journal does not say, or not that it has been in
   * this state.
   */
  factsOf(record: RequestRecord, state: RequestState): Promise<RouteFacts | undefined>;
  /** Keeps it, and has the channel told at that time. Keeping it once more changes nothing. */
  hold(channel: string, notice: HeldNotice): Promise<void>;
  /** In the order in which they came. */
  held(channel: string): Promise<HeldNotice[]>;
  drop(channel: string, notices: readonly HeldNotice[]): Promise<void>;
};

/** An absence, for those who hear of it. */
export type AbsenceFacts = {
  id: string;
  person: string;
  standIn: string | undefined;
  from: Date;
  until: Date;
  note: string | undefined;
  isOver: boolean;
};

/** What is told of absences: all of it is looked up again when it is told. */
export type AwayNotes = {
  load(id: string): Promise<AbsenceFacts | undefined>;
  /** What was decided in this person's place while they were away. */
  decidedFor(
    absence: AbsenceFacts,
  ): Promise<{ id: string; by: string; verdict: 'approve' | 'reject'; at: Date; title: string }[]>;
};

/** A reply or a reaction to a card, of which its author is told that it decides nothing; `thread` is where they replied. */
export type Nudge = { person: string; channel: string; thread: string | undefined; record: RequestRecord };

export type Nudges = {
  /** `ref` is `<request>:<person>`; undefined if there is nothing left to tell. Throws Fault('slack_unavailable'). */
  load(ref: string): Promise<Nudge | undefined>;
};

export type Queue = {
  /** The oldest deadline first. */
  toDecide: RequestRecord[];
  toDecideTotal: number;
  /** How many come before these. */
  from: number;
  /** What they asked for and is open, and what of it ended lately. */
  open: RequestRecord[];
  ended: RequestRecord[];
  openTotal: number;
};

/** Requests that one person can decide together. */
export type Several = {
  /** Of which there are any, the one with the nearest deadline first, and how many. */
  actions: readonly { action: string; count: number }[];
  /** Of the first of these, or of the one that was asked for: the nearest deadline first, twenty at most. */
  records: RequestRecord[];
};

/** What approvals tell of themselves as they go. */
export type RequestObserver = {
  /** A press on Approve, Reject and the like: how long until it was on the disk, or was not counted. */
  decided(press: { outcome: 'counted' | 'not-counted' | 'failed'; elapsedMs: number }): void;
  /** The yes, or the no, that ended the waiting. */
  ended(request: { action: string; waitedMs: number }): void;
  /** It goes to the back office now. */
  sent(request: { action: string; sinceApprovedMs: number }): void;
  /** Money was given, and read back. */
  gave(money: Money): void;
  /** What became of a try to tell a receiver by HTTP. */
  webhook?(outcome: 'sent' | 'retry' | 'dropped'): void;
};
