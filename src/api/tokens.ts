import type { Clock } from '../lib/clock.ts';
import type { Secret } from '../lib/secret.ts';
import { orAborted } from './deadline.ts';

/** What a sign-in or a refresh yields. `lifetimeMs` is absent when only the token itself says how long it lives. */
export type Grant = { accessToken: Secret; refreshToken?: Secret; lifetimeMs?: number };

export type TokenSource = {
  signIn(): Promise<Grant>;
  /** Absent where the back office has no refresh. */
  refresh?(refreshToken: Secret): Promise<Grant>;
  /** For tokens that do not say how long they live. */
  fallbackLifetimeMs: number;
};

export type Tokens = {
  /**
   * A token that is good for now. Callers at the same time share one sign-in, which goes on when one of them gives up waiting; a rejection is
   * the sign-in's, or the signal's reason.
   */
  get(signal: AbortSignal): Promise<Secret>;
  /** Forgets this token after a 401, unless it was replaced in the meantime. */
  drop(token: Secret): void;
};

/** Renewed this long before it ends, or at half its life if that is shorter. */
const MARGIN_MS = 60_000;

type Held = { grant: Grant; renewAt: number; endsAt: number };

/** Holds one upstream's token: signs in when first needed, renews before it ends, and keeps the newest refresh token. */
export function createTokens(clock: Clock, source: TokenSource): Tokens {
  let held: Held | undefined;
  let underWay: Promise<Held> | undefined;

  const hold = (grant: Grant): Held => {
    const now = clock.now().getTime();
    const lifetimeMs = grant.lifetimeMs ?? lifetimeOf(grant.accessToken, now) ?? source.fallbackLifetimeMs;
    return { grant, endsAt: now + lifetimeMs, renewAt: now + lifetimeMs - Math.min(MARGIN_MS, lifetimeMs / 2) };
  };

  const renew = async (): Promise<Held> => {
    const refreshToken = held?.grant.refreshToken;
    if (source.refresh !== undefined && refreshToken !== undefined) {
      try {
        return hold({ refreshToken, ...(await source.refresh(refreshToken)) });
      } catch {
        // Whatever is wrong with the refresh token, signing in afresh does not need it; if that fails too, its reason is the better one.
      }
    }
    return hold(await source.signIn());
  };

  const renewOnce = (): Promise<Held> => {
    if (underWay === undefined) {
      underWay = renew()
        .then((fresh) => {
          held = fresh;
          return fresh;
        })
        .finally(() => {
          underWay = undefined;
        });
      // Everybody may have given up waiting; their rejection is theirs, this one is nobody's.
      underWay.catch(() => undefined);
    }
    return underWay;
  };

  return {
    async get(signal) {
      const current = held;
      const now = clock.now().getTime();
      if (current !== undefined && now < current.renewAt) return current.grant.accessToken;
      try {
        return (await orAborted(renewOnce(), signal)).grant.accessToken;
      } catch (error) {
        // Renewing ahead of time failed, but the old token still works.
        if (current !== undefined && held === current && now < current.endsAt && !signal.aborted)
          return current.grant.accessToken;
        throw error;
      }
    },
    drop(token) {
      // The refresh token goes too: a session that was ended upstream would cost a failed refresh first, and a write has four seconds in all.
      if (held?.grant.accessToken === token) held = undefined;
    },
  };
}

/**
 * How long a JWT lives. From `iat` to `exp` when it has both, so that a clock that differs from the server's does not matter. Undefined for
 * anything that is not a JWT or is over already.
 */
function lifetimeOf(token: Secret, now: number): number | undefined {
  const { exp, iat } = claimsOf(token);
  if (typeof exp !== 'number') return undefined;
  const lifetimeMs = typeof iat === 'number' ? (exp - iat) * 1000 : exp * 1000 - now;
  return lifetimeMs > 0 ? lifetimeMs : undefined;
}

function claimsOf(token: Secret): { exp?: unknown; iat?: unknown } {
  try {
    const claims: unknown = JSON.parse(Buffer.from(token.reveal().split('.')[1] ?? '', 'base64url').toString('utf8'));
    return typeof claims === 'object' && claims !== null ? { ...claims } : {};
  } catch {
    return {};
  }
}
