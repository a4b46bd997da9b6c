import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

export type Heard = { method: string; path: string; query: URLSearchParams; headers: IncomingMessage['headers']; raw: string };
export type Answer = (heard: Heard, response: ServerResponse, socket: Socket) => Promise<void> | void;
export type Running = { base: string; port: number; close(): Promise<void> };

async function body(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(Buffer.from(part));
  return Buffer.concat(parts).toString('utf8');
}

/** A plain server on loopback; `port` 0 takes a free one. Closing cuts what is still open. */
export async function serve(answer: Answer, port = 0): Promise<Running> {
  const server: Server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    try {
      const raw = await body(request);
      await answer(
        { method: request.method ?? 'GET', path: url.pathname, query: url.searchParams, headers: request.headers, raw },
        response,
        request.socket,
      );
    } catch (error) {
      if (!response.headersSent) response.writeHead(599);
      response.end(String(error));
    }
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.address();
  const taken = typeof address === 'object' && address !== null ? (address satisfies AddressInfo).port : port;
  return {
    base: `http://127.0.0.1:${taken}`,
    port: taken,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

export const after = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** Generous, for a busy machine: what comes is not waited for longer than it takes. */
export const patienceMs = 45_000;

/** Looks again until something is there; the deadline names what was missed. */
export async function until<T>(
  what: string,
  look: () => T | Promise<T>,
  withinMs = patienceMs,
): Promise<Exclude<T, undefined | null | false>> {
  const deadline = Date.now() + withinMs;
  for (;;) {
    const found = await look();
    // safe: the three falsy kinds are excluded by the condition.
    if (found !== undefined && found !== null && found !== false) return found as Exclude<T, undefined | null | false>;
    if (Date.now() > deadline) throw new Error(`not within ${withinMs} ms: ${what}`);
    await after(20);
  }
}
