import { asFault, Fault, type FaultCode } from '../errors.ts';
import type { Clock } from '../lib/clock.ts';
import { defined } from '../lib/defined.ts';
import type { Ids } from '../lib/ids.ts';
import type { Secret } from '../lib/secret.ts';
import type { Trace } from '../lib/trace.ts';
import type { Budget } from './budget.ts';
import { type Deadline, startDeadline } from './deadline.ts';
import { encode, type RowArguments } from './encode.ts';
import { anotherFault, busyFault, lostFault, type Subject, switchedOffFault, tokenRefusedFault, tooLateFault } from './faults.ts';
import type { UpstreamHealth } from './health.ts';
import { interpret, type Verdict } from './interpret.ts';
import { isOfAnother } from './of-another.ts';
import type { Beginning, Lost, Outgoing, Sender, SentCall } from './send.ts';
import { under } from './sign-in.ts';
import { type CallOptions, type Endpoint, isRead, type SendLimit } from './table.ts';
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
export type UpstreamLine = {
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
  trace: Trace;
  health: UpstreamHealth;
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
  line: UpstreamLine,
  call: string,
  row: Endpoint,
  args: RowArguments,
  options: CallOptions = {},
): Promise<unknown> {
  const write = !isRead(row);
  if (row.off === true) throw switchedOffFault({ upstream: line.upstream, call, write });
  if (!write && options.canWait === true) line.budget?.mustHaveLeft();
  if (!write && options.onBehalfOf !== undefined) line.budget?.spendFor(options.onBehalfOf);
  const encoded = encode(call, row, args, line.fixed, line.outgoing);
  const subject: Subject = { upstream: line.upstream, call, write };
  const totalMs = options.deadlineMs ?? (write ? line.limits.writeMs : line.limits.readMs);
  const deadline = startDeadline(totalMs, options.signal);
  const until = write ? sendUntil(options.sendLimit, totalMs, deadline) : { deadline };
  line.health.started();
  let fault: Fault | undefined;
  try {
    const value = await repeat(line, subject, row, until, async (token, limit) => {
      const request: Outgoing = {
        ...under(line.apiUrl, encoded.path),
        method: row.method,
        headers: defined({
          accept: row.result === 'bytes' ? '*/*' : 'application/json',
          authorization: `Bearer ${token.reveal()}`,
          'content-type': encoded.body === undefined ? undefined : 'application/json',
        }),
        body: encoded.body,
      };
      const sent = await line.sender.send(row.wire?.request(request) ?? request, limit, until.beginning);
      return row.wire?.answer(sent) ?? sent;
    });
    if (write) options.sendLimit?.wrote();
    if (isOfAnother(row, args, value)) throw anotherFault(subject);
    return value;
  } catch (error) {
    fault = asFault(error);
    if (fault.code === 'outcome_unknown') options.sendLimit?.wrote();
    throw fault;
  } finally {
    until.clear?.();
    deadline.clear();
    line.health.ended(fault);
  }
}

type Send = (token: Secret, limit: Deadline) => Promise<SentCall>;

/** When a call must be over, and when it must have begun if that is sooner. */
type Until = { deadline: Deadline; beginning?: Beginning; clear?(): void };

function sendUntil(limit: SendLimit | undefined, totalMs: number, deadline: Deadline): Until {
  if (limit === undefined) return { deadline };
  const leftMs = Math.max(0, limit.leftMs());
  // With time enough it is only asked before each attempt: the call's own time is over sooner.
  if (leftMs >= totalMs) return { deadline, beginning: { signal: deadline.signal, isOver: () => limit.leftMs() <= 0 } };
  const sending = startDeadline(leftMs, deadline.signal);
  const isOver = () => sending.expired() || limit.leftMs() <= 0;
  return { deadline, beginning: { signal: sending.signal, isOver }, clear: sending.clear };
}

