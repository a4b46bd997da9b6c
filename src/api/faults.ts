import { Fault, type FaultCode, type FaultContext } from '../errors.ts';
import { speak, spoken } from '../lib/language/speak.ts';
import { decodeError } from './error-body.ts';
import { hasOtherReason, quotable, sentenceFor, sentenceForStatus } from './refusals.ts';
import type { Lost, UpstreamAnswer } from './send.ts';

/** Which call it is about, and whether it would have changed something. */
export type Subject = { upstream: 'operations' | 'smartmove'; call: string; write: boolean };

const names = spoken({ operations: 'the back office', smartmove: 'Smartmove' });
const unchanged = 'Nothing was changed.';

/** What a person would call the thing that a group of rows is about. */
const things: Readonly<Record<string, string>> = spoken({
  customers: 'customer',
  cards: 'card',
  vouchers: 'voucher',
  accounts: 'business account',
  units: 'business unit',
  ratings: 'rating',
  verifications: 'verification',
  terms: 'version of the terms',
  users: 'user',
});

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
    cause,
  });
}

/** A clear no (4xx). For a read, 404 is `not_found`; a write was not done. */
export function refusedFault(subject: Subject, answer: UpstreamAnswer): Fault {
  const { errorCode, traceId, userMessage } = decodeError(answer.body);
  const context = {
    status: answer.status,
    errorCode,
    traceId,
  };
  const reason = `refused with ${answer.status}`;
  if ((answer.status === 404 || answer.status === 410) && !subject.write && !hasOtherReason(errorCode)) {
    const thing = things[subject.call.split('.')[0] ?? ''] ?? speak('thing');
    return make(
      subject,
      'not_found',
      speak('there is no such {thing} in {upstream}. Check what was entered, or search for it.', {
        thing,
        upstream: names[subject.upstream],
      }),
      reason,
      context,
    );
  }
  const known = sentenceFor(errorCode);
  const quote = known?.exact ? undefined : quotable(userMessage);
  const parts = [
    known?.sentence ?? sentenceForStatus(answer.status, names[subject.upstream]),
    quote && speak('The message was: “{quote}”.', { quote }),
    subject.write && speak(unchanged),
  ];
  return make(subject, 'upstream_refused', parts.filter(Boolean).join(' '), reason, context);
}

function formatWait(seconds: number): string {
  if (seconds <= 90) return speak('{seconds, plural, one {# second} other {# seconds}}', { seconds });
  return speak('{minutes, plural, one {# minute} other {# minutes}}', { minutes: Math.ceil(seconds / 60) });
}

/** 429 whose wait does not fit the call. */
export function busyFault(subject: Subject, waitMs: number): Fault {
  const seconds = Math.max(1, Math.ceil(waitMs / 1000));
  const wait = formatWait(seconds);
  const say = speak('{upstream} is busy and asks to wait. {unchanged}Try again in {wait}.', {
    upstream: names[subject.upstream],
    unchanged: subject.write ? `${speak(unchanged)} ` : '',
    wait,
  });
  return make(subject, 'upstream_busy', say, 'busy', { status: 429, retryAfterMs: waitMs });
}

/** The time in which the write was allowed to go out is over, and it did not go out, or was answered that it was not done. */
export function tooLateFault(subject: Subject): Fault {
  const say = speak('the time to carry it out was over before it could be sent. Nothing was changed. Ask again.');
  return make(subject, 'too_late', say, 'too late to send');
}

/** 5xx: a read is simply not answered, a write may have happened. */
export function downFault(subject: Subject, answer: UpstreamAnswer): Fault {
  const { errorCode, traceId } = decodeError(answer.body);
  const context = {
    status: answer.status,
    errorCode,
    traceId,
  };
  if (subject.write) return unknownFault(subject, `answered ${answer.status}`, context);
  return make(
    subject,
    'upstream_down',
    speak('{upstream} has trouble answering. Try again in a minute.', { upstream: names[subject.upstream] }),
    `answered ${answer.status}`,
    context,
  );
}

/** No whole answer: what it means depends on whether anything was sent. */
export function lostFault(subject: Subject, lost: Lost): Fault {
  const name = names[subject.upstream];
  const context: FaultContext = { sent: lost.sent, why: lost.why, status: lost.status };
  const reason = `${lost.why}, ${lost.sent ? 'after' : 'before'} sending`;
  if (lost.why === 'too-late') return tooLateFault(subject);
  if (subject.write) {
    if (lost.sent) return unknownFault(subject, reason, context, lost.cause);
    return make(
      subject,
      'upstream_unreachable',
      speak('{name} could not be reached. Nothing was sent, so nothing was changed. Try again in a minute.', { name }),
      reason,
      context,
      lost.cause,
    );
  }
  if (lost.why === 'oversize') return malformedFault(subject, 'the answer is too large', context);
  if (lost.why === 'called-off')
    return make(subject, 'upstream_timeout', speak('the look-up was called off. Start it again.'), reason, context);
  if (lost.why === 'timeout')
    return make(
      subject,
      'upstream_timeout',
      speak('{name} did not answer in time. Try again in a moment.', { name }),
      reason,
      context,
    );
  if (lost.sent)
    return make(
      subject,
      'upstream_down',
      speak('{name} broke off while answering. Try again in a minute.', { name }),
      reason,
      context,
      lost.cause,
    );
  return make(
    subject,
    'upstream_unreachable',
    speak('{name} cannot be reached. Try again in a minute.', { name }),
    reason,
    context,
    lost.cause,
  );
}

