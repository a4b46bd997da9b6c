import { z } from 'zod';
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
  const text = Buffer.from(answer.body).toString('utf8').trim();
  if (row.result === 'none' && text === '') return { ok: true, value: undefined };
  if (text === '') return { ok: false, reason: 'the answer is empty' };
  let json: unknown;
  try {
    json = withoutNulls(JSON.parse(text));
  } catch {
    // The parser's own message quotes the text, which may be personal.
    return { ok: false, reason: 'the answer is not JSON' };
  }
  if (row.result === 'none') return { ok: true, value: undefined };
  if (row.list !== true) return read(row.result, json);
  if (!Array.isArray(json)) return { ok: false, reason: 'a list was expected and something else came', wrongPlace: true };
  const items = read(z.array(row.result), json);
  if (!items.ok) return items;
  const totalElements = countOf(answer.headers, 'x-pagination-totalelements');
  const page = countOf(answer.headers, 'x-pagination-number');
  return {
    ok: true,
    value: {
      items: items.value,
      ...(totalElements === undefined ? {} : { totalElements }),
      ...(page === undefined ? {} : { page }),
    },
  };
}

function read(schema: z.ZodType, json: unknown): Decoded {
  const result = schema.safeParse(json);
  if (result.success) return { ok: true, value: result.data };
  const issue = result.error.issues[0];
  const field = issue?.path.map(String).join('.') || 'the whole answer';
  return { ok: false, reason: `${field}: ${issue?.code ?? 'invalid'}` };
}

/** A server that writes nulls means the same as one that leaves them out. */
function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.filter((item) => item !== null).map(withoutNulls);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, member]) => member !== null)
      .map(([key, member]) => [key, withoutNulls(member)]),
  );
}

/** What an error answer says about itself. */
export type ErrorBody = { errorCode?: string; userMessage?: string; traceId?: string };

/** Reads an error answer as far as it can be read: `{errorCode, userMessage, traceId}`, or `{error, error_description}`, or `{message}`. */
export function decodeError(body: Uint8Array): ErrorBody {
  let json: unknown;
  try {
    json = JSON.parse(Buffer.from(body).toString('utf8'));
  } catch {
    return {};
  }
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
