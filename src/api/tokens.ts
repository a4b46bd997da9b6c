import { asFault, type Fault } from '../errors.ts';
import type { Clock } from '../lib/clock.ts';
import { growingPauses } from '../lib/pauses.ts';
import type { Secret } from '../lib/secret.ts';
import { orAborted } from './deadline.ts';

/** What a sign-in or a refresh yields. `lifetimeMs` is absent when only the token itself says how long it lives. */
export type TokenGrant = { accessToken: Secret; refreshToken?: Secret; lifetimeMs?: number; refreshLifetimeMs?: number };

export type TokenSource = {
  signIn(): Promise<TokenGrant>;
  /** Absent if the back office has no refresh. */
  refresh?(refreshToken: Secret): Promise<TokenGrant>;
  /** For tokens that do not say how long they live. */
  fallbackLifetimeMs: number;
};

export type Tokens = {
  /**
   * A token that is good for now. Callers at the same time share one sign-in, which goes on when one of them gives up waiting; a rejection is
   * the sign-in's, or the signal's reason.
   */
  get(signal: AbortSignal): Promise<Secret>;
  /** Forgets this token after a 401, unless it was replaced in the meantime; `why` is what callers are told while none is fetched. */
  drop(token: Secret, why: Fault): void;
  /** A call was answered: the token that is held is a good one. */
  worked(): void;
};

/** Renewed this long before it ends, or at half its life if that is shorter. */
const MARGIN_MS = 60_000;

/** A sign-in that was refused is not tried again by each call: the back office may lock an account that is. */
const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 30_000;
/** So many tokens in a row that were never good are replaced at once. */
const FREE_DROPS = 20;
/** A token that is refused sooner than this after it came, and with which no call was answered, has never been good. */
const PROVEN_AFTER_MS = 60_000;

type Held = { grant: TokenGrant; since: number; renewAt: number; endsAt: number; refreshEndsAt: number; isProven: boolean };

/** Holds one upstream's token: signs in when first needed, renews before it ends, and keeps the newest refresh token. */
export function createTokens(clock: Clock, source: TokenSource): Tokens {
  let held: Held | undefined;
  let underWay: Promise<Held> | undefined;
  const pauses = growingPauses({ firstMs: FIRST_PAUSE_MS, longestMs: LONGEST_PAUSE_MS });
  /** Until then the last refusal is the answer. */
  let refused: { until: number; error: unknown } | undefined;
  let youngDrops = 0;
  let refusals = 0;

  const backOff = (error: unknown) => {
    refused = { until: clock.now().getTime() + pauses.next(), error };
  };

  const hold = (grant: TokenGrant): Held => {
    const now = clock.now().getTime();
    const lifetimeMs = grant.lifetimeMs ?? lifetimeOf(grant.accessToken, now) ?? source.fallbackLifetimeMs;
    const refreshEndsAt = grant.refreshLifetimeMs === undefined ? Number.POSITIVE_INFINITY : now + grant.refreshLifetimeMs;
    const renewAt = now + lifetimeMs - Math.min(MARGIN_MS, lifetimeMs / 2);
    return { grant, since: now, refreshEndsAt, endsAt: now + lifetimeMs, renewAt, isProven: false };
  };

  const renew = async (): Promise<Held> => {
    // One that has ended would only cost a refused call.
    const refreshToken = held !== undefined && clock.now().getTime() < held.refreshEndsAt ? held.grant.refreshToken : undefined;
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
    if (refused !== undefined && underWay === undefined) {
      const leftMs = refused.until - clock.now().getTime();
      // One that lies further ahead is from a clock that was wrong.
      if (leftMs > 0 && leftMs <= LONGEST_PAUSE_MS) return Promise.reject(refused.error);
    }
    if (underWay === undefined) {
      underWay = renew()
        .then((fresh) => {
          held = fresh;
          refused = undefined;
          refusals = 0;
          if (youngDrops === 0) pauses.reset();
          return fresh;
        })
        .catch((error: unknown) => {
          const { status = 0 } = asFault(error).context;
          // One may be chance, such as a deployment of theirs; the next call tries again.
          const isRefusal = status >= 400 && status < 500 && status !== 429;
          if (isRefusal) refusals += 1;
          if (isRefusal && refusals > 1) backOff(error);
          throw error;
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
    drop(token, why) {
      // The refresh token goes too: a session that was ended upstream would cost a failed refresh first, and a write has four seconds in all.
      if (held?.grant.accessToken !== token) return;
      const isProven = held.isProven || clock.now().getTime() - held.since >= PROVEN_AFTER_MS;
      held = undefined;
      if (isProven) {
        youngDrops = 0;
        pauses.reset();
        return;
      }
      // Some may be chance: sessions that were ended upstream, or one call that answers 401 whatever the token. Tokens that are never good
      // are not fetched by each call for ever.
      youngDrops += 1;
      if (youngDrops > FREE_DROPS) backOff(why);
    },
    worked() {
      if (held !== undefined) held.isProven = true;
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
