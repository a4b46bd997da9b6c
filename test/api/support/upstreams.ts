import { afterEach } from 'vitest';
import type { CallLimits } from '../../../src/api/call.ts';
import { createUpstreams, type Observation, type UpstreamSettings, type Upstreams } from '../../../src/api/transport.ts';
import { Fault } from '../../../src/errors.ts';
import { type Clock, systemClock } from '../../../src/lib/clock.ts';
import { randomIds } from '../../../src/lib/ids.ts';
import { Secret } from '../../../src/lib/secret.ts';
import { type Handler, startServer, type TestServer } from './server.ts';

export const clientKey = 'a-client-key-that-must-not-be-seen';
export const clientSecret = 'a-client-secret-that-must-not-be-seen';

/** A clock that does not move, except that sleeping moves it on at once. */
export type HeldClock = Clock & { forward(ms: number): void; slept: number[] };

export function heldClock(): HeldClock {
  let now = Date.parse('2026-11-01T10:00:00Z');
  const slept: number[] = [];
  return {
    now: () => new Date(now),
    forward: (ms) => {
      now += ms;
    },
    slept,
    async sleep(ms) {
      slept.push(ms);
      now += ms;
    },
  };
}

const opened: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map((thing) => thing.close()));
});

/** A server that is closed after the test. */
export async function serve(handler: Handler): Promise<TestServer> {
  const server = await startServer(handler);
  opened.push(server);
  return server;
}

/** A back office that signs in anyone who asks and leaves the calls to `api`. */
export function signingIn(api: Handler): Handler {
  return (request, reply) => {
    if (request.url === '/auth/sign-in-api-client') return reply.json(200, { accessToken: 'token-1', refreshToken: 'refresh-1' });
    if (request.url.endsWith('/token')) return reply.json(200, { access_token: 'sm-token', expires_in: 300 });
    return api(request, reply);
  };
}

export type Connected = Upstreams & { clock: HeldClock; observed: Observation[]; lines: object[] };

/** Upstreams against this server, closed after the test. */
export function connect(
  origin: string,
  options: {
    limits?: Partial<CallLimits>;
    smartmove?: Partial<NonNullable<UpstreamSettings['smartmove']>>;
    profiles?: UpstreamSettings['profiles'];
    apiUrl?: string;
    authUrl?: string;
    /** Sleeps really take their time. */
    realClock?: boolean;
  } = {},
): Connected {
  const clock = { ...heldClock(), ...(options.realClock === true ? { sleep: systemClock.sleep } : {}) };
  const observed: Observation[] = [];
  const lines: object[] = [];
  const upstreams = createUpstreams(
    {
      operations: {
        apiUrl: options.apiUrl ?? `${origin}/v1/tenant/back`,
        authUrl: options.authUrl ?? `${origin}/auth`,
        clientId: 'wheelhouse',
        clientKey: new Secret(clientKey),
      },
      profiles: options.profiles,
      ...(options.smartmove === undefined
        ? {}
        : {
            smartmove: {
              apiUrl: `${origin}/m2m`,
              tokenUrl: `${origin}/auth/realms/DE-ABC/protocol/openid-connect/token`,
              clientId: 'wheelhouse',
              clientSecret: new Secret(clientSecret),
              country: 'DE',
              provider: 'ABC',
              productField: 'productKey',
              ...options.smartmove,
            },
          }),
    },
    {
      clock,
      ids: { ...randomIds, random: () => 0.5 },
      log: { debug: (facts) => void lines.push(facts) },
      onCall: (observation) => void observed.push(observation),
      ...(options.limits === undefined ? {} : { limits: options.limits }),
    },
  );
  opened.push(upstreams);
  return { ...upstreams, clock, observed, lines };
}

/** The fault that a promise rejects with; anything else fails the test. */
export async function faultOf(promise: Promise<unknown>): Promise<Fault> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof Fault) return error;
    throw error;
  }
  throw new Error('a fault was expected, and the call went well');
}
