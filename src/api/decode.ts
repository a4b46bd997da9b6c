import type { z } from 'zod';
import { jsonIn, readPatiently } from './read-json.ts';
import type { Answer, AnswerHeaders } from './send.ts';
import type { Endpoint } from './table.ts';

/** What a 2xx answer held, or why it could not be understood; the reason names fields, never values. */
export type Decoded = { ok: true; value: unknown } | { ok: false; reason: string; wrongPlace?: true };

/** Reads a 2xx answer as its row says. */
export function decode(row: Endpoint, answer: Answer): Decoded {
  if (row.result === 'bytes') {
    const contentType = headerOf(answer.headers, 'content-type') ?? 'application/octet-stream';
    return { ok: true, value: { bytes: answer.body, contentType } };
  }
  const isEmpty = Buffer.from(answer.body).toString('utf8').trim() === '';
  if (row.result === 'none' && isEmpty) return { ok: true, value: undefined };
  if (row.list === true && ((isEmpty && answer.status === 204) || isNothing(answer.body)))
    return { ok: true, value: { items: [], totalElements: 0 } };
  if (isEmpty) return { ok: false, reason: 'the answer is empty' };
  const json = jsonIn(answer.body);
  if (json === undefined) return { ok: false, reason: 'the answer is not JSON' };
  if (row.result === 'none') return { ok: true, value: undefined };
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
      ...(totalElements === undefined ? {} : { totalElements }),
      ...(page === undefined ? {} : { page }),
      ...(leftOut === 0 ? {} : { leftOut }),
    },
  };
}

function isNothing(body: Uint8Array): boolean {
  return Buffer.from(body).toString('utf8').trim() === 'null';
}

/**
 * The status that an error body states although the answer's own status says success, or undefined when the body is no error: some
 * gateways answer 200 with `{"errorCode": "U404", "httpStatus": 400}`.
 */
export function errorStatusIn(body: Uint8Array): number | undefined {
  const json = jsonIn(body);
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return undefined;
  const members = new Map<string, unknown>(Object.entries(json));
  const stated = Number(members.get('httpStatus'));
  const isError = Number.isInteger(stated) && stated >= 400 && stated < 600;
  if (!members.has('errorCode')) return isError && !members.has('id') ? stated : undefined;
  const errorMembers = ['errorCode', 'userMessage', 'httpStatus', 'traceId', 'message', 'timestamp', 'path'];
  if (isError) return stated;
  return [...members.keys()].every((name) => errorMembers.includes(name)) && members.get('errorCode') !== '' ? 400 : undefined;
}

/** What an error answer says about itself. */
export type ErrorBody = { errorCode?: string; userMessage?: string; traceId?: string };

/** Reads an error answer as far as it can be read: `{errorCode, userMessage, traceId}`, or `{error, error_description}`, or `{message}`. */
export function decodeError(body: Uint8Array): ErrorBody {
  const json = jsonIn(body);
  if (typeof json !== 'object' || json === null) return {};
  const members = new Map<string, unknown>(Object.entries(json));
  const word = (...names: readonly string[]): string | undefined => {
    for (const name of names) {
      const value = members.get(name);
      if (typeof value === 'string' && value !== '') return value;
      if (typeof value === 'number') return String(value);
    }
    return undefined;
  };
  // Both go to the log, so only what looks like a code or a trace id gets through.
  const errorCode = word('errorCode', 'error')?.match(/^[\w.-]{1,40}$/)?.[0];
  const traceId = word('traceId')?.match(/^[\w.:-]{1,80}$/)?.[0];
  const userMessage = word('userMessage', 'message', 'error_description');
  return {
    ...(errorCode === undefined ? {} : { errorCode }),
    ...(traceId === undefined ? {} : { traceId }),
    ...(userMessage === undefined ? {} : { userMessage }),
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
