import type { Clock } from '../lib/clock.ts';
import type { Log } from '../lib/log.ts';
import { warnSeldom } from '../lib/log-seldom.ts';
import { growingPauses, type Pauses } from '../lib/pauses.ts';
import { slackFault } from './fault.ts';
import { isSlacksOwn, mayHaveHappened, type SlackTrouble, troubleOf } from './refusals.ts';
import { createTurns } from './turns.ts';

/** One thing that is to reach one place. */
export type Delivery = {
  /** The Web API's name of the call. */
  method: string;
  /** The place: a channel, a person (their direct message), a message or a view. Pauses and giving up are counted by it. */
  place: string;
  /** The request or other thing it is about, for the log. */
  about?: string | undefined;
  /** Where it is posted is kept by the caller. */
  isKept?: true;
  /** What could not be sent, for the log: `a card`. */
  what: string;
  /** Words that are an answer here and no trouble, such as `not_found` for a view that somebody may have closed. */
  expected?: ReadonlySet<string>;
};

/** How it is to look: as it was drawn, or with words alone, since Slack didn't take the blocks. */
export type MessageForm = 'whole' | 'plain';

export type DeliveryOutcome<T> =
  | { kind: 'sent'; value: T }
  /**
   * Slack takes it later. `isThere`: whether it may have arrived all the same; `untried` when its pause isn't over. `refusedForMs`: for
   * how long Slack has answered with its own words for trouble, 0 when it doesn't answer.
   */
  | { kind: 'again'; againInMs: number; isThere: 'no' | 'maybe' | 'untried'; refusedForMs: number }
  /** This place never takes it. */
  | { kind: 'refused'; word: string };

export type Deliver = {
  /** For a job, which comes again: one try, and what follows from it. */
  once<T>(delivery: Delivery, send: (form: MessageForm) => Promise<T>): Promise<DeliveryOutcome<T>>;
  /** How long `once` would not try it, in milliseconds; a job that asks first needs to read nothing until its turn. 0: it may be tried. */
  waitMs(delivery: Pick<Delivery, 'method' | 'place' | 'about'>): number;
  /** Nothing about this is to be posted any more but at these places: it is in no other line. */
  nothingLeft(about: string, butAt: readonly string[]): void;
  /** For somebody who waits: a few tries within about a second. Throws Fault('slack_unavailable'). */
  now<T>(delivery: Delivery, send: (form: MessageForm) => Promise<T>): Promise<T>;
};

/** What became of a try that didn't work, for /metrics. */
export type DeliveryEvent = { method: string; outcome: 'retry' | 'plain' | 'refused' | 'given_up'; reason: string };

export type DeliverDeps = {
  clock: Clock;
  log: Log;
  /** Whether Slack accepts the token; while it doesn't, no job asks. */
  accepted(): boolean;
  observe?(event: DeliveryEvent): void;
  /** Slack took it. Nothing is waited for. */
  onSent?(delivery: Delivery, answer: unknown): void;
  /** A place has refused for good. */
  onRefused?(delivery: Delivery, word: string): void;
};

const firstPauseMs = 1_000;
const longestPauseMs = 60_000;
/** A token that works again is noticed soon, so that cards follow within seconds. */
const longestTokenPauseMs = 8_000;
const tokenAgainMs = 1_000;
/** What Slack doesn't take for a whole day is dropped. */
const giveUpAfterMs = 24 * 3_600_000;
const mostRemembered = 5_000;
/** How long nobody is written to directly after Slack said that the app has no messages tab. */
const noMessagesTabMs = 10 * 60_000;

const shortPausesMs = [300, 900];
const longestShortWaitMs = 2_000;

type Tries = How & { since: number; nextAt: number; pauses: Pauses; tokenPauses: Pauses; refusedSince: number | undefined };
/** Blocks that Slack didn't take once are not sent again: where one call a second is allowed, they would use up the one of the words. */
type How = { form: MessageForm };

/**
 * Post, look at what went wrong, again: the one place where it is decided what follows from Slack's refusals. Pauses are kept in memory:
 * after a restart the first try is made at once.
 */
