import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { operations } from '../../src/api/operations/index.ts';
import { smartmove } from '../../src/api/smartmove/index.ts';
import type { UpstreamCall } from '../workspace/page-protocol.ts';
import { empty, json, type Prepared, readJson, readText, refused, send } from './answers.ts';
import { busyRetryAfterS, type Faults, garbage, slowMs } from './faults.ts';
import type { BackOfficeState } from './handlers.ts';
import { operationsHandlers } from './operations/index.ts';
import { pageOf } from './paging.ts';
import { noPermission, noToken, notFound, Refusal } from './refusal.ts';
import { isBytes, type Match, routesOf } from './routes.ts';
import { clientCredentials, refresh, signIn } from './sign-in.ts';
import { mobilityProvider, readProductField, smartmoveHandlers } from './smartmove.ts';
import type { Tokens } from './tokens.ts';
import type { ReceivedWrite, Traffic } from './traffic.ts';

/** Where each part lives under the one address. */
export const bases = {
  operations: '/operations/v1/sandbox/back',
  operationsAuth: '/operations/v1/sandbox/auth',
  smartmove: '/smartmove/m2m',
  smartmoveToken: `/smartmove/auth/realms/${mobilityProvider.country}-${mobilityProvider.provider}/protocol/openid-connect/token`,
} as const;

export type ServerParts = {
  office: BackOfficeState;
  tokens: Tokens;
  faults: Faults;
  traffic: Traffic;
  /** Life of an Operations access token. */
  tokenLifetimeMs: number;
  /** Aborts what sleeps when the server closes. */
  closing: AbortSignal;
};

type Upstream = 'operations' | 'smartmove';
const noSearch = new URLSearchParams();