/** A 2xx or 3xx that cannot be understood. */
export function malformedFault(subject: Subject, reason: string, context: FaultContext = {}, wrongPlace = false): Fault {
  const detailed = { ...context, malformed: reason };
  if (subject.write) return unknownFault(subject, reason, detailed);
  const hint = wrongPlace
    ? speak(
        ' Its configured address may lead to another part of it: the app users’ own API answers these paths too, with other shapes.',
      )
    : '';
  const say = speak('{upstream} answered in a way that Wheelhouse cannot read. Tell your admin.{hint}', {
    upstream: names[subject.upstream],
    hint,
  });
  return make(subject, 'upstream_malformed', say, reason, detailed);
}

/** What came is whole, and about something else than was asked for. */
export function anotherFault(subject: Subject): Fault {
  const thing = things[subject.call.split('.')[0] ?? ''] ?? speak('thing');
  return make(
    subject,
    'upstream_malformed',
    speak('{upstream} answered with another {thing} than was asked for, so nothing of it is shown. Tell your admin.', {
      upstream: names[subject.upstream],
      thing,
    }),
    'another id came than was asked for',
  );
}

function unknownFault(subject: Subject, reason: string, context: FaultContext, cause?: unknown): Fault {
  const say = speak(
    'it is not certain whether this happened: the answer of {upstream} was lost. Do not repeat it before somebody has looked.',
    { upstream: names[subject.upstream] },
  );
  return make(subject, 'outcome_unknown', say, reason, context, cause);
}

/** The token is refused even when it is new: nobody but an operator can mend that. */
export function tokenRefusedFault(subject: Subject): Fault {
  const say = speak(
    '{upstream} lets Wheelhouse sign in but does not accept its token. {unchanged}Tell the people who run Wheelhouse: the addresses for signing in and for calls may belong to different systems.',
    {
      upstream: names[subject.upstream],
      unchanged: subject.write ? `${speak(unchanged)} ` : '',
    },
  );
  return make(subject, 'upstream_sign_in', say, 'a new token was refused', { status: 401 });
}

/** Signing in did not work, so the call itself was never sent. */
export function signInFault(
  upstream: Subject['upstream'],
  call: 'sign-in' | 'refresh',
  outcome: UpstreamAnswer | Lost,
  reason?: string,
): Fault {
  const subject: Subject = { upstream, call, write: false };
  const name = names[upstream];
  if (outcome.kind === 'lost') {
    const say = speak(
      '{name} could not be reached to sign in. Nothing was sent, so nothing was changed. Try again in a minute.',
      { name },
    );
    return make(subject, 'upstream_unreachable', say, `${outcome.why} while signing in`, { why: outcome.why }, outcome.cause);
  }
  const { errorCode, traceId } = decodeError(outcome.body);
  const context = {
    status: outcome.status,
    errorCode,
    traceId,
  };
  const say =
    outcome.status >= 500
      ? speak('signing in to {name} does not work at the moment. Nothing was changed. Try again in a minute.', { name })
      : speak('Wheelhouse could not sign in to {name}. Nothing was changed. Tell the person who runs Wheelhouse: {trouble}', {
          name,
          trouble: signInTrouble(outcome.status, reason),
        });
  return make(subject, 'upstream_sign_in', say, reason ?? `answered ${outcome.status}`, context);
}

/** What is wrong with a sign-in that was answered, for the person who runs the app. */
function signInTrouble(status: number, reason: string | undefined): string {
  if (reason === 'a second factor is asked for')
    return speak('its user there has two-factor sign-in switched on. Use an API client without it.');
  if (status < 300)
    return speak('the sign-in answered without a usable token. Check that the address is the one for signing in.');
  if (status === 404 || status === 405) return speak('there is no sign-in at the configured address.');
  if (status === 400 || status === 401 || status === 403) return speak('the client id or its key was refused.');
  return speak('the sign-in answered {status}.', { status });
}

/** A part of the app that this deployment has not set up. */
export function notConfiguredFault(upstream: Subject['upstream'], call: string): Fault {
  const say = speak('{upstream} is not configured in this deployment. Ask your admin to set it up.', {
    upstream: names[upstream],
  });
  return make({ upstream, call, write: false }, 'not_configured', say, 'not configured');
}

/** The profile says that this tenant does not have the call; nothing was sent. */
export function switchedOffFault(subject: Subject): Fault {
  return make(
    subject,
    'refused',
    speak('{upstream} does not have this: it is switched off in its profile. Nothing was changed.', {
      upstream: names[subject.upstream],
    }),
    'switched off',
  );
}
