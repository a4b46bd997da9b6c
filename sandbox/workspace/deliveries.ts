/** Handing something to the app and waiting for its ack: three seconds, then the person is told. */
import { eventPayload } from './payloads.ts';
import { keep, type Site } from './site.ts';
import type { Thing } from './thing.ts';
import type { Sending, SendOptions } from './transport.ts';

/** docs.slack.dev/interactivity/handling-user-interaction#acknowledgment_response */
const ackWithinMs = 3000;

/** What Slack's clients say when a button or a form got no answer. */
export const troubleConnecting = 'We had some trouble connecting. Try again?';

export type Acked =
  | { outcome: 'acked'; ackMs: number; body: unknown }
  | { outcome: 'timeout' | 'unreachable'; ackMs: number }
  | { outcome: 'refused'; ackMs: number; status: number };

/** Delivers once. Interactivity is never tried again. */
export async function deliver(site: Site, sending: Sending, options: SendOptions = {}): Promise<Acked> {
  const startedAt = performance.now();
  const stop = new AbortController();
  const late = site.clock.sleep(ackWithinMs, stop.signal).then(
    () => ({ outcome: 'timeout' as const }),
    () => ({ outcome: 'timeout' as const }),
  );
  const answer = await Promise.race([site.transport.send(sending, options), late]);
  stop.abort();
  const acked = { ...answer, ackMs: performance.now() - startedAt };
  const ack = acked.outcome === 'acked' ? acked.body : undefined;
  keep(site.deliveries, { kind: sending.kind, payload: sending.payload, outcome: acked.outcome, ackMs: acked.ackMs, ack });
  site.state.changed();
  return acked;
}

/** Slack tries an event again at once, after a minute and after five. */
const retriesAfterMs = [0, 60_000, 300_000];

/** Sends an event if the app has subscribed to it, in the background; resolves when it is acked or given up. */
export async function sendEvent(site: Site, event: Thing, subscribedAs: string = String(event.type)): Promise<void> {
  if (!site.manifest.settings.event_subscriptions.bot_events.includes(subscribedAs)) return;
  const payload = eventPayload(site, { ...event, event_ts: site.state.nextTs() });
  let acked = await deliver(site, { kind: 'events_api', payload });
  for (const [index, afterMs] of retriesAfterMs.entries()) {
    if (acked.outcome === 'acked' || site.closing.aborted) return;
    const reason =
      acked.outcome === 'timeout' ? 'http_timeout' : acked.outcome === 'refused' ? 'http_error' : 'connection_failed';
    try {
      if (afterMs > 0) await site.clock.sleep(afterMs, site.closing);
    } catch {
      return;
    }
    acked = await deliver(site, { kind: 'events_api', payload, retry: { attempt: index + 1, reason } });
  }
}
