import type { RequestState } from './machine.ts';
import type { People } from './policy/types.ts';
import type { RequestRecord } from './request.ts';

/** What Slack says about a person, and what follows from it. */
export type Standing = {
  id: string;
  name: string;
  timeZone: string;
  /** Why this person can neither ask nor decide, in words; undefined for a colleague in good standing. */
  barred: string | undefined;
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

/** What whoever draws requests needs of this room. */
export type Gallery = {
  load(id: string): Promise<RequestRecord | undefined>;
  /** What has become of the request that was asked for with this origin; undefined while there is none. */
  stateOf(origin: string): Promise<RequestState | undefined>;
  copiesOf(id: string): Promise<Copy[]>;
  /**
   * Notes that a copy is about to be posted. Whoever dies between Slack's yes and `addCopy` has left a card that nobody can find again:
   * the place is then posted to once more, so that the truth stands there, too, whatever has become of the request.
   */
  announce(id: string, place: Place): Promise<void>;
  /** Slack has refused it: nothing stands there. */
  recant(id: string, place: Place): Promise<void>;
  /** Places that were announced and have no copy. */
  announced(id: string): Promise<Place[]>;
  /** Keeps a copy's place, which is announced no more; one that is known already only learns its version. */
  addCopy(id: string, copy: Copy): Promise<void>;
  /** Says that the copy now shows this version; an older one does not overwrite a newer. */
  markDrawn(copy: Pick<Copy, 'channel' | 'ts'>, version: number): Promise<void>;
  /** Says that the copy may show this version again, though a newer one had been drawn. */
  drawnOver(copy: Pick<Copy, 'channel' | 'ts'>, version: number): Promise<void>;
  dropCopy(copy: Pick<Copy, 'channel' | 'ts'>): Promise<void>;
  /** Who could decide it now. */
  approversOf(record: RequestRecord): Promise<Standing[]>;
  /** Who may decide it, too, since it has waited too long; empty before that. */
  escalateesOf(record: RequestRecord): Promise<Standing[]>;
  /** What a person's Home and queue show. */
  queueOf(person: string): Promise<Queue>;
  /** The people among these who have opened their Home. */
  homesAmong(people: readonly string[]): Promise<string[]>;
  /** Has those people's Homes drawn again. */
  redrawHomes(people: readonly string[]): Promise<void>;
  /** Has a request's copies drawn again. */
  redraw(id: string): Promise<void>;
  /** Has every request drawn again that has a card in this channel. */
  redrawIn(channel: string): Promise<void>;
  reach(step: Step, id: string): Promise<void>;
};

export type Queue = { toDecide: RequestRecord[]; askedFor: RequestRecord[]; toDecideTotal: number };
