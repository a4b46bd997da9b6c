import { createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

/** How far a delivery's time may be from ours, both ways. docs.slack.dev/authentication/verifying-requests-from-slack */
const mostSkewS = 300;

export type Stamp = { timestamp: string; signature: Buffer };

/** What the headers alone say about a signature: there and in time, or why it can't be good. A header sent twice is not in its form. */
export function stampOf(headers: IncomingHttpHeaders, now: Date): Stamp | 'missing' | 'malformed' | 'out-of-time' {
  const timestamp = headers['x-slack-request-timestamp'];
  const signature = headers['x-slack-signature'];
  if (timestamp === undefined || signature === undefined) return 'missing';
  if (typeof timestamp !== 'string' || typeof signature !== 'string') return 'malformed';
  if (!/^\d{1,11}$/.test(timestamp) || !/^v0=[\da-f]{64}$/.test(signature)) return 'malformed';
  if (Math.abs(Number(timestamp) - now.getTime() / 1_000) > mostSkewS) return 'out-of-time';
  return { timestamp, signature: Buffer.from(signature.slice(3), 'hex') };
}

/** Takes the raw bytes as they come, so that no large body holds up the event loop in one piece. */
export function signatureCheck(secret: string, stamp: Stamp): { update(bytes: Buffer): void; matches(): boolean } {
  const hmac = createHmac('sha256', secret).update(`v0:${stamp.timestamp}:`);
  return {
    update: (bytes) => void hmac.update(bytes),
    matches: () => timingSafeEqual(hmac.digest(), stamp.signature),
  };
}
