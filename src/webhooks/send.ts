import { createHmac } from 'node:crypto';
import { Agent } from 'undici';
import type { Secret } from '../lib/secret.ts';

export type SentWebhook = { ok: true } | { ok: false; why: string };

export type WebhookSender = {
  /** One try. Never throws, and takes no longer than the limit. */
  send(to: { url: string; secret: Secret }, body: string, at: Date): Promise<SentWebhook>;
};

const connectMs = 3_000;
/** From the first byte to the answer's head, the connecting included. */
const tryMs = 8_000;

/**
 * Signs and sends one event. Taken is what is answered by a 2xx; a redirect is no yes and is not followed, and nothing of an answer's body
 * is read.
 */
export function createWebhookSender(): WebhookSender {
  const agent = new Agent({
    connect: { timeout: connectMs },
    headersTimeout: tryMs,
    bodyTimeout: tryMs,
    maxHeaderSize: 16_384,
    pipelining: 1,
  });
  return {
    async send({ url, secret }, body, at) {
      const timestamp = String(Math.floor(at.getTime() / 1_000));
      const signature = createHmac('sha256', secret.reveal()).update(`${timestamp}.${body}`).digest('hex');
      const { origin, pathname, search } = new URL(url);
      try {
        const answer = await agent.request({
          origin,
          path: `${pathname}${search}`,
          method: 'POST',
          // Nothing is left open: the next event may be hours away.
          reset: true,
          body,
          headers: {
            'content-type': 'application/json',
            'user-agent': 'Wheelhouse',
            'x-wheelhouse-timestamp': timestamp,
            'x-wheelhouse-signature': `v1=${signature}`,
          },
          signal: AbortSignal.timeout(tryMs),
        });
        // Its end is not waited for: what it says is of no use, and there may be any amount of it.
        answer.body.on('error', () => undefined);
        answer.body.destroy();
        const { statusCode } = answer;
        return statusCode >= 200 && statusCode < 300 ? { ok: true } : { ok: false, why: `answered ${statusCode}` };
      } catch (error) {
        return { ok: false, why: whyOf(error) };
      }
    },
  };
}

/** A code, and nothing that the other side chose. */
function whyOf(error: unknown): string {
  if (!(error instanceof Error)) return 'no answer';
  if (error.name === 'TimeoutError' || error.name === 'HeadersTimeoutError') return 'no answer in time';
  return 'code' in error && typeof error.code === 'string' ? `no answer (${error.code})` : 'no answer';
}
