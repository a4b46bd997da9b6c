import {
  LogLevel,
  type WebAPICallResult,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebClient,
  type WebClientOptions,
} from '@slack/web-api';
import { Fault } from '../errors.ts';
import { systemClock } from '../lib/clock.ts';
import { type CommandSpelling, plainSpelling } from '../lib/command-names.ts';
import type { Secret } from '../lib/secret.ts';
import { type Trace, untraced } from '../lib/trace.ts';
import { createPace, type Pace, type PacedCall, SlackLimited, type Urgency } from './pace.ts';

export type SlackSettings = { botToken: Secret; apiUrl?: string | undefined };

/** What became of a call: `held-back` was not made, since Slack had limited its method before. */
export type SlackCall = {
  method: string;
  outcome: 'ok' | 'refused' | 'limited' | 'held-back' | 'failed';
  /** Slack's own word, if it refused. */
  said?: string;
  /** How long the caller has to wait, if it was limited or held back. */
  waitMs?: number;
};

export type SlackClientOptions = {
  pace?: Pace;
  urgency?: Urgency;
  onCall?: (call: SlackCall) => void;
  trace?: Trace;
  /** How the commands are called in Slack. */
  spelling?: CommandSpelling;
};

/** Longer than any answer Slack gives in health, shorter than a person waits. */
const timeoutMs = 5_000;

/**
 * The Web API. It never retries by itself: a person's press wants a quick word, and what must reach Slack is a job, which comes again.
 * (The library's own default is ten tries over half an hour.) Clients that share a `pace` share what Slack allows.
 */
export function createSlackClient({ botToken, apiUrl }: SlackSettings, options: SlackClientOptions = {}): WebClient {
  return new PacedClient(
    botToken.reveal(),
    {
      slackApiUrl: apiUrl,
      timeout: timeoutMs,
      retryConfig: { retries: 0 },
      rejectRateLimitedCalls: true,
      logLevel: LogLevel.ERROR,
      logger: silent,
    },
    options,
  );
}

/** A class, since the library's methods all go through the `apiCall` of the object that they are on. */
class PacedClient extends WebClient {
  readonly #pace: Pace;
  readonly #urgency: Urgency;
  readonly #onCall: (call: SlackCall) => void;
  readonly #spelling: CommandSpelling;
  readonly #trace: Trace;

  constructor(token: string, settings: WebClientOptions, { pace, urgency, onCall, spelling, trace }: SlackClientOptions) {
    super(token, settings);
    this.#pace = pace ?? createPace({ clock: systemClock });
    this.#urgency = urgency ?? 'person';
    this.#onCall = onCall ?? (() => undefined);
    this.#spelling = spelling ?? plainSpelling;
    this.#trace = trace ?? untraced;
  }

  override apiCall(method: string, args: Record<string, unknown> = {}): Promise<WebAPICallResult> {
    return this.#trace.part(`Slack ${method}`, {}, (span) =>
      this.#paced(method, args, (call) => {
        span.add({ 'wheelhouse.slack.outcome': call.outcome, 'wheelhouse.slack.said': call.said });
        this.#onCall(call);
      }),
    );
  }

  async #paced(method: string, args: Record<string, unknown>, onCall: (call: SlackCall) => void): Promise<WebAPICallResult> {
    const call: PacedCall = { method, channel: typeof args.channel === 'string' ? args.channel : undefined };
    try {
      this.#pace.enter(call, this.#urgency);
    } catch (error) {
      onCall({ method, outcome: 'held-back', waitMs: error instanceof SlackLimited ? error.waitMs : undefined });
      throw error;
    }
    const spelled = this.#spelling.write(args);
    try {
      const answer = await super.apiCall(method, spelled);
      onCall({ method, outcome: 'ok' });
      return answer;
    } catch (error) {
      const limit = limitIn(error);
      if (limit === undefined) {
        const said = slackErrorOf(error);
        onCall(said === undefined ? { method, outcome: 'failed' } : { method, outcome: 'refused', said });
        throw isUnreadable(error) ? new SlackUnreadable() : error;
      }
      const limited = this.#pace.limited(call, limit.seconds);
      onCall({ method, outcome: 'limited', waitMs: limited.waitMs });
      throw limited;
    }
  }
}

/** Slack's ways of saying "too many": 429, with or without a time that can be read, and a refusal by that word. */
function limitIn(error: unknown): { seconds: number | undefined } | undefined {
  if (error instanceof WebAPIRateLimitedError) return { seconds: error.retryAfter };
  const said = slackErrorOf(error);
  if (said === 'ratelimited' || said === 'rate_limited') return { seconds: undefined };
  // The library throws a plain error for a 429 whose Retry-After is missing or no number.
  return error instanceof Error && error.message.startsWith('Retry header did not contain') ? { seconds: undefined } : undefined;
}

/** Something answered, but not as Slack does: the page of a proxy, half an answer, none. Whether Slack did what it was asked isn't known. */
export class SlackUnreadable extends Error {
  constructor() {
    super('the answer could not be read');
    this.name = 'SlackUnreadable';
  }
}

/** The library takes a page for Slack's word, an answer without `ok` for a refusal, and trips over `null` and bare texts. */
function isUnreadable(error: unknown): boolean {
  if (!(error instanceof WebAPIPlatformError)) return error instanceof TypeError;
  const { ok, error: said } = error.data;
  return ok !== false || (typeof said === 'string' && slackErrorOf(error) === undefined);
}

// Faults carry what the library would log; its own lines would bypass our redaction.
const silent = { debug() {}, info() {}, warn() {}, error() {}, setLevel() {}, getLevel: () => LogLevel.ERROR, setName() {} };

/** Slack's word for why it refused (`channel_not_found`), or undefined when it did not refuse but fail. */
export function slackErrorOf(error: unknown): string | undefined {
  const said: unknown = error instanceof WebAPIPlatformError ? error.data.error : undefined;
  return typeof said === 'string' && /^[a-z0-9_.:-]{1,80}$/i.test(said) ? said : undefined;
}

/** How long Slack asks us to wait, in milliseconds, at most some minutes; undefined when that is not what it said. */
export function retryAfterMsOf(error: unknown): number | undefined {
  return error instanceof SlackLimited ? error.waitMs : undefined;
}

/** Until when Slack wants no more calls of this kind; undefined when that is not what went wrong. */
export function limitedUntil(error: unknown): Date | undefined {
  if (error instanceof SlackLimited) return error.until;
  return error instanceof Fault ? limitedUntil(error.cause) : undefined;
}
