/**
 * Both back offices of our own, from the assumed shapes alone: stateful, counting, and able to misbehave.
 * It shares no line with the sandbox's, on purpose: written from one reading of the same pages, both would make the same mistake.
 */
import { parsed, text, thing } from './json.ts';
import { operations } from './operations/endpoints.ts';
import { smartmoveUsers } from './operations/smartmove.ts';
import { makeWorld, type Upstream } from './operations/world.ts';
import { after, serve } from './server.ts';

export const clientKey = 'ops-client-key-5b1f-geheim';
export const smartmoveSecret = 'smartmove-client-secret-77aa';

/** `lost`: it is done, and the answer never comes. `timeout`: nothing is done and nothing answered. */
export type Misbehaviour =
  | { kind: 'status'; status: number; body?: unknown; headers?: Record<string, string> }
  | { kind: 'reset' | 'garbage' | 'timeout' | 'lost-reset' | 'lost-500' | 'lost-garbage' | 'lost-timeout' }
  | { kind: 'slow'; ms: number }
  | { kind: 'held'; until: Promise<void> };
type Rule = {
  match: (heard: { method: string; path: string; query: URLSearchParams }) => boolean;
  what: Misbehaviour;
  left: number;
};

export type FakeOperations = Awaited<ReturnType<typeof fakeOperations>>;

export async function fakeOperations(port = 0) {
  const calls: Upstream[] = [];
  const signIns: { path: string; at: number; ok: boolean }[] = [];
  const rules: Rule[] = [];
  let tokens = new Set<string>();
  let refreshTokens = new Set<string>();
  let serial = 0;
  const world = makeWorld();
  const state = { down: false };

  const newTokens = () => {
    serial += 1;
    const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const exp = Math.floor(Date.now() / 1000) + 5 * 3600;
    const accessToken = `${part({ alg: 'HS256' })}.${part({ exp, sub: 'client', n: serial })}.sig${serial}geheim`;
    const refreshToken = `${part({ alg: 'HS256' })}.${part({ exp: exp + 90_000, n: serial })}.ref${serial}geheim`;
    tokens.add(accessToken);
    refreshTokens.add(refreshToken);
    return { accessToken, refreshToken };
  };

  const server = await serve(async (heard, response, socket) => {
    const send = (status: number, body?: unknown, headers: Record<string, string> = {}) => {
      response.writeHead(status, { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers });
      response.end(body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body));
    };
    if (state.down) return void socket.destroy();
    const rule = rules.find((one) => one.left > 0 && one.match(heard));
    if (rule) rule.left -= 1;
    const what = rule?.what;
    if (heard.path.startsWith('/auth/')) {
      if (what?.kind === 'status')
        return send(what.status, what.body ?? { errorCode: 'AUTH1', userMessage: 'no', httpStatus: what.status });
      if (what?.kind === 'reset') return void socket.destroy();
      const body = thing(parsed(heard.raw));
      const ok = heard.path.endsWith('/sign-in-api-client')
        ? body.clientId === 'client' && body.clientKey === clientKey
        : heard.path.endsWith('/refresh-token') && refreshTokens.has(text(body.refreshToken));
      signIns.push({ path: heard.path, at: Date.now(), ok });
      return ok
        ? send(200, newTokens())
        : send(401, { errorCode: 'AUTH2', userMessage: 'wrong credentials', httpStatus: 401, traceId: 'trace-auth' });
    }
    if (heard.path.startsWith('/realm/')) {
      const form = new URLSearchParams(heard.raw);
      const ok = form.get('client_secret') === smartmoveSecret && form.get('grant_type') === 'client_credentials';
      return ok
        ? send(200, { access_token: newTokens().accessToken, expires_in: 300, token_type: 'Bearer', scope: 'profile email' })
        : send(401, { error: 'unauthorized_client', error_description: 'Invalid client' });
    }
    const call: Upstream = {
      method: heard.method,
      path: heard.path.replace(/^\/ops/, ''),
      query: heard.query,
      body: parsed(heard.raw),
      at: Date.now(),
      status: 0,
    };
    calls.push(call);
    const answer = (status: number, body?: unknown, headers: Record<string, string> = {}) => {
      call.status = status;
      send(status, body, headers);
    };
    if (!tokens.has(text(heard.headers.authorization).replace(/^Bearer /, '')))
      return answer(401, { errorCode: 'A201', userMessage: 'token invalid', httpStatus: 401, traceId: 'trace-401' });
    switch (what?.kind) {
      case 'status':
        return answer(
          what.status,
          what.body ?? { errorCode: 'X999', userMessage: 'something broke', httpStatus: what.status, traceId: 'trace-500-abc' },
          what.headers,
        );
      case 'reset':
        return void socket.destroy();
      case 'garbage':
        return answer(200, '<html>not json</html>');
      case 'timeout':
        return;
      case 'slow':
        await after(what.ms);
        break;
      case 'held':
        await what.until;
        break;
    }
    const [status, body, headers] = heard.path.startsWith('/m2m/') ? smartmoveUsers(world, heard) : operations(world, call);
    switch (what?.kind) {
      case 'lost-reset':
        return void socket.destroy();
      case 'lost-timeout':
        return;
      case 'lost-500':
        return answer(500, { errorCode: 'X500', userMessage: 'internal', httpStatus: 500, traceId: 'trace-lost' });
      case 'lost-garbage':
        return answer(200, '<<<not json');
    }
    answer(status, body, headers);
  }, port);

  return {
    world,
    calls,
    signIns,
    state,
    api: `${server.base}/ops`,
    auth: `${server.base}/auth`,
    smartmoveApi: `${server.base}/m2m`,
    smartmoveToken: `${server.base}/realm/token`,
    port: server.port,
    /** The next `times` calls that match go wrong in this way. */
    misbehave(match: Rule['match'], what: Misbehaviour, times = Number.POSITIVE_INFINITY) {
      rules.unshift({ match, what, left: times });
    },
    behave() {
      rules.length = 0;
    },
    /** As when an operator changes the key's session in the middle of work. */
    forgetTokens(refreshToo = false) {
      tokens = new Set();
      if (refreshToo) refreshTokens = new Set();
    },
    writes: () => calls.filter((one) => one.method !== 'GET'),
    stop: () => server.close(),
  };
}