/** The HTTP side of both back offices: finds the row, plays the fault, does it, answers. */
export function createOfficeServer(parts: ServerParts): Server {
  const routes = { operations: routesOf(operations, operationsHandlers), smartmove: routesOf(smartmove, smartmoveHandlers) };

  return createServer((request, response) => {
    response.on('error', () => undefined); // The other side went away: its own business.
    serve(request, response).catch(() => response.destroy());
  });

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = request.url ?? '/';
    const mark = url.indexOf('?');
    const path = mark < 0 ? url : url.slice(0, mark);
    if (path.startsWith(bases.operationsAuth))
      return authenticate('operations', path.slice(bases.operationsAuth.length), request, response);
    if (path === bases.smartmoveToken) return authenticate('smartmove', '/token', request, response);
    const search = mark < 0 ? noSearch : new URLSearchParams(url.slice(mark + 1));
    for (const upstream of ['operations', 'smartmove'] as const) {
      const base = bases[upstream];
      if (path.startsWith(`${base}/`))
        return call(upstream, path.slice(base.length), search, url.slice(base.length), request, response);
    }
    send(response, json(404, { errorCode: 'G404', userMessage: 'Nothing is here.', httpStatus: 404 }));
  }

  /** Sign-in: on the list of calls without its body, and out of reach of the faults. */
  async function authenticate(
    upstream: Upstream,
    path: string,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const record = parts.traffic.begin({ upstream, method: request.method ?? 'GET', path: `/auth${path}` });
    await finish(record, response, upstream, async () => {
      if (request.method !== 'POST') throw notFound('G404', 'Nothing is here.');
      if (upstream === 'smartmove')
        return clientCredentials(parts.tokens, request.headers['content-type'] ?? '', await readText(request));
      const body = await readJson(request);
      if (path === '/sign-in-api-client') return signIn(parts.tokens, body, parts.tokenLifetimeMs, parts.office.clock.now());
      if (path === '/refresh-token') return refresh(parts.tokens, body, parts.tokenLifetimeMs, parts.office.clock.now());
      throw notFound('G404', 'Nothing is here.');
    });
  }

  async function call(
    upstream: Upstream,
    path: string,
    search: URLSearchParams,
    shown: string,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const method = request.method ?? 'GET';
    let body: unknown;
    let unreadable: unknown;
    try {
      body = await readJson(request);
    } catch (error) {
      unreadable = error;
    }
    const isRead = method === 'GET';
    const fault = parts.faults.meet(upstream, isRead);
    const played = fault.kind ?? (fault.slow ? 'slow' : undefined);
    const record = parts.traffic.begin({
      upstream,
      method,
      path: shown,
      body,
      fault: played,
    });

    await finish(record, response, upstream, async () => {
      const match = routes[upstream](method, path, search);
      const write =
        isRead || !match ? undefined : { upstream, call: match.route.name, method, path: shown, body, applied: false };
      if (write) parts.traffic.wrote(write);
      await parts.traffic.pass(record, 'before');
      if (fault.slow) await parts.office.clock.sleep(slowMs, parts.closing);
      if (fault.kind === 'fail') throw new Refusal(500, 'G500', 'Something went wrong.');
      if (fault.kind === 'busy') throw new Refusal(429, 'G429', 'Too many requests.', busyRetryAfterS);
      if (fault.kind === 'expired-token') throw noToken('The token has expired.');
      checkToken(upstream, request);
      if (unreadable !== undefined) throw unreadable;
      if (match === undefined) throw notFound('G404', 'Nothing is here.');
      const answer = perform(upstream, match, search, body, write);
      await parts.traffic.pass(record, 'after');
      if (fault.kind === 'hang') return 'silence';
      if (fault.kind === 'reset') return 'cut';
      return fault.kind === 'garbled' ? { status: 200, headers: { 'Content-Type': 'text/html' }, payload: garbage } : answer;
    });
  }

  function checkToken(upstream: Upstream, request: IncomingMessage): void {
    const authorization = request.headers.authorization ?? '';
    if (!authorization.startsWith('Bearer ')) throw noToken('A token is needed.');
    if (!parts.tokens.holds(upstream, authorization.slice('Bearer '.length))) throw noToken('The token is not valid.');
  }

  /** Does it, and puts the answer into its final text at once, so that nothing that happens later shows in it. */
  function perform(
    upstream: Upstream,
    { route, params }: Match,
    search: URLSearchParams,
    body: unknown,
    write: ReceivedWrite | undefined,
  ): Prepared {
    const { world } = parts.office;
    if (route.needs !== 'token' && !world.permissions.has(route.needs)) throw noPermission(route.needs);
    const answer = route.answer(parts.office, {
      params,
      search,
      body: upstream === 'smartmove' ? readProductField(world, body) : body,
    });
    if (write) write.applied = true;
    if (route.endpoint.result === 'none') return empty(route.status);
    if (isBytes(answer)) return { status: 200, headers: { 'Content-Type': answer.contentType }, payload: answer.bytes };
    if (!route.endpoint.list || !Array.isArray(answer)) return json(route.status ?? 200, answer);
    const page = pageOf(answer, search);
    return json(200, page.items, page.headers);
  }

  /** Runs, turns what it threw into an answer, writes the call down as ended, sends. */
  async function finish(
    record: UpstreamCall,
    response: ServerResponse,
    upstream: Upstream,
    run: () => Promise<Prepared | 'silence' | 'cut'>,
  ): Promise<void> {
    let prepared: Prepared | 'silence' | 'cut';
    try {
      prepared = await run();
    } catch (error) {
      if (parts.closing.aborted) return;
      const refusal =
        error instanceof Refusal
          ? error
          : new Refusal(500, 'G500', error instanceof Error ? error.message : 'Something went wrong.');
      prepared = refused(upstream, refusal, parts.office.ids.uuid().replaceAll('-', ''));
    }
    if (prepared === 'silence') return;
    record.elapsedMs = parts.office.clock.now().getTime() - new Date(record.at).getTime();
    if (prepared === 'cut') response.socket?.destroy();
    else {
      record.status = prepared.status;
      send(response, prepared);
    }
    parts.traffic.changed();
  }
}
