import { Fault, type FaultCode, type FaultContext } from '../errors.ts';
import { decodeError } from './decode.ts';
import { quotable, sentenceFor, sentenceForStatus } from './refusals.ts';
import type { Answer, Lost } from './send.ts';

/** Which call it is about, and whether it would have changed something. */
export type Subject = { upstream: 'operations' | 'smartmove'; call: string; write: boolean };

const names = { operations: 'the back office', smartmove: 'Smartmove' } as const;
const unchanged = 'Nothing was changed.';

/** What a person would call the thing that a group of rows is about. */
const things: Readonly<Record<string, string>> = {
  customers: 'customer',
  cards: 'card',
  vouchers: 'voucher',
  accounts: 'business account',
  units: 'business unit',
  ratings: 'rating',
  verifications: 'verification',
  terms: 'version of the terms',
  users: 'user',
};

function make(
  subject: Subject,
  code: FaultCode,
  say: string,
  reason: string,
  context: FaultContext = {},
  cause?: unknown,
): Fault {
  return new Fault(code, say.charAt(0).toUpperCase() + say.slice(1), {
    message: `${subject.upstream} ${subject.call}: ${reason}`,
    context: { upstream: subject.upstream, call: subject.call, ...context },
    ...(cause === undefined ? {} : { cause }),
  });
}

/** A clear no (4xx). For a read, 404 is `not_found`; a write was not done. */
export function refusedFault(subject: Subject, answer: Answer): Fault {
  const { errorCode, traceId, userMessage } = decodeError(answer.body);
  const context = {
    status: answer.status,
    ...(errorCode === undefined ? {} : { errorCode }),
    ...(traceId === undefined ? {} : { traceId }),
  };
  const reason = `refused with ${answer.status}`;
  if (answer.status === 404 && !subject.write) {
    const thing = things[subject.call.split('.')[0] ?? ''] ?? 'thing';
    return make(
      subject,
      'not_found',
      `there is no such ${thing} in ${names[subject.upstream]}. Check what was entered, or search for it.`,
      reason,
      context,
    );
  }
  const known = sentenceFor(errorCode);
  const quote = known?.exact ? undefined : quotable(userMessage);
  const parts = [
    known?.sentence ?? sentenceForStatus(answer.status, names[subject.upstream]),
    quote && `The message was: “${quote}”.`,
    subject.write && unchanged,
  ];
  return make(subject, 'upstream_refused', parts.filter(Boolean).join(' '), reason, context);
}

/** 429 whose wait does not fit the call. */
export function busyFault(subject: Subject, waitMs: number): Fault {
  const seconds = Math.max(1, Math.ceil(waitMs / 1000));
  const wait = seconds <= 90 ? `${seconds} second${seconds === 1 ? '' : 's'}` : `${Math.ceil(seconds / 60)} minutes`;
  const say = `${names[subject.upstream]} is busy and asks to wait. ${subject.write ? `${unchanged} ` : ''}Try again in ${wait}.`;
  return make(subject, 'upstream_busy', say, 'busy', { status: 429, retryAfterMs: waitMs });
}

/** 5xx: a read is simply not answered, a write may have happened. */
export function downFault(subject: Subject, answer: Answer): Fault {
  const { errorCode, traceId } = decodeError(answer.body);
  const context = {
    status: answer.status,
    ...(errorCode === undefined ? {} : { errorCode }),
    ...(traceId === undefined ? {} : { traceId }),
  };
  if (subject.write) return unknownFault(subject, `answered ${answer.status}`, context);
  return make(
    subject,
    'upstream_down',
    `${names[subject.upstream]} has trouble answering. Try again in a minute.`,
    `answered ${answer.status}`,
    context,
  );
}

