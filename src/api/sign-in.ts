import { z } from 'zod';
import { withoutTrailing } from '../lib/around.ts';
import type { Clock } from '../lib/clock.ts';
import { Secret } from '../lib/secret.ts';
import { startDeadline } from './deadline.ts';
import { retryAfterMs } from './decode.ts';
import { errorStatusIn } from './error-body.ts';
import { busyFault, signInFault } from './faults.ts';
import { jsonIn } from './read-json.ts';
import type { Outgoing, Sender, UpstreamAnswer } from './send.ts';
import { OperationsTokens, signIn, Token } from './sign-in-calls.ts';
import type { Endpoint } from './table.ts';
import type { TokenGrant, TokenSource } from './tokens.ts';

/** Operations: how this app signs in. `authUrl` is whole, without the name of the call. */
export type OperationsSignIn = { authUrl: string; clientId: string; clientKey: Secret };
/** Smartmove: OAuth client credentials at `tokenUrl`. */
export type SmartmoveSignIn = { tokenUrl: string; clientId: string; clientSecret: Secret };

/** Told about each attempt to sign in: what it was, and how it went. */
export type SignInObserver = (call: 'sign-in' | 'refresh', status: number | undefined, elapsedMs: number) => void;

export type SignInDeps = { sender: Sender; clock: Clock; limitMs: number; observe: SignInObserver };

const HOUR_MS = 3_600_000;

const SmartmoveTokens = z.object({ access_token: Token, expires_in: z.unknown().optional() });

/** Seconds from `300`, `"300"` or `"300s"`; undefined for what says nothing usable: the token is then used for its default life. */
function secondsIn(value: unknown): number | undefined {
  const seconds =
    typeof value === 'number' ? value : Number(/^(\d{1,9})(?:\.\d{1,9})? ?s?$/.exec(String(value ?? '').trim())?.[1]);
  return Number.isFinite(seconds) && seconds > 0 ? seconds : undefined;
}

/** How long until this instant; undefined when it is none, or over: then the token itself may say. */
function untilMs(value: unknown, now: Date): number | undefined {
  const at = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  return at > now.getTime() ? at - now.getTime() : undefined;
}

/** Sign-in and refresh of the Operations API; tokens are JWTs, five hours by default. */
export function operationsTokens(deps: SignInDeps, settings: OperationsSignIn, { auth }: typeof signIn = signIn): TokenSource {
  const post = async (call: 'sign-in' | 'refresh', row: Endpoint, body: object): Promise<TokenGrant> => {
    const url = under(settings.authUrl, row.path);
    const request: Outgoing = { ...url, method: row.method, headers: jsonHeaders, body: JSON.stringify(body) };
    const came = await exchange(deps, 'operations', call, row.wire?.request(request) ?? request);
    const translated = row.wire?.answer(came) ?? came;
    const answer = translated.kind === 'answer' ? translated : came;
    const tokens = OperationsTokens.safeParse(jsonIn(answer.body));
    if (!tokens.success) throw signInFault('operations', call, answer, 'the answer holds no token');
    const { accessToken, refreshToken, accessTokenExpireDate, refreshTokenExpireDate, mfaRequired } = tokens.data;
    if (/^(?:true|1|yes)$/i.test(String(mfaRequired)))
      throw signInFault('operations', call, answer, 'a second factor is asked for');
    const now = deps.clock.now();
    const lifetimeMs = untilMs(accessTokenExpireDate, now);
    const refreshLifetimeMs = untilMs(refreshTokenExpireDate, now);
    return {
      accessToken: new Secret(accessToken),
      refreshToken: refreshToken === undefined ? undefined : new Secret(refreshToken),
      lifetimeMs,
      refreshLifetimeMs,
    };
  };
  return {
    signIn: () => post('sign-in', auth.signIn, { clientId: settings.clientId, clientKey: settings.clientKey.reveal() }),
    refresh: (refreshToken) => post('refresh', auth.refresh, { refreshToken: refreshToken.reveal() }),
    fallbackLifetimeMs: 4 * HOUR_MS,
  };
}

/** Client credentials of Smartmove; tokens live five minutes and there is no refresh. */
export function smartmoveTokens(deps: SignInDeps, settings: SmartmoveSignIn): TokenSource {
  return {
    async signIn() {
      const form = new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: settings.clientId,
        client_secret: settings.clientSecret.reveal(),
      });
      const headers = { accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded' };
      const answer = await exchange(deps, 'smartmove', 'sign-in', {
        ...under(settings.tokenUrl),
        method: 'POST',
        headers,
        body: form.toString(),
      });
      const tokens = SmartmoveTokens.safeParse(jsonIn(answer.body));
      if (!tokens.success) throw signInFault('smartmove', 'sign-in', answer, 'the answer holds no token');
      const seconds = secondsIn(tokens.data.expires_in);
      return { accessToken: new Secret(tokens.data.access_token), lifetimeMs: seconds ? seconds * 1000 : undefined };
    },
    fallbackLifetimeMs: HOUR_MS / 12,
  };
}

const jsonHeaders = { accept: 'application/json', 'content-type': 'application/json' };

/** Makes the exchange and gives the 2xx answer, or throws the fault that a call is told. */
async function exchange(
  { sender, clock, limitMs, observe }: SignInDeps,
  upstream: 'operations' | 'smartmove',
  call: 'sign-in' | 'refresh',
  request: Outgoing,
): Promise<UpstreamAnswer> {
  const deadline = startDeadline(limitMs);
  const startedAt = performance.now();
  const sent = await sender.send(request, deadline);
  deadline.clear();
  const isSuccess = sent.kind === 'answer' && sent.status >= 200 && sent.status < 300;
  const stated = isSuccess ? errorStatusIn(jsonIn(sent.body)) : undefined;
  const outcome = stated === undefined ? sent : { ...sent, status: stated };
  observe(call, outcome.status, Math.round(performance.now() - startedAt));
  if (outcome.kind === 'answer' && outcome.status >= 200 && outcome.status < 300) return outcome;
  if (outcome.kind === 'answer' && outcome.status === 429) {
    throw busyFault({ upstream, call, write: false }, retryAfterMs(outcome.headers, clock.now()) ?? 1000);
  }
  throw signInFault(upstream, call, outcome);
}

/** A configured URL, taken apart, with `path` below it. */
export function under(url: string, path?: string): { origin: string; path: string } {
  const { origin, pathname, search } = new URL(url);
  if (path === undefined) return { origin, path: `${pathname}${search}` };
  return { origin, path: `${withoutTrailing(pathname, '/')}/${path.replace(/^\//, '')}` };
}
