import type { Fault } from '../errors.ts';
import type { Secret } from '../lib/secret.ts';
import { decode, errorStatusIn, retryAfterMs } from './decode.ts';
import { busyFault, downFault, lostFault, malformedFault, refusedFault, type Subject } from './faults.ts';
import type { Sent } from './send.ts';
import type { Endpoint } from './table.ts';

/** What one attempt came to. */
export type Verdict =
  | { kind: 'value'; value: unknown }
  /** Not done, and worth doing again after this long: 429. */
  | { kind: 'wait'; waitMs: number; fault: Fault }
  /** Not done, and worth doing again with another token: 401. */
  | { kind: 'token'; token: Secret }
  /** `again`: another attempt might go better, if the row may be repeated at all. */
  | { kind: 'fault'; fault: Fault; again: boolean };

/** Statuses after which a read may go better; 52x and 530 are what a proxy in front says when it has no answer (developers.cloudflare.com, 5xx errors). */
const passing: readonly number[] = [408, 500, 502, 503, 504, 520, 521, 522, 523, 524, 525, 526, 527, 530];

/** What came back, and what it means for a call of this kind. */
export function judge(subject: Subject, row: Endpoint, sent: Sent, token: Secret, now: Date): Verdict {
  if (sent.kind === 'lost' && (sent.status === undefined || sent.status < 400 || sent.status >= 500)) {
    return { kind: 'fault', fault: lostFault(subject, sent), again: sent.why === 'connection' || sent.why === 'timeout' };
  }
  // A refusal stands by its status alone, even when its body broke off.
  const answer =
    sent.kind === 'answer' ? sent : { kind: 'answer' as const, status: sent.status ?? 0, headers: {}, body: new Uint8Array() };
  const { status } = answer;
  if (status === 401) return { kind: 'token', token };
  if (status === 429) {
    const waitMs = retryAfterMs(answer.headers, now) ?? 1000;
    return { kind: 'wait', waitMs, fault: busyFault(subject, waitMs) };
  }
  // 408 says that the request did not arrive whole, as far as a server or something on the way can tell: no clear refusal.
  if (status >= 500 || status === 408)
    return { kind: 'fault', fault: downFault(subject, answer), again: passing.includes(status) };
  if (status >= 400) return { kind: 'fault', fault: refusedFault(subject, answer), again: false };
  if (status >= 300)
    return { kind: 'fault', fault: malformedFault(subject, 'redirected elsewhere', { status }, true), again: false };
  const stated = row.result === 'bytes' ? undefined : errorStatusIn(answer.body);
  if (stated !== undefined) {
    const refusal = { ...answer, status: stated };
    const fault = stated >= 500 ? downFault(subject, refusal) : refusedFault(subject, refusal);
    return { kind: 'fault', fault, again: stated >= 500 };
  }
  const decoded = decode(row, answer);
  if (decoded.ok) return { kind: 'value', value: decoded.value };
  return { kind: 'fault', fault: malformedFault(subject, decoded.reason, { status }, decoded.wrongPlace === true), again: false };
}
