import { asFault, Fault, type FaultCode } from '../errors.ts';
import type { Clock } from '../lib/clock.ts';
import type { Ids } from '../lib/ids.ts';
import type { Secret } from '../lib/secret.ts';
import type { Budget } from './budget.ts';
import { type Deadline, startDeadline } from './deadline.ts';
import { encode, type RowArguments } from './encode.ts';
import { busyFault, lostFault, type Subject, tokenRefusedFault } from './faults.ts';
import type { Health } from './health.ts';
import { judge, type Verdict } from './judge.ts';
import type { Lost, Sender, Sent } from './send.ts';
import { under } from './sign-in.ts';
import type { CallOptions, Endpoint } from './table.ts';
import type { Tokens } from './tokens.ts';

/** One attempt, as a metric or a log line sees it: names and figures, never a path, a parameter or a body. */
export type Observation = {
  upstream: 'operations' | 'smartmove';
  /** The row, such as `cards.assign`, or `sign-in` or `refresh`. */
  call: string;
  /** Counts from 1. */
  attempt: number;
  status?: number;
  elapsedMs: number;
  outcome: 'ok' | 'token-refused' | FaultCode;
};

/** What it takes to call one upstream. */
export type Line = {
  upstream: 'operations' | 'smartmove';
  apiUrl: string;
  /** Path parameters from the configuration. */
  fixed: Readonly<Record<string, string>>;
  outgoing: (body: unknown) => unknown;
  sender: Sender;
  tokens: Tokens;
  limits: CallLimits;
  clock: Clock;
  ids: Ids;
  health: Health;
  observe: (observation: Observation) => void;
  budget?: Budget | undefined;
};

/**
 * How long a call may take in all. A write is short, since up to 10 s of looking for proof and a redraw follow it and a person must know
 * within 15 s; a read can be tried up to three times.
 */
export type CallLimits = {
  readMs: number;
  /** One attempt of a read. */
  readAttemptMs: number;
  writeMs: number;
  /** One sign-in; callers may wait shorter. Less than a write's time, so that something is left for the write. */
  signInMs: number;
  /** How often a read is tried in all. */
  attempts: number;
  /** How many times in a call a 429 is waited out. */
  waits: number;
};

export const callLimits: CallLimits = { readMs: 5000, readAttemptMs: 4500, writeMs: 4000, signInMs: 3000, attempts: 3, waits: 5 };

/**
 * Makes one call as its row says, with everything that belongs to it: token, retries, deadline, understanding of the answer. Gives what the
 * row's `result` describes or throws a Fault. Something that writes is sent a second time only after 401 or 429, which mean "not done".
 */
export async function makeCall(
  line: Line,
  call: string,
  row: Endpoint,
  args: RowArguments,
  options: CallOptions = {},
): Promise<unknown> {
  const write = row.method !== 'GET';
  if (!write && options.canWait === true) line.budget?.mustHaveLeft();
  const encoded = encode(call, row, args, line.fixed, line.outgoing);
  const subject: Subject = { upstream: line.upstream, call, write };
  const deadline = startDeadline(options.deadlineMs ?? (write ? line.limits.writeMs : line.limits.readMs), options.signal);
  line.health.started();
  let fault: Fault | undefined;
  try {
    return await repeat(line, subject, row, deadline, (token, limit) =>
      line.sender.send(
        {
          ...under(line.apiUrl, encoded.path),
          method: row.method,
          headers: {
            accept: row.result === 'bytes' ? '*/*' : 'application/json',
            authorization: `Bearer ${token.reveal()}`,
            ...(encoded.body === undefined ? {} : { 'content-type': 'application/json' }),
          },
          ...(encoded.body === undefined ? {} : { body: encoded.body }),
        },
        limit,
      ),
    );
  } catch (error) {
    fault = asFault(error);
    throw fault;
  } finally {
    deadline.clear();
    line.health.ended(fault);
  }
}

type Send = (token: Secret, limit: Deadline) => Promise<Sent>;

async function repeat(line: Line, subject: Subject, row: Endpoint, deadline: Deadline, send: Send): Promise<unknown> {
  let failures = 0;
  let waits = 0;
  let renewed = false;
  for (let attempt = 1; ; attempt += 1) {
    if (attempt > 1) line.health.repeated();
    const verdict = await attemptOnce(line, subject, row, deadline, send, attempt);
    if (verdict.kind === 'value') return verdict.value;
    if (verdict.kind === 'token') {
      if (renewed) throw tokenRefusedFault(subject);
      renewed = true;
      line.tokens.drop(verdict.token);
      continue;
    }
    if (verdict.kind === 'wait') {
      waits += 1;
      if (waits > line.limits.waits || !(await pause(line, verdict.waitMs, deadline))) throw verdict.fault;
      continue;
    }
    failures += 1;
    if (!verdict.again || row.retry !== 'safe' || failures >= line.limits.attempts) throw verdict.fault;
    // Full jitter: many callers that failed together do not come back together.
    if (!(await pause(line, line.ids.random() * 200 * 2 ** (failures - 1), deadline))) throw verdict.fault;
  }
}

/** Waits if the time allows it and leaves some to be answered in; says whether it did. */
async function pause(line: Line, ms: number, deadline: Deadline): Promise<boolean> {
  if (deadline.remainingMs() < ms + 100 || deadline.signal.aborted) return false;
  try {
    await line.clock.sleep(ms, deadline.signal);
    return true;
  } catch {
    return false;
  }
}

async function attemptOnce(
  line: Line,
  subject: Subject,
  row: Endpoint,
  deadline: Deadline,
  send: Send,
  attempt: number,
): Promise<Verdict> {
  const token = await tokenFor(line, subject, deadline);
  if ('kind' in token) return token;
  if (!subject.write) line.budget?.spend();
  const startedAt = performance.now();
  const limit = subject.write
    ? deadline
    : startDeadline(Math.min(line.limits.readAttemptMs, deadline.remainingMs()), deadline.signal);
  const sent = await send(token, limit);
  if (limit !== deadline) limit.clear();
  const verdict = judge(subject, row, truly(sent, deadline), token, line.clock.now());
  line.observe({
    upstream: line.upstream,
    call: subject.call,
    attempt,
    ...(sent.status === undefined ? {} : { status: sent.status }),
    elapsedMs: Math.round(performance.now() - startedAt),
    outcome: verdict.kind === 'value' ? 'ok' : verdict.kind === 'token' ? 'token-refused' : verdict.fault.code,
  });
  return verdict;
}

/** A token, or the verdict that there is none: the call itself was not sent then. */
async function tokenFor(line: Line, subject: Subject, deadline: Deadline): Promise<Secret | Extract<Verdict, { fault: Fault }>> {
  try {
    return await line.tokens.get(deadline.signal);
  } catch (error) {
    if (!deadline.signal.aborted && error instanceof Fault) {
      const waitMs = error.context.retryAfterMs;
      if (waitMs !== undefined) return { kind: 'wait', waitMs, fault: busyFault(subject, waitMs) };
      const refused = error.context.status !== undefined && error.context.status < 500;
      return { kind: 'fault', fault: error, again: !refused };
    }
    const lost: Lost = { kind: 'lost', sent: false, why: deadline.expired() ? 'timeout' : 'called-off' };
    return { kind: 'fault', fault: lostFault(subject, lost), again: false };
  }
}

/** An attempt's own limit ends with the call's; which of them it was, only the call's can tell. */
function truly(sent: Sent, deadline: Deadline): Sent {
  return sent.kind === 'lost' && sent.why === 'called-off' && deadline.expired() ? { ...sent, why: 'timeout' } : sent;
}
