import type { Clock } from '../lib/clock.ts';
import { alwaysPaced, callsPerMinute, messagesPerChannel } from './tiers.ts';

/** A `person` waits for the answer; `background` can come again: redraws, notifications, refreshes. */
export type Urgency = 'person' | 'background';

/** What a call counts against: its method and, for messages, the channel. */
export type PacedCall = { method: string; channel?: string | undefined };

/** No call of this kind before `until`. Slack said so, or background work would use up what people need. */
export class SlackLimited extends Error {
  readonly method: string;
  readonly until: Date;
  readonly waitMs: number;

  constructor(method: string, until: Date, waitMs: number) {
    super(`${method}: limited for ${waitMs} ms`);
    this.name = 'SlackLimited';
    this.method = method;
    this.until = until;
    this.waitMs = waitMs;
  }
}

export type Pace = {
  /** Notes that the call is about to be made. Throws SlackLimited when it must not be made yet. */
  enter(call: PacedCall, urgency: Urgency): void;
  /** Slack answered this call with 429 and this many seconds; undefined when it named none that can be used. */
  limited(call: PacedCall, seconds: number | undefined): SlackLimited;
  /** Slack has limited this method within the last minutes, so that calls of it are to be saved. */
  isScarce(method: string): boolean;
};

const minuteMs = 60_000;
/** Limits are counted by the minute, so that nobody has to wait longer than a few. */
const longestBelievedMs = 5 * minuteMs;
/** The pause when Slack names one that no limit of its own could need, and the longest when it names none. */
const longestUnnamedMs = 30_000;
/** The first pause when Slack names none; each that follows is twice as long. A mere word may be over in a moment. */
const firstUnnamedMs = 1_000;
/** A limit that comes so long after the last pause is one of its own, and begins again with the first. */
const unnamedForgottenMs = minuteMs;
/** How long after a 429 the method's background calls are spread over the minute. */
const scarceForMs = 5 * minuteMs;
/** Of the promised calls a minute, the part that background work may use. The rest is kept for people. */
const backgroundShare = 0.75;
/** Enough for every method and the channels of a busy desk. */
const mostRemembered = 2_000;

type Lane = { calls: number[]; blockedUntilMs: number; unnamedMs: number; scarceUntilMs: number; nextSlotMs: number };

/**
 * Keeps the app's calls of each method within what Slack allows, in this process. After a 429 nobody calls before the time that Slack
 * named, and for some minutes background calls are spread over the minute. Nothing waits in here: a call that must wait fails with the
 * time, which a job comes back at and a person is told.
 */
export function createPace({ clock }: { clock: Clock }): Pace {
  const lanes = new Map<string, Lane>();

  function laneOf({ method, channel }: PacedCall): Lane {
    const key = method === 'chat.postMessage' ? `${method} ${channel ?? ''}` : method;
    const known = lanes.get(key);
    if (known) return known;
    if (lanes.size >= mostRemembered) lanes.clear();
    const lane: Lane = { calls: [], blockedUntilMs: 0, unnamedMs: 0, scarceUntilMs: 0, nextSlotMs: 0 };
    lanes.set(key, lane);
    return lane;
  }

  const refusal = (method: string, untilMs: number, nowMs: number) =>
    new SlackLimited(method, new Date(untilMs), Math.max(1, untilMs - nowMs));

  /** Each caller that is sent away gets a moment of its own within the window, so that they do not all come back at the same one. */
  function slotOf(lane: Lane, earliestMs: number, { most, windowMs }: Allowance): number {
    const isAhead = lane.nextSlotMs > earliestMs && lane.nextSlotMs < earliestMs + windowMs;
    const slotMs = isAhead ? lane.nextSlotMs : earliestMs;
    // Whole milliseconds, as a Date keeps no others: nobody is sent back a moment too early.
    lane.nextSlotMs = slotMs + Math.ceil(windowMs / most);
    return slotMs;
  }

  /** Calls that were under way together are answered together: they are one limit, and one pause. */
  function unnamedPause(lane: Lane, nowMs: number): number {
    if (isAhead(lane.blockedUntilMs, nowMs)) return 0;
    const isNext = lane.unnamedMs > 0 && isAhead(lane.blockedUntilMs + unnamedForgottenMs, nowMs);
    lane.unnamedMs = isNext ? Math.min(longestUnnamedMs, lane.unnamedMs * 2) : firstUnnamedMs;
    return lane.unnamedMs;
  }

  return {
    enter(call, urgency) {
      const lane = laneOf(call);
      const nowMs = clock.now().getTime();
      lane.calls = lane.calls.filter((atMs) => atMs > nowMs - minuteMs && atMs <= nowMs);
      const allowed = allowanceOf(call.method, isAhead(lane.scarceUntilMs, nowMs));
      const { most, windowMs } = allowed;
      if (isAhead(lane.blockedUntilMs, nowMs)) {
        const untilMs = urgency === 'person' ? lane.blockedUntilMs : slotOf(lane, lane.blockedUntilMs, allowed);
        throw refusal(call.method, untilMs, nowMs);
      }
      if (urgency === 'background') {
        const within = lane.calls.filter((atMs) => atMs > nowMs - windowMs);
        const oldest = within[within.length - most];
        if (oldest !== undefined) throw refusal(call.method, slotOf(lane, oldest + windowMs, allowed), nowMs);
      }
      lane.calls.push(nowMs);
    },
    limited(call, seconds) {
      const lane = laneOf(call);
      const nowMs = clock.now().getTime();
      const pauseMs = isNamed(seconds) ? believed(seconds) : unnamedPause(lane, nowMs);
      lane.blockedUntilMs = isAhead(lane.blockedUntilMs, nowMs)
        ? Math.max(lane.blockedUntilMs, nowMs + pauseMs)
        : nowMs + pauseMs;
      lane.scarceUntilMs = nowMs + scarceForMs;
      return refusal(call.method, lane.blockedUntilMs, nowMs);
    },
    isScarce: (method) => isAhead(laneOf({ method }).scarceUntilMs, clock.now().getTime()),
  };
}

/** Still to come, and not from a time when the clock was wrong: nothing here is noted further ahead than this. */
function isAhead(atMs: number, nowMs: number): boolean {
  return atMs > nowMs && atMs <= nowMs + longestBelievedMs;
}

/** How long a Retry-After of so many seconds is waited for. */
export function believed(seconds: number | undefined): number {
  if (!isNamed(seconds)) return longestUnnamedMs;
  const pauseMs = Math.max(1_000, Math.ceil(seconds * 1_000));
  return pauseMs > longestBelievedMs ? longestUnnamedMs : pauseMs;
}

function isNamed(seconds: number | undefined): seconds is number {
  return seconds !== undefined && Number.isFinite(seconds) && seconds >= 0;
}

/** How many background calls within which time. */
type Allowance = { most: number; windowMs: number };

function allowanceOf(method: string, isScarce: boolean): Allowance {
  if (method === 'chat.postMessage') {
    const { burst, perSecond } = messagesPerChannel;
    return isScarce ? { most: 1, windowMs: 1_000 / perSecond } : { most: burst, windowMs: (burst * 1_000) / perSecond };
  }
  const promised = callsPerMinute[method];
  if (promised === undefined || !(isScarce || alwaysPaced.has(method)))
    return { most: Number.POSITIVE_INFINITY, windowMs: minuteMs };
  return { most: Math.max(1, Math.floor(promised * backgroundShare)), windowMs: minuteMs };
}