/** No whole answer: what it means depends on whether anything was sent. */
export function lostFault(subject: Subject, lost: Lost): Fault {
  const name = names[subject.upstream];
  const context: FaultContext = { sent: lost.sent, why: lost.why, ...(lost.status === undefined ? {} : { status: lost.status }) };
  const reason = `${lost.why}, ${lost.sent ? 'after' : 'before'} sending`;
  if (subject.write) {
    if (lost.sent) return unknownFault(subject, reason, context, lost.cause);
    return make(
      subject,
      'upstream_unreachable',
      `${name} could not be reached. Nothing was sent, so nothing was changed. Try again in a minute.`,
      reason,
      context,
      lost.cause,
    );
  }
  if (lost.why === 'oversize') return malformedFault(subject, 'the answer is too large', context);
  if (lost.why === 'called-off')
    return make(subject, 'upstream_timeout', 'the look-up was called off. Start it again.', reason, context);
  if (lost.why === 'timeout')
    return make(subject, 'upstream_timeout', `${name} did not answer in time. Try again in a moment.`, reason, context);
  if (lost.sent)
    return make(
      subject,
      'upstream_down',
      `${name} broke off while answering. Try again in a minute.`,
      reason,
      context,
      lost.cause,
    );
  return make(subject, 'upstream_unreachable', `${name} cannot be reached. Try again in a minute.`, reason, context, lost.cause);
}

/** A 2xx or 3xx that cannot be understood. */
export function malformedFault(subject: Subject, reason: string, context: FaultContext = {}, wrongPlace = false): Fault {
  const detailed = { ...context, malformed: reason };
  if (subject.write) return unknownFault(subject, reason, detailed);
  const hint = wrongPlace
    ? ' Its configured address may lead to another part of it: the app users’ own API answers these paths too, with other shapes.'
    : '';
  const say = `${names[subject.upstream]} answered in a way that Wheelhouse cannot read. Tell whoever runs Wheelhouse.${hint}`;
  return make(subject, 'upstream_malformed', say, reason, detailed);
}

function unknownFault(subject: Subject, reason: string, context: FaultContext, cause?: unknown): Fault {
  const say = `it is not certain whether this happened: the answer of ${names[subject.upstream]} was lost. Do not repeat it before somebody has looked.`;
  return make(subject, 'outcome_unknown', say, reason, context, cause);
}

/** The token is refused even when it is new: nobody but an operator can mend that. */
export function tokenRefusedFault(subject: Subject): Fault {
  const say = `${names[subject.upstream]} lets Wheelhouse sign in but does not accept its token. ${subject.write ? `${unchanged} ` : ''}Tell whoever runs Wheelhouse: the addresses for signing in and for calls may belong to different systems.`;
  return make(subject, 'upstream_sign_in', say, 'a new token was refused', { status: 401 });
}

/** Signing in did not work, so the call itself was never sent. */
export function signInFault(
  upstream: Subject['upstream'],
  call: 'sign-in' | 'refresh',
  outcome: Answer | Lost,
  reason?: string,
): Fault {
  const subject: Subject = { upstream, call, write: false };
  const name = names[upstream];
  if (outcome.kind === 'lost') {
    const say = `${name} could not be reached to sign in. Nothing was sent, so nothing was changed. Try again in a minute.`;
    return make(subject, 'upstream_unreachable', say, `${outcome.why} while signing in`, { why: outcome.why }, outcome.cause);
  }
  const { errorCode, traceId } = decodeError(outcome.body);
  const context = {
    status: outcome.status,
    ...(errorCode === undefined ? {} : { errorCode }),
    ...(traceId === undefined ? {} : { traceId }),
  };
  const say =
    outcome.status >= 500
      ? `signing in to ${name} does not work at the moment. Nothing was changed. Try again in a minute.`
      : `Wheelhouse could not sign in to ${name}. Nothing was changed. Tell the person who runs Wheelhouse: ${signInTrouble(outcome.status, reason)}`;
  return make(subject, 'upstream_sign_in', say, reason ?? `answered ${outcome.status}`, context);
}

/** What is wrong with a sign-in that was answered, for the person who runs the app. */
function signInTrouble(status: number, reason: string | undefined): string {
  if (reason === 'a second factor is asked for')
    return 'its user there has two-factor sign-in switched on. Use an API client without it.';
  if (status < 300) return 'the sign-in answered without a usable token. Check that the address is the one for signing in.';
  if (status === 404 || status === 405) return 'there is no sign-in at the configured address.';
  if (status === 400 || status === 401 || status === 403) return 'the client id or its key was refused.';
  return `the sign-in answered ${status}.`;
}

/** A part of the app that this deployment has not set up. */
export function notConfiguredFault(upstream: Subject['upstream'], call: string): Fault {
  const say = `${names[upstream]} is not configured in this deployment. Ask whoever runs Wheelhouse to set it up.`;
  return make({ upstream, call, write: false }, 'not_configured', say, 'not configured');
}
