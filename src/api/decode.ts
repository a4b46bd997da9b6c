import type { z } from 'zod';
import { saysFailed } from './error-body.ts';
import { readPatiently } from './read-json.ts';
import type { AnswerHeaders, UpstreamAnswer } from './send.ts';
import type { Endpoint } from './table.ts';

/** What a 2xx answer held, or why it could not be understood; the reason names fields, never values. */
export type Decoded = { ok: true; value: unknown } | { ok: false; reason: string; wrongPlace?: true };

/** Reads a 2xx answer as its row says; `json` is what `jsonIn` made of its body. */
export function decode(row: Endpoint, answer: UpstreamAnswer, json: unknown): Decoded {
  if (row.result === 'bytes') {
    const contentType = headerOf(answer.headers, 'content-type') ?? 'application/octet-stream';
    return { ok: true, value: { bytes: answer.body, contentType } };
  }
  const isEmpty = json === undefined && Buffer.from(answer.body).toString('utf8').trim() === '';
  if (row.result === 'none' && isEmpty) return { ok: true, value: undefined };
  // Only what says so is an empty list. A blank 200, `{}` or `""` may be a gateway's, and who takes it for "none" proves a write by an old
  // voucher, or offers no template until the catalogue is read again.
  const isNone = json === null || (isEmpty && (answer.status === 204 || answer.status === 205));
  if (row.list === true && isNone) return { ok: true, value: { items: [], totalElements: 0 } };
  if (isEmpty) return { ok: false, reason: 'the answer is empty' };
  if (json === undefined) return { ok: false, reason: 'the answer is not JSON' };
  if (row.result === 'none')
    return json === false || saysFailed(json) ? { ok: false, reason: 'the answer says no' } : { ok: true, value: undefined };
  if (row.list !== true) return readPatiently(row.result, json);
  if (!Array.isArray(json)) return { ok: false, reason: 'a list was expected and something else came', wrongPlace: true };
  return readList(row.result, json, answer.headers);
}

/** Row by row: one that cannot be read is left out and counted, unless that leaves none. */
function readList(schema: z.ZodType, json: readonly unknown[], headers: AnswerHeaders): Decoded {
  const rows = json.map((row) => readPatiently(schema, row));
  const items = rows.flatMap((row) => (row.ok ? [row.value] : []));
  const leftOut = rows.length - items.length;
  const wrong = rows.find((row) => !row.ok);
  if (wrong !== undefined && !wrong.ok && items.length === 0) return { ok: false, reason: `each row: ${wrong.reason}` };
  const totalElements = countOf(headers, 'x-pagination-totalelements');
  const page = countOf(headers, 'x-pagination-number');
  return {
    ok: true,
    value: {
      items,
      totalElements,
      page,
      leftOut: leftOut === 0 ? undefined : leftOut,
    },
  };
}

/** One header, the first if it came twice. */
function headerOf(headers: AnswerHeaders, name: string): string | undefined {
  const value = headers[name];
  return Array.isArray(value) ? value[0] : value;
}

function countOf(headers: AnswerHeaders, name: string): number | undefined {
  const text = headerOf(headers, name);
  return text !== undefined && /^\d{1,12}$/.test(text) ? Number(text) : undefined;
}

/** How long a `Retry-After` asks to wait, in milliseconds; seconds or an HTTP date. */
export function retryAfterMs(headers: AnswerHeaders, now: Date): number | undefined {
  const text = headerOf(headers, 'retry-after')?.trim();
  if (text === undefined || text === '') return undefined;
  if (/^\d+(\.\d+)?$/.test(text)) return Math.ceil(Number(text) * 1000);
  const at = Date.parse(text);
  return Number.isNaN(at) ? undefined : Math.max(0, at - now.getTime());
}
