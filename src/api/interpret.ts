import type { Fault } from '../errors.ts';
import type { Secret } from '../lib/secret.ts';
import { decode, retryAfterMs } from './decode.ts';
import { errorStatusIn } from './error-body.ts';
import { busyFault, downFault, lostFault, malformedFault, refusedFault, type Subject } from './faults.ts';
import { jsonIn } from './read-json.ts';
import type { SentCall } from './send.ts';
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

/** What no second try changes: the server does not know how. */
const lasting: readonly number[] = [501, 505, 510, 511];
/**
 * Said by something on the way whose client or connection was gone (the server's own, AWS, nginx): as far as it can tell the request did not
 * arrive whole, or was not answered. No clear refusal.
 */
const interrupted: readonly number[] = [408, 460, 499];
/** Not processed, and the client is asked to come again: another connection (RFC 9110), or later (RFC 8470). */
const comeAgain: readonly number[] = [421, 425];

/** What came back, and what it means for a call of this kind. */
export function interpret(subject: Subject, row: Endpoint, sent: SentCall, token: Secret, now: Date): Verdict {
  if (sent.kind === 'lost' && (sent.status === undefined || sent.status < 400 || sent.status >= 500)) {
    return { kind: 'fault', fault: lostFault(subject, sent), again: sent.why === 'connection' || sent.why === 'timeout' };
  }
  // A refusal is known by its status alone, even when its body broke off.
  const answer =
    sent.kind === 'answer' ? sent : { kind: 'answer' as const, status: sent.status ?? 0, headers: {}, body: new Uint8Array() };
  // Read once: it is the dearest part of an answer.
  const json = row.result === 'bytes' ? undefined : jsonIn(answer.body);
  const isSuccess = answer.status >= 200 && answer.status < 300;
  const status = (isSuccess ? errorStatusIn(json) : undefined) ?? answer.status;
  if (status === 401) return { kind: 'token', token };
  if (status === 429) {
    const waitMs = retryAfterMs(answer.headers, now) ?? 1000;
    return { kind: 'wait', waitMs, fault: busyFault(subject, waitMs) };
  }
  const said = { ...answer, status };
  if (status >= 500 || interrupted.includes(status))
    return { kind: 'fault', fault: downFault(subject, said), again: !lasting.includes(status) };
  if (status >= 400) return { kind: 'fault', fault: refusedFault(subject, said), again: comeAgain.includes(status) };
  if (status >= 300)
    return { kind: 'fault', fault: malformedFault(subject, 'redirected elsewhere', { status }, true), again: false };
  const decoded = decode(row, answer, json);
  if (decoded.ok) return { kind: 'value', value: decoded.value };
  return { kind: 'fault', fault: malformedFault(subject, decoded.reason, { status }, decoded.wrongPlace === true), again: false };
}
