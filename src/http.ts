import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Clock } from './lib/clock.ts';
import type { Log } from './lib/log.ts';

export type HttpDeps = {
  clock: Clock;
  log: Log;
  /** Takes POST /slack/events; absent in socket mode. */
  slack?: RequestListener;
  /** For /readyz: whether it is ready, and what to say. */
  ready(): Promise<{ ready: boolean; body: object }>;
  metrics(): Promise<{ contentType: string; body: string }>;
};

/** Slack's own limit on how old a delivery may be; Bolt holds it only towards the past. */
const mostSkewS = 300;

/** The app's HTTP: what Slack sends, and what those who run it look at. */
export function createHttp(deps: HttpDeps): {
  listen(options: { host: string; port: number }): Promise<AddressInfo>;
  close(): Promise<void>;
} {
  const server: Server = createServer((request, response) => {
    handle(deps, request, response).catch((error: unknown) => {
      deps.log.error({ err: { message: error instanceof Error ? error.message : 'unknown' } }, 'an HTTP request failed');
      if (!response.headersSent) response.writeHead(500);
      response.end();
    });
  });
  server.headersTimeout = 10_000;
  server.requestTimeout = 20_000;
  return {
    listen: ({ host, port }) =>
      new Promise((resolve, reject) => {
        server.once('error', (error: NodeJS.ErrnoException) =>
          reject(
            error.code === 'EADDRINUSE'
              ? new Error(`PORT: ${port} is in use by another process. Stop that one or set PORT to another number.`)
              : error,
          ),
        );
        server.listen(port, host, () => resolve(server.address() as AddressInfo)); // safe: a TCP server that listens has an address
      }),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeIdleConnections();
      }),
  };
}

async function handle(deps: HttpDeps, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const path = (request.url ?? '/').split('?', 1)[0];
  const isRead = request.method === 'GET' || request.method === 'HEAD';
  if (path === '/slack/events' && request.method === 'POST' && deps.slack) {
    if (isFromTheFuture(request, deps.clock)) {
      deps.log.warn('a delivery was signed in the future; refused');
      response.writeHead(401).end();
      return;
    }
    const body = await bodyOf(request);
    if (body === 'too-large' || !isDelivery(body, request.headers['content-type'])) {
      deps.log.warn('a delivery could not be read; refused');
      response.writeHead(body === 'too-large' ? 413 : 400).end();
      return;
    }
    // Bolt takes a body that was read before (as in functions as a service) under this name.
    deps.slack(Object.assign(request, { rawBody: body }), response);
    return;
  }
  if (path === '/healthz' && isRead) {
    json(response, 200, { ok: true });
    return;
  }
  if (path === '/readyz' && isRead) {
    const { ready, body } = await deps.ready();
    json(response, ready ? 200 : 503, body);
    return;
  }
  if (path === '/metrics' && isRead) {
    const { contentType, body } = await deps.metrics();
    response.writeHead(200, { 'content-type': contentType }).end(body);
    return;
  }
  response.writeHead(404).end();
}

/** Slack's deliveries are some kilobytes; Bolt's own limit is the same. */
const largestBody = 4 * 1_048_576;

async function bodyOf(request: IncomingMessage): Promise<Buffer | 'too-large'> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request) {
    const bytes = Buffer.from(part as Buffer); // safe: no encoding is set on the request
    size += bytes.length;
    if (size > largestBody) return 'too-large';
    parts.push(bytes);
  }
  return Buffer.concat(parts);
}

/** Whether there is an object in it: Bolt ends the process over a signed `null`. */
function isDelivery(body: Buffer, contentType: string | undefined): boolean {
  try {
    const text = body.toString('utf8');
    if (contentType?.startsWith('application/x-www-form-urlencoded')) {
      const form = new URLSearchParams(text);
      const payload = form.get('payload');
      return payload === null ? [...form.keys()].length > 0 : isObject(JSON.parse(payload));
    }
    return isObject(JSON.parse(text));
  } catch {
    return false;
  }
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isFromTheFuture(request: IncomingMessage, clock: Clock): boolean {
  const signedAt = Number(request.headers['x-slack-request-timestamp']);
  return Number.isFinite(signedAt) && signedAt - clock.now().getTime() / 1_000 > mostSkewS;
}

function json(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
