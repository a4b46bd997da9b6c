import { z } from 'zod';
import { withoutTrailing } from '../lib/around.ts';
import type { Clock } from '../lib/clock.ts';
import { Secret } from '../lib/secret.ts';
import { startDeadline } from './deadline.ts';
import { retryAfterMs } from './decode.ts';
import { busyFault, signInFault } from './faults.ts';
import { jsonIn } from './read-json.ts';
import type { Answer, Outgoing, Sender } from './send.ts';
import type { Grant, TokenSource } from './tokens.ts';

/** Operations: how this app signs in. `authUrl` is whole, without the name of the call. */
export type OperationsSignIn = { authUrl: string; clientId: string; clientKey: Secret };
/** Smartmove: OAuth client credentials at `tokenUrl`. */
export type SmartmoveSignIn = { tokenUrl: string; clientId: string; clientSecret: Secret };

/** Told about each attempt to sign in: what it was, and how it went. */
export type SignInObserver = (call: 'sign-in' | 'refresh', status: number | undefined, elapsedMs: number) => void;

export type SignInDeps = { sender: Sender; clock: Clock; limitMs: number; observe: SignInObserver };

const HOUR_MS = 3_600_000;

const OperationsTokens = z.object({
  accessToken: z.string().min(1),
  accessTokenExpireDate: z.unknown().optional(),
  refreshToken: z.string().min(1).optional().catch(undefined),
  mfaRequired: z.unknown().optional(),
});
const SmartmoveTokens = z.object({ access_token: z.string().min(1), expires_in: z.unknown().optional() });

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
export function operationsTokens(deps: SignInDeps, settings: OperationsSignIn): TokenSource {
  const post = async (call: 'sign-in' | 'refresh', path: string, body: object): Promise<Grant> => {
    const url = under(settings.authUrl, path);
    const answer = await exchange(deps, 'operations', call, {
      ...url,
      method: 'POST',
      headers: jsonHeaders,
      body: JSON.stringify(body),
    });
    const tokens = OperationsTokens.safeParse(jsonIn(answer.body));
    if (!tokens.success) throw signInFault('operations', call, answer, 'the answer holds no token');
    const { accessToken, refreshToken, accessTokenExpireDate, mfaRequired } = tokens.data;
    if (mfaRequired === true || mfaRequired === 'true')
      throw signInFault('operations', call, answer, 'a second factor is asked for');
    const lifetimeMs = untilMs(accessTokenExpireDate, deps.clock.now());
    return {
      accessToken: new Secret(accessToken),
      ...(refreshToken === undefined ? {} : { refreshToken: new Secret(refreshToken) }),
      ...(lifetimeMs === undefined ? {} : { lifetimeMs }),
    };
  };
  return {
    signIn: () => post('sign-in', 'sign-in-api-client', { clientId: settings.clientId, clientKey: settings.clientKey.reveal() }),
    refresh: (refreshToken) => post('refresh', 'refresh-token', { refreshToken: refreshToken.reveal() }),
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
      return { accessToken: new Secret(tokens.data.access_token), ...(seconds ? { lifetimeMs: seconds * 1000 } : {}) };
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
): Promise<Answer> {
  const deadline = startDeadline(limitMs);
  const startedAt = performance.now();
  const outcome = await sender.send(request, deadline);
  deadline.clear();
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
