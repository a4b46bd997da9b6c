import { afterEach } from 'vitest';
import { type BackOffice, type BackOfficeOptions, startBackOffice } from '../../../sandbox/back-office/index.ts';
import type { Clock } from '../../../src/lib/clock.ts';
import type { Ids } from '../../../src/lib/ids.ts';

/** A clock that does not move until it is moved; anyone who sleeps wakes when it has been moved far enough. */
export function standingClock(start = '2026-11-21T10:00:00.000Z'): Clock & { forward(ms: number): void; sleepers(): number } {
  let nowMs = Date.parse(start);
  let sleepers: { untilMs: number; wake: () => void }[] = [];
  return {
    now: () => new Date(nowMs),
    sleep: (ms) => new Promise((wake) => sleepers.push({ untilMs: nowMs + ms, wake })),
    sleepers: () => sleepers.length,
    forward(ms) {
      nowMs += ms;
      for (const sleeper of sleepers) if (sleeper.untilMs <= nowMs) sleeper.wake();
      sleepers = sleepers.filter(({ untilMs }) => untilMs > nowMs);
    },
  };
}

/** Ids that count up: the same run gives the same ids. */
export function countingIds(): Ids {
  let last = 0;
  const next = () => {
    last += 1;
    return last;
  };
  return {
    reference: () => String(next()).padStart(10, '0'),
    uuid: () => `00000000-0000-4000-8000-${String(next()).padStart(12, '0')}`,
    random: () => 0.5,
  };
}

export type Answered = { status: number; headers: Headers; body: unknown; text: string };

const open: BackOffice[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((office) => office.close()));
});

/** A running back office that ends with the test, and plain calls to it, signed in. */
export async function openOffice(options: Partial<BackOfficeOptions> = {}) {
  const clock = standingClock();
  const office = await startBackOffice({ clock, ids: countingIds(), ...options });
  open.push(office);
  const signedIn = await send(`${office.operations.authUrl}/sign-in-api-client`, 'POST', {
    clientId: office.operations.clientId,
    clientKey: office.operations.clientKey,
  });
  const { accessToken } = signedIn.body as { accessToken: string }; // safe: an answer without it fails the first call
  const form = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: office.smartmove.clientId,
    client_secret: office.smartmove.clientSecret,
  });
  const granted = await fetch(office.smartmove.tokenUrl, { method: 'POST', body: form });
  const { access_token } = (await granted.json()) as { access_token: string }; // safe: as above
  const users = `${office.smartmove.apiUrl}/api/v1/admin/${office.smartmove.country}/${office.smartmove.provider}/users`;
  return {
    office,
    clock,
    api: (method: string, path: string, body?: unknown) => send(office.operations.apiUrl + path, method, body, accessToken),
    smartmove: (method: string, path: string, body?: unknown) => send(users + path, method, body, access_token),
    smartmoveToken: access_token,
    operationsToken: accessToken,
  };
}

export async function send(url: string, method: string, body?: unknown, token?: string): Promise<Answered> {
  const response = await fetch(url, {
    method,
    headers: {
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.includes('json') ?? false;
  return { status: response.status, headers: response.headers, text, body: isJson && text !== '' ? JSON.parse(text) : undefined };
}

/** The objects of a list answer. */
export function items(answered: Answered): Record<string, unknown>[] {
  if (!Array.isArray(answered.body)) throw new Error(`Not a list: ${answered.status} ${answered.text.slice(0, 200)}`);
  return answered.body;
}
