import type { IncomingMessage, ServerResponse } from 'node:http';
import { Refusal } from './refusal.ts';

/** What goes back, before it is written: so that a hold or a fault can come between doing and answering. */
export type Prepared = { status: number; headers: Record<string, string>; payload: string | Uint8Array };

export function json(status: number, content: unknown, headers: Record<string, string> = {}): Prepared {
  return { status, headers: { 'Content-Type': 'application/json', ...headers }, payload: JSON.stringify(content) };
}

export const empty = (status = 204): Prepared => ({ status, headers: {}, payload: '' });

/** A refusal in the words of the back office it comes from: the Operations envelope, or Smartmove's plain message. */
export function refused(upstream: 'operations' | 'smartmove', refusal: Refusal, traceId: string): Prepared {
  const headers: Record<string, string> = refusal.retryAfterS === undefined ? {} : { 'Retry-After': String(refusal.retryAfterS) };
  if (upstream === 'smartmove') return json(refusal.status, { status: refusal.status, message: refusal.message }, headers);
  return json(
    refusal.status,
    { errorCode: refusal.errorCode, userMessage: refusal.message, httpStatus: refusal.status, traceId },
    headers,
  );
}

export function send(response: ServerResponse, { status, headers, payload }: Prepared): void {
  if (response.destroyed) return;
  const length = typeof payload === 'string' ? Buffer.byteLength(payload) : payload.byteLength;
  response.writeHead(status, status === 204 ? headers : { ...headers, 'Content-Length': length });
  response.end(payload);
}

/** The largest body taken, in bytes: far more than any real call has. */
const bodyLimit = 2_000_000;

export async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    if (!Buffer.isBuffer(chunk)) continue;
    size += chunk.length;
    if (size > bodyLimit) throw new Refusal(413, 'G413', 'The body is too large.');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** A JSON body; undefined when there is none. */
export async function readJson(request: IncomingMessage): Promise<unknown> {
  if (request.headers['content-length'] === undefined && request.headers['transfer-encoding'] === undefined) return undefined;
  const text = await readText(request);
  if (text === '') return undefined;
  if (!/\bjson\b/.test(request.headers['content-type'] ?? ''))
    throw new Refusal(415, 'G415', 'The body must be application/json.');
  try {
    return JSON.parse(text);
  } catch {
    throw new Refusal(400, 'G400', 'The body is not JSON.');
  }
}
