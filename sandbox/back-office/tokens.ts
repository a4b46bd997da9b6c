import type { Clock } from '../../src/lib/clock.ts';
import type { Ids } from '../../src/lib/ids.ts';

export type TokenKind = 'operations' | 'operations-refresh' | 'smartmove';

/** Tokens of both back offices: JWTs in shape, known by heart and not by signature. */
export type Tokens = {
  issue(kind: TokenKind, lifetimeMs: number): string;
  /** Whether this is a token of the kind that has not run out. */
  holds(kind: TokenKind, token: string): boolean;
  /** Forgets one token; a refresh token works once. */
  revoke(token: string): void;
  /** Forgets all: what a test does to a client in the middle of its work. */
  revokeAll(): void;
};

const part = (content: object) => Buffer.from(JSON.stringify(content)).toString('base64url');
const header = part({ alg: 'HS256', typ: 'JWT' });

export function createTokens({ clock, ids }: { clock: Clock; ids: Ids }): Tokens {
  const known = new Map<string, { kind: TokenKind; expiresAtMs: number }>();
  return {
    issue(kind, lifetimeMs) {
      const nowMs = clock.now().getTime();
      for (const [token, { expiresAtMs }] of known) if (expiresAtMs <= nowMs) known.delete(token);
      // `exp` counts whole seconds, so the token ends on a whole second, too.
      const exp = Math.floor((nowMs + lifetimeMs) / 1000);
      const token = `${header}.${part({ sub: 'api-client', kind, iat: Math.floor(nowMs / 1000), exp, jti: ids.uuid() })}.${Buffer.from(ids.uuid()).toString('base64url')}`;
      known.set(token, { kind, expiresAtMs: exp * 1000 });
      return token;
    },
    holds(kind, token) {
      const found = known.get(token);
      return found?.kind === kind && found.expiresAtMs > clock.now().getTime();
    },
    revoke: (token) => {
      known.delete(token);
    },
    revokeAll: () => known.clear(),
  };
}
