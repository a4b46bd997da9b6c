import { randomIds } from './lib/ids.ts';

/** Everything that can go wrong, closed: anyone who handles a fault can be checked for having thought of all of them. */
export const faultCodes = [
  /** The person's input cannot be used as it is. */
  'bad_input',
  /** The person may not do this. */
  'not_allowed',
  /** A precheck said no, in plain words. */
  'refused',
  /** The thing asked for does not exist. */
  'not_found',
  /** No connection was made: the back office has certainly not seen the call. */
  'upstream_unreachable',
  /** A read was not answered in time. */
  'upstream_timeout',
  /** A read was answered with 5xx, or the connection broke. */
  'upstream_down',
  /** The back office refused clearly (4xx); nothing was changed. */
  'upstream_refused',
  /** 429, and its Retry-After did not fit the call's deadline; nothing was changed. */
  'upstream_busy',
  /** The answer to a read could not be understood. */
  'upstream_malformed',
  /** The time in which a write may go out was over before it went; nothing was changed. */
  'too_late',
  /** Signing in to the back office failed. */
  'upstream_sign_in',
  /** A write may or may not have happened: its answer was lost (time-out, reset, 5xx, unreadable 2xx). */
  'outcome_unknown',
  /** Slack did not answer, or not as needed. */
  'slack_unavailable',
  /** Slack refuses it for good: trying again changes nothing before an admin has done something. */
  'slack_refused',
  /** The database is away, read-only or full: nothing can be stored. */
  'database_unavailable',
  /** A part of the app that this deployment has not set up. */
  'not_configured',
  /** A bug of ours. */
  'internal',
] as const;

export type FaultCode = (typeof faultCodes)[number];

/** Facts for the log and for support; never personal data, never a body. */
export type FaultContext = {
  upstream?: 'operations' | 'smartmove';
  /** The endpoint row, such as `cards.assign`. */
  call?: string;
  status?: number;
  /** The back office's own code, whole (`U141.2`). */
  errorCode?: string;
  traceId?: string;
  retryAfterMs?: number;
  elapsedMs?: number;
  [key: string]: string | number | boolean | undefined;
};

/**
 * Something went wrong. `say` is for the person who waits, in words that say what to do next; `message` is for the log; `ref` is a
 * short reference that both show. Decisions that came out one way or another (a vote that does not count, facts that changed) are
 * not faults: they are return values.
 */
export class Fault extends Error {
  readonly code: FaultCode;
  readonly say: string;
  readonly context: FaultContext;
  readonly ref: string;

  constructor(code: FaultCode, say: string, options: { message?: string; cause?: unknown; context?: FaultContext } = {}) {
    super(options.message ?? code, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'Fault';
    this.code = code;
    this.say = say;
    this.context = options.context ?? {};
    this.ref = randomIds.reference().slice(0, 6);
  }
}

/** A plain no from a precheck: `throw refuse('Card 17 is already assigned. Unassign it first.')`. */
export function refuse(say: string): Fault {
  return new Fault('refused', say);
}

/** The same because of some of many: without these ids it would not be refused for them. */
export function refuseBecauseOf(ids: readonly number[], say: string): Fault {
  return new Fault('refused', say, { context: { because: ids.join(',') } });
}

/** The same because this template is not given, or not to customers, any more: an envelope that holds it has nothing left to give. */
export function refuseTemplate(templateId: number, say: string): Fault {
  return new Fault('refused', say, { context: { template: templateId } });
}

/** A precheck's no while a form that shows what is there has not been changed yet: no trouble, and said as a hint. */
export function unchanged(say: string): Fault {
  return new Fault('refused', say, { context: { unchanged: true } });
}

/** Any thrown thing as a fault, so that the person always gets a sentence and the log always gets the cause. */
export function asFault(error: unknown): Fault {
  if (error instanceof Fault) return error;
  return new Fault(
    'internal',
    'Something went wrong in Wheelhouse itself. Nothing was changed by this step. Try again, and tell the people who run it the reference if it happens again.',
    {
      message: error instanceof Error ? error.message : String(error),
      cause: error,
    },
  );
}