async function repeat(line: UpstreamLine, subject: Subject, row: Endpoint, until: Until, send: Send): Promise<unknown> {
  const { deadline, beginning } = until;
  let failures = 0;
  let waits = 0;
  let renewed = false;
  for (let attempt = 1; ; attempt += 1) {
    if (attempt > 1) line.health.repeated();
    if (beginning?.isOver()) throw tooLateFault(subject);
    const verdict = await attemptOnce(line, subject, row, until, send, attempt);
    if (verdict.kind === 'value') {
      line.tokens.worked();
      return verdict.value;
    }
    if (verdict.kind === 'token') {
      const fault = tokenRefusedFault(subject);
      line.tokens.drop(verdict.token, fault);
      if (renewed) throw fault;
      renewed = true;
      continue;
    }
    if (verdict.kind === 'wait') {
      waits += 1;
      if (waits > line.limits.waits || !(await pause(line, verdict.waitMs, deadline, beginning))) throw verdict.fault;
      continue;
    }
    failures += 1;
    if (!verdict.again || row.retry !== 'safe' || failures >= line.limits.attempts) throw verdict.fault;
    // Full jitter: many callers that failed together do not come back together.
    if (!(await pause(line, line.ids.random() * 200 * 2 ** (failures - 1), deadline))) throw verdict.fault;
  }
}

/** Waits if the time allows it and leaves some to be answered in; says whether it did. Ends early once nothing may be sent any more. */
async function pause(line: UpstreamLine, ms: number, deadline: Deadline, beginning?: Beginning): Promise<boolean> {
  if (deadline.remainingMs() < ms + 100 || deadline.signal.aborted) return false;
  try {
    await line.clock.sleep(ms, beginning?.signal ?? deadline.signal);
    return true;
  } catch {
    return beginning?.isOver() === true && !deadline.signal.aborted;
  }
}

function attemptOnce(
  line: UpstreamLine,
  subject: Subject,
  row: Endpoint,
  until: Until,
  send: Send,
  attempt: number,
): Promise<Verdict> {
  return line.trace.part(`${line.upstream} ${subject.call}`, { 'wheelhouse.attempt': attempt }, async (span) => {
    const verdict = await attemptIt(line, subject, row, until, send, attempt, (status) =>
      span.add({ 'http.response.status_code': status }),
    );
    if (verdict.kind !== 'value') span.failed(verdict.kind === 'token' ? 'token-refused' : verdict.fault.code);
    return verdict;
  });
}

async function attemptIt(
  line: UpstreamLine,
  subject: Subject,
  row: Endpoint,
  { deadline, beginning }: Until,
  send: Send,
  attempt: number,
  onStatus: (status: number | undefined) => void,
): Promise<Verdict> {
  const token = await tokenFor(line, subject, deadline, beginning);
  if ('kind' in token) return token;
  if (!subject.write) line.budget?.spend();
  const startedAt = performance.now();
  const limit = subject.write
    ? deadline
    : startDeadline(Math.min(line.limits.readAttemptMs, deadline.remainingMs()), deadline.signal);
  const sent = await send(token, limit);
  if (limit !== deadline) limit.clear();
  onStatus(sent.status);
  const verdict = interpret(subject, row, truly(sent, deadline), token, line.clock.now());
  line.observe({
    upstream: line.upstream,
    call: subject.call,
    attempt,
    status: sent.status,
    elapsedMs: Math.round(performance.now() - startedAt),
    outcome: verdict.kind === 'value' ? 'ok' : verdict.kind === 'token' ? 'token-refused' : verdict.fault.code,
  });
  return verdict;
}

/** A token, or the verdict that there is none: the call itself was not sent then. */
async function tokenFor(
  line: UpstreamLine,
  subject: Subject,
  deadline: Deadline,
  beginning?: Beginning,
): Promise<Secret | Extract<Verdict, { fault: Fault }>> {
  try {
    return await line.tokens.get(beginning?.signal ?? deadline.signal);
  } catch (error) {
    if (beginning?.isOver() && !deadline.signal.aborted) return { kind: 'fault', fault: tooLateFault(subject), again: false };
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
function truly(sent: SentCall, deadline: Deadline): SentCall {
  return sent.kind === 'lost' && sent.why === 'called-off' && deadline.expired() ? { ...sent, why: 'timeout' } : sent;
}
