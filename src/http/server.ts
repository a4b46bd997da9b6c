import { createHash, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo, BlockList, isIPv6 } from 'node:net';
import type { Clock } from '../lib/clock.ts';
import type { Log } from '../lib/log.ts';
import type { Secret } from '../lib/secret.ts';
import { holdConnections } from './connections.ts';
import type { HttpDeliveries } from './deliveries.ts';
import { type HttpLimits, usualLimits } from './limits.ts';
import { bare, createRefuse, type Refuse } from './refuse.ts';

export type HttpDeps = {
  clock: Clock;
  log: Log;
  /** Takes POST /slack/events; absent in socket mode. */
  slack?: HttpDeliveries['take'];
  /** For /readyz: whether it is ready, and what to say. */
  ready(): Promise<{ ready: boolean; body: object }>;
  metrics(): Promise<{ contentType: string; body: string }>;
  /** Opens /metrics and the body of /readyz if others than this machine reach the port. */
  metricsToken?: Secret;
  limits?: Partial<HttpLimits>;
};

/** Looks of many at the same time ask the database once. */
const sharedForMs = 250;
/** How often slow senders are looked for; Node's own 30 s would let each stay that long. */
const lookEveryMs = 1_000;

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8, 'ipv4');
loopback.addAddress('::1', 'ipv6');

/** The app's HTTP: what Slack sends, and what those who run it look at. */
export function createHttp(deps: HttpDeps): {
  listen(options: { host: string; port: number }): Promise<AddressInfo>;
  close(): Promise<void>;
} {
  const limits = { ...usualLimits, ...deps.limits };
  const server = createServer({
    headersTimeout: limits.headersMs,
    requestTimeout: limits.requestMs,
    keepAliveTimeout: limits.keepAliveMs,
    connectionsCheckingInterval: Math.min(lookEveryMs, limits.headersMs),
  });
  // Of a connection on which nothing moves, such as one whose reader doesn't take the answer.
  server.timeout = 3 * limits.requestMs;
  const connections = holdConnections(server, limits);
  const refuse = createRefuse(limits);
  const look = {
    ready: shared(deps.clock, sharedForMs, deps.ready),
    metrics: shared(deps.clock, sharedForMs, deps.metrics),
  };
  let exposed = true;
  const answer = (request: IncomingMessage, response: ServerResponse, proceed?: () => void) => {
    if (!connections.take(request, response)) return;
    handle({ ...deps, ...look, refuse, exposed }, request, response, proceed).catch((error: unknown) => {
      deps.log.error({ err: { message: error instanceof Error ? error.message : 'unknown' } }, 'an HTTP request failed');
      if (!response.headersSent) response.writeHead(500);
      response.end();
    });
  };
  server.on('request', (request, response) => answer(request, response));
  server.on('checkContinue', (request, response) => answer(request, response, () => response.writeContinue()));
  return {
    listen: async ({ host, port }) => {
      const address = await listenOn(server, host, port);
      // Such as too many open files: anyone who connects then is refused, and those who are connected go on.
      server.on('error', (error) => deps.log.error({ err: { message: error.message } }, 'a connection could not be taken'));
      exposed = !loopback.check(address.address, isIPv6(address.address) ? 'ipv6' : 'ipv4');
      return address;
    },
    close: () => connections.close(),
  };
}

function listenOn(server: Server, host: string, port: number): Promise<AddressInfo> {
  return new Promise((resolve, reject) => {
    const failed = (error: NodeJS.ErrnoException) => reject(new Error(whyNotListening(error.code, host, port)));
    server.once('error', failed);
    server.listen(port, host, () => {
      server.off('error', failed);
      resolve(server.address() as AddressInfo); // safe: a TCP server that listens has an address
    });
  });
}

function whyNotListening(code: string | undefined, host: string, port: number): string {
  switch (code) {
    case 'EADDRINUSE':
      return `PORT: ${port} is in use by another process. Stop that one or set PORT to another number.`;
    case 'EACCES':
      return `PORT: this user may not listen on ${port}. Set PORT to a number above 1023.`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
    case 'EINVAL':
      return `HOST: ${host} is no address of this machine. Set HOST to one of its addresses, to 0.0.0.0 for all of them, or leave it out.`;
    default:
      return `HOST and PORT: cannot listen on ${host}, port ${port} (${code ?? 'no reason given'}).`;
  }
}

type Handling = HttpDeps & { refuse: Refuse; exposed: boolean };

async function handle(deps: Handling, request: IncomingMessage, response: ServerResponse, proceed?: () => void): Promise<void> {
  const [path, query] = (request.url ?? '/').split('?', 2);
  const isRead = request.method === 'GET' || request.method === 'HEAD';
  if (path === '/slack/events' && deps.slack) {
    if (request.method === 'POST') return deps.slack(request, response, proceed);
    // Slack looks at the certificate of a command's address with a GET now and then.
    if (isRead && new URLSearchParams(query).get('ssl_check') === '1') {
      bare(response, 200);
      return;
    }
  }
  if (!isRead) {
    deps.refuse(request, response, 404, { bodyAwaited: proceed === undefined });
    return;
  }
  if (path === '/healthz') {
    json(response, 200, { ok: true });
    return;
  }
  const isKnown = !deps.exposed || carries(request, deps.metricsToken);
  if (path === '/readyz') {
    const { ready, body } = await deps.ready();
    if (isKnown) json(response, ready ? 200 : 503, body);
    else response.writeHead(ready ? 200 : 503, { 'content-type': 'text/plain' }).end(`${wordOf(ready, body)}\n`);
    return;
  }
  if (path === '/metrics' && isKnown) {
    const { contentType, body } = await deps.metrics();
    response.writeHead(200, { 'content-type': contentType }).end(body);
    return;
  }
  bare(response, 404);
}

/** All that the world is told: one word. */
function wordOf(ready: boolean, body: object): string {
  if (!ready) return 'unready';
  return 'restored' in body ? 'restored' : 'ready';
}

/** Whether the request carries the token; compared by digests, which are of one length whatever was sent. */
function carries(request: IncomingMessage, token: Secret | undefined): boolean {
  if (token === undefined) return false;
  const [, given] = /^Bearer +([\x21-\x7e]+)$/i.exec(request.headers.authorization ?? '') ?? [];
  if (given === undefined) return false;
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(token.reveal()));
}

function json(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

/** `work` that many ask for at the same time, done once for all who ask within `forMs` of its start or while it runs. */
export function shared<T>(clock: Clock, forMs: number, work: () => Promise<T>): () => Promise<T> {
  let last: { atMs: number; running: boolean; result: Promise<T> } | undefined;
  return () => {
    const nowMs = clock.now().getTime();
    if (last !== undefined && (last.running || Math.abs(nowMs - last.atMs) < forMs)) return last.result;
    const one = { atMs: nowMs, running: true, result: work() };
    last = one;
    const over = () => {
      one.running = false;
    };
    one.result.then(over, over);
    return one.result;
  };
}
