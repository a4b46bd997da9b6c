import { anyMeans } from '../approvals/policy/pattern.ts';
import type { Policy, Webhook } from '../approvals/policy/types.ts';
import { receiverKey } from '../approvals/policy/webhooks.ts';
import { ticketOf } from '../approvals/store/one.ts';
import type { Db } from '../db/schema.ts';
import type { JobResult } from '../jobs/jobs.ts';
import type { Keyring } from '../journal/keys.ts';
import { entriesOf } from '../journal/of-request.ts';
import type { Clock } from '../lib/clock.ts';
import { speak } from '../lib/language/speak.ts';
import type { Log } from '../lib/log.ts';
import type { Secret } from '../lib/secret.ts';
import { eventsOf, type WebhookBody } from './events.ts';
import type { WebhookSender } from './send.ts';

export type WebhookDeps = {
  db: Db;
  find: Keyring['find'];
  clock: Clock;
  log: Log;
  policy: Pick<Policy, 'webhooks'>;
  /** The secret that a variable of this name holds. */
  secretOf(name: string): Secret | undefined;
  sender: WebhookSender;
  tellOwners?: ((notice: { key: string; say: () => string }) => void) | undefined;
  observe?: ((outcome: WebhookOutcome) => void) | undefined;
  random?: () => number;
};
export type WebhookOutcome = 'sent' | 'retry' | 'dropped';

const dayMs = 24 * 3_600_000;
const firstPauseMs = 1_000;
const longestPauseMs = 5 * 60_000;
/** Another job is just sending to the same receiver. */
const busyAgainMs = 500;

/** How far a receiver has come with a request. */
type Place = { passed: number; tries: number; failingSince: Date | null };

/**
 * The job that tells one receiver of one request; `ref` is `<request>:<receiver>`. One event after the other, each until it is taken or was
 * tried for a day. To each receiver one at a time, so that one that hangs holds up nobody but itself.
 */
export function createWebhooks(deps: WebhookDeps): (ref: string) => Promise<JobResult> {
  const receivers = new Map(deps.policy.webhooks.map((webhook) => [receiverKey(webhook), webhook]));
  const busy = new Set<string>();
  return async (ref) => {
    const [id = '', key = ''] = ref.split(':');
    const webhook = receivers.get(key);
    const secret = webhook && deps.secretOf(webhook.secret);
    // The policy names it no more.
    if (webhook === undefined || secret === undefined) return 'done';
    if (busy.has(key)) return { againInMs: busyAgainMs };
    busy.add(key);
    try {
      return await deliver(deps, { webhook, secret, key, id });
    } finally {
      busy.delete(key);
    }
  };
}

async function deliver(deps: WebhookDeps, to: { webhook: Webhook; secret: Secret; key: string; id: string }): Promise<JobResult> {
  const { db, clock, log } = deps;
  const { webhook, secret, key, id } = to;
  const kept = await ticketOf(db, id);
  const entries = await entriesOf(db, id, deps.find);
  const events = eventsOf(id, entries, { ticket: kept?.ticket ?? undefined, salt: kept?.salt ?? undefined });
  let place = await placeOf(db, key, id);
  while (place.passed < events.length) {
    const event = events[place.passed];
    if (event === undefined) break;
    if (isFor(webhook, event)) {
      const now = clock.now();
      const outcome = await deps.sender.send({ url: webhook.url, secret }, JSON.stringify(event), now);
      if (!outcome.ok) {
        const failingSince = place.failingSince ?? now;
        const facts = { receiver: new URL(webhook.url).host, event: event.id, why: outcome.why };
        if (now.getTime() - failingSince.getTime() < dayMs) {
          place = { ...place, tries: place.tries + 1, failingSince };
          await keep(db, key, id, place);
          deps.observe?.('retry');
          const againInMs = pauseMs(place.tries, deps.random ?? Math.random);
          log.warn({ ...facts, againInMs }, 'a webhook was not taken; trying again');
          return { againInMs };
        }
        deps.observe?.('dropped');
        log.error(facts, 'a webhook was not taken for a day, and is not tried again');
        deps.tellOwners?.({
          key: `webhook ${key} dropped`,
          say: () =>
            speak(
              'The receiver of webhooks at {host} has taken nothing for a day ({why}). What it was to hear of request {id} ({event}) is dropped.',
              { host: facts.receiver, why: outcome.why, id, event: event.event },
            ),
        });
      } else deps.observe?.('sent');
    }
    place = { passed: place.passed + 1, tries: 0, failingSince: null };
    await keep(db, key, id, place);
  }
  return 'done';
}

function isFor({ on, actions }: Webhook, { event, request }: WebhookBody): boolean {
  return on.includes(event) && anyMeans(actions, request.action);
}

/** About twice as long each time; a quarter is left to chance, so that many that failed together do not come together. */
function pauseMs(tries: number, random: () => number): number {
  const whole = Math.min(longestPauseMs, firstPauseMs * 2 ** Math.min(tries - 1, 20));
  return Math.round(whole * (1 - random() / 4));
}

async function placeOf(db: Db, receiver: string, id: string): Promise<Place> {
  const row = await db
    .selectFrom('webhook_deliveries')
    .select(['passed', 'tries', 'failing_since'])
    .where('receiver', '=', receiver)
    .where('request_id', '=', id)
    .executeTakeFirst();
  return { passed: row?.passed ?? 0, tries: row?.tries ?? 0, failingSince: row?.failing_since ?? null };
}

async function keep(db: Db, receiver: string, id: string, { passed, tries, failingSince }: Place): Promise<void> {
  const values = { passed, tries, failing_since: failingSince };
  await db
    .insertInto('webhook_deliveries')
    .values({ receiver, request_id: id, ...values })
    .onConflict((conflict) => conflict.columns(['receiver', 'request_id']).doUpdateSet(values))
    .execute();
}
