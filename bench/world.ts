/** What is around the app while it is measured, in a process of its own: both back offices and a local Slack. Obeys its parent. */
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { startBackOffice } from '../sandbox/back-office/index.ts';
import { sandboxWorld } from '../sandbox/people.ts';
import { startWorkspace } from '../sandbox/workspace/index.ts';
import { systemClock } from '../src/lib/clock.ts';
import { randomIds } from '../src/lib/ids.ts';
import { signingSecret } from './signing.ts';

/** How long nothing more must come until what came together counts as one round trip. */
const quietMs = 120;

const backOffice = await startBackOffice({ clock: systemClock, ids: randomIds });
const workspace = await startWorkspace({
  world: sandboxWorld,
  clock: systemClock,
  ids: randomIds,
  manifest: parse(readFileSync('manifest.yml', 'utf8')) as unknown,
  botToken: 'xoxb-bench',
  appToken: 'xapp-bench',
  signingSecret,
  delivery: { http: 'http://127.0.0.1:9' },
  // How fast the app is; that it keeps to Slack's limits is another test's.
  rateLimits: {
    perMinute: { 1: 1e6, 2: 1e6, 3: 1e6, 4: 1e6 },
    channel: { burst: 1e6, perSecond: 1e4 },
    messagesPerMinute: 1e6,
  },
});

/** When the write for each customer arrived, in milliseconds since 1970. */
const arrived = new Map<number, number>();
let lastSeen: string | undefined;
backOffice.onChange(() => {
  const calls = backOffice.calls();
  for (let at = calls.length - 1; at >= 0; at -= 1) {
    const call = calls[at];
    if (call === undefined || call.id === lastSeen) break;
    const customer = /^\/customers\/(\d+)\/apply-vouchers/.exec(call.path)?.[1];
    if (call.method === 'POST' && customer !== undefined && !arrived.has(Number(customer)))
      arrived.set(Number(customer), Date.now());
  }
  lastSeen = calls.at(-1)?.id;
});

const orders = {
  environment: () => ({
    SLACK_TRANSPORT: 'http',
    SLACK_BOT_TOKEN: 'xoxb-bench',
    SLACK_SIGNING_SECRET: signingSecret,
    SLACK_API_URL: workspace.apiUrl,
    HOST: '127.0.0.1',
    PORT: '0',
    OPERATIONS_API_URL: backOffice.operations.apiUrl,
    OPERATIONS_AUTH_URL: backOffice.operations.authUrl,
    OPERATIONS_CLIENT_ID: backOffice.operations.clientId,
    OPERATIONS_CLIENT_KEY: backOffice.operations.clientKey,
  }),
  customers: () =>
    [...backOffice.world.customers.values()].map(({ id, email, phone, firstName, lastName, blockState }) => ({
      id,
      email,
      phone,
      name: `${firstName} ${lastName}`,
      isFine: blockState === 'NOT_BLOCKED',
    })),
  /** A form as the app draws it, sent by a person, and what Slack delivered then: the mould for many. */
  form: async ({ url, line }: { url: string; line: string }) => {
    workspace.deliverTo(url);
    const me = workspace.as('U0ANANOVAK');
    await me.command('C0SUPPORT', line);
    const modal = await workspace.until(
      () => {
        const open = me.modal();
        return open !== undefined && JSON.stringify(open.view).includes('"Reason"') ? open : undefined;
      },
      { timeoutMs: 20_000, say: 'the form' },
    );
    await me.submit(modal.id, { Reason: 'measured' });
    const sent = workspace.deliveries.findLast(({ payload }) => payload.type === 'view_submission');
    return sent?.payload;
  },
  /** A message of the app's in a channel; where it is. */
  post: async ({ channel, text }: { channel: string; text: string }) => {
    const answer = await fetch(`${workspace.apiUrl}chat.postMessage`, {
      method: 'POST',
      headers: { authorization: 'Bearer xoxb-bench', 'content-type': 'application/json; charset=utf-8' },
      body: JSON.stringify({ channel, text }),
    });
    const { ts } = (await answer.json()) as { ts?: string }; // safe: the workspace answers so
    if (ts === undefined) throw new Error('the card could not be posted');
    return ts;
  },
  arrivals: () => [...arrived],
  /** The calls of a look-up since the last time this was asked, as method and path. */
  calls: () => {
    const since = seen;
    seen = backOffice.calls().at(-1)?.id;
    const all = backOffice.calls();
    return all.slice(all.findIndex(({ id }) => id === since) + 1).map(({ method, path }) => `${method} ${path}`);
  },
  /** Holds every call back until nothing more comes, lets all go, and counts how often: the round trips one after the other. */
  depth: async ({ forMs }: { forMs: number }) => {
    let trips = 0;
    let calls = 0;
    const endMs = Date.now() + forMs;
    while (Date.now() < endMs) {
      const hold = backOffice.hold(() => true, 'before');
      await Promise.race([hold.arrived(1), new Promise((resolve) => setTimeout(resolve, endMs - Date.now()))]);
      for (let waiting = -1; hold.waiting() > waiting; ) {
        waiting = hold.waiting();
        await new Promise((resolve) => setTimeout(resolve, quietMs));
      }
      if (hold.waiting() > 0) trips += 1;
      calls += hold.waiting();
      hold.release();
    }
    return { trips, calls };
  },
};
let seen: string | undefined;

export type Orders = typeof orders;

process.on('message', ({ id, order, given }: { id: number; order: keyof Orders; given: unknown }) => {
  const work = orders[order] as (given: unknown) => unknown; // safe: the parent's call is typed by Orders
  Promise.resolve()
    .then(() => work(given))
    .then(
      (result) => process.send?.({ id, result }),
      (error: unknown) => process.send?.({ id, failed: error instanceof Error ? error.message : String(error) }),
    );
});
process.on('disconnect', () => process.exit(0));
process.send?.({ ready: true });