export function createDeliver({
  clock,
  log,
  accepted,
  observe = () => {},
  onRefused = () => {},
  onSent = () => {},
}: DeliverDeps): Deliver {
  const tries = new Map<string, Tries>();
  const turns = createTurns({ clock });
  let noMessagesTabUntil = 0;

  const now = () => clock.now().getTime();
  const keyOf = ({ method, place, about = '' }: Pick<Delivery, 'method' | 'place' | 'about'>) => `${method} ${place} ${about}`;
  /** Only messages wait in line: what else is drawn has a place of its own. */
  const standsInLine = ({ method }: Pick<Delivery, 'method'>) => method === 'chat.postMessage';
  const isDirectMessage = ({ method, place }: Delivery) => method === 'chat.postMessage' && /^[UWD]/.test(place);

  function waitMs(delivery: Pick<Delivery, 'method' | 'place' | 'about'>): number {
    if (!accepted()) return tokenAgainMs;
    const pausedMs = (tries.get(keyOf(delivery))?.nextAt ?? 0) - now();
    if (pausedMs > 0) return pausedMs;
    return standsInLine(delivery) ? turns.waitMs(delivery.place, keyOf(delivery)) : 0;
  }

  function forget(delivery: Delivery): void {
    tries.delete(keyOf(delivery));
    if (standsInLine(delivery)) turns.leave(delivery.place, keyOf(delivery));
  }

  function triesOf(key: string): Tries {
    const known = tries.get(key);
    if (known) return known;
    if (tries.size >= mostRemembered) tries.delete(tries.keys().next().value ?? '');
    const fresh: Tries = {
      form: 'whole',
      since: now(),
      nextAt: 0,
      pauses: growingPauses({ firstMs: firstPauseMs, longestMs: longestPauseMs }),
      tokenPauses: growingPauses({ firstMs: tokenAgainMs, longestMs: longestTokenPauseMs }),
      refusedSince: undefined,
    };
    tries.set(key, fresh);
    return fresh;
  }

  function refuse(delivery: Delivery, word: string, outcome: 'refused' | 'given_up'): { kind: 'refused'; word: string } {
    forget(delivery);
    if (delivery.expected?.has(word)) return { kind: 'refused', word };
    observe({ method: delivery.method, outcome, reason: word });
    log.warn(
      { call: delivery.method, place: delivery.place, request: delivery.about, errorCode: word },
      `${delivery.what} could not be sent there, and is not tried there again`,
    );
    if (word === 'messages_tab_disabled' && isDirectMessage(delivery)) noMessagesTabUntil = now() + noMessagesTabMs;
    onRefused(delivery, word);
    return { kind: 'refused', word };
  }

  function limitedForMs(delivery: Delivery, retryAfterMs: number): number {
    return standsInLine(delivery) ? turns.sentAway(delivery.place, keyOf(delivery), retryAfterMs) : retryAfterMs;
  }

  function after(delivery: Delivery, trouble: SlackTrouble): Exclude<DeliveryOutcome<never>, { kind: 'sent' }> {
    if (trouble.kind === 'place' || trouble.kind === 'content') return refuse(delivery, trouble.word, 'refused');
    const known = triesOf(keyOf(delivery));
    if (now() - known.since >= giveUpAfterMs) return refuse(delivery, trouble.word, 'given_up');
    if (!isSlacksOwn(trouble)) known.refusedSince = undefined;
    else known.refusedSince ??= now();
    const againInMs =
      trouble.kind === 'limited'
        ? limitedForMs(delivery, trouble.retryAfterMs)
        : trouble.kind === 'token'
          ? known.tokenPauses.next()
          : known.pauses.next();
    known.nextAt = now() + againInMs;
    observe({ method: delivery.method, outcome: 'retry', reason: trouble.word });
    const { method, about, what } = delivery;
    warnSeldom(
      { log, clock },
      `${method} ${trouble.word}`,
      { call: method, request: about, errorCode: trouble.word, againInMs },
      `${what} could not be sent; trying again`,
    );
    return {
      kind: 'again',
      againInMs,
      isThere: mayHaveHappened(trouble) ? 'maybe' : 'no',
      refusedForMs: known.refusedSince === undefined ? 0 : now() - known.refusedSince,
    };
  }

  async function attempt<T>(delivery: Delivery, send: (form: MessageForm) => Promise<T>, how: How): Promise<Tried<T>> {
    const first = await tried(() => send(how.form));
    if (!('trouble' in first) || first.trouble.kind !== 'content' || how.form === 'plain') return first;
    how.form = 'plain';
    observe({ method: delivery.method, outcome: 'plain', reason: first.trouble.word });
    log.error(
      { call: delivery.method, request: delivery.about, errorCode: first.trouble.word },
      `Slack does not take the blocks of ${delivery.what}; its words alone are sent`,
    );
    return tried(() => send('plain'));
  }

  return {
    waitMs,
    nothingLeft(about, butAt) {
      turns.leaveAll((key) => key.endsWith(` ${about}`), new Set(butAt));
    },
    async once(delivery, send) {
      const againInMs = waitMs(delivery);
      if (againInMs > 0) return { kind: 'again', againInMs, isThere: 'untried', refusedForMs: 0 };
      if (isDirectMessage(delivery) && noMessagesTabUntil > now()) return { kind: 'refused', word: 'messages_tab_disabled' };
      const how: How = { form: tries.get(keyOf(delivery))?.form ?? 'whole' };
      const result = await attempt(delivery, send, how);
      if ('trouble' in result) {
        const outcome = after(delivery, result.trouble);
        if (outcome.kind === 'again') triesOf(keyOf(delivery)).form = how.form;
        return outcome;
      }
      forget(delivery);
      onSent(delivery, result.value);
      return { kind: 'sent', value: result.value };
    },
    async now(delivery, send) {
      const how: How = { form: 'whole' };
      for (let tried = 0; ; tried += 1) {
        const result = await attempt(delivery, send, how);
        if ('value' in result) return result.value;
        const { trouble } = result;
        const pauseMs = trouble.kind === 'limited' ? trouble.retryAfterMs : shortPausesMs[tried];
        const canPass = trouble.kind === 'limited' || (trouble.kind === 'passing' && trouble.word !== 'network');
        if (!canPass || pauseMs === undefined || pauseMs > longestShortWaitMs || tried >= shortPausesMs.length) {
          if (trouble.kind === 'place' || trouble.kind === 'content') refuse(delivery, trouble.word, 'refused');
          throw slackFault(delivery.method, result.error);
        }
        observe({ method: delivery.method, outcome: 'retry', reason: trouble.word });
        await clock.sleep(pauseMs);
      }
    },
  };
}

type Tried<T> = { value: T } | { trouble: SlackTrouble; error: unknown };

/** What isn't Slack's trouble (a bug, a database) is thrown on. */
async function tried<T>(send: () => Promise<T>): Promise<Tried<T>> {
  try {
    return { value: await send() };
  } catch (error) {
    const trouble = troubleOf(error);
    if (trouble === undefined) throw error;
    return { trouble, error };
  }
}

/** The sooner of two times to look again; 0 is never. */
export function sooner(one: number, other: number): number {
  return one === 0 || other === 0 ? Math.max(one, other) : Math.min(one, other);
}
