/** Deliveries as signed HTTP requests. docs.slack.dev/authentication/verifying-requests-from-slack */
import { createHmac } from 'node:crypto';
import { Agent, type IncomingMessage, request } from 'node:http';
import type { Clock } from './environment.ts';
import { text } from './thing.ts';
import type { Sending, Transport, TransportAnswer } from './transport.ts';

/** @param url the app's `/slack/events` */
export function httpTransport(deps: { clock: Clock; changed(): void }, url: string, signingSecret: string): Transport {
  const agent = new Agent({ keepAlive: true });
  let reachable = true;

  function reached(now: boolean): void {
    if (reachable === now) return;
    reachable = now;
    deps.changed();
  }

  return {
    connected: () => reachable,
    send: async (sending, options = {}) => {
      const { body, contentType } = encode(sending);
      const timestamp = String(Math.floor((options.at ?? deps.clock.now()).getTime() / 1000));
      const secret = options.badSignature === true ? `${signingSecret}-wrong` : signingSecret;
      const headers: Record<string, string> = {
        'content-type': contentType,
        'content-length': String(Buffer.byteLength(body)),
        'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
        'x-slack-request-timestamp': timestamp,
        'x-slack-signature': `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex')}`,
      };
      if (sending.retry !== undefined) {
        headers['x-slack-retry-num'] = String(sending.retry.attempt);
        headers['x-slack-retry-reason'] = sending.retry.reason;
      }
      const answer = await post(agent, url, headers, body);
      reached(answer.outcome !== 'unreachable');
      return answer;
    },
    close: () => agent.destroy(),
  };
}

function encode({ kind, payload }: Sending): { body: string; contentType: string } {
  if (kind === 'events_api') return { body: JSON.stringify(payload), contentType: 'application/json' };
  const fields =
    kind === 'interactive'
      ? { payload: JSON.stringify(payload) }
      : Object.fromEntries(Object.entries(payload).map(([name, value]) => [name, text(value) ?? JSON.stringify(value)]));
  return { body: new URLSearchParams(fields).toString(), contentType: 'application/x-www-form-urlencoded' };
}

function post(agent: Agent, url: string, headers: Record<string, string>, body: string): Promise<TransportAnswer> {
  return new Promise((resolve) => {
    const outgoing = request(url, { method: 'POST', headers, agent }, (response) => {
      readAll(response).then(
        (raw) => {
          const status = response.statusCode ?? 0;
          resolve(status >= 200 && status < 300 ? { outcome: 'acked', body: decode(raw) } : { outcome: 'refused', status });
        },
        () => resolve({ outcome: 'unreachable' }),
      );
    });
    outgoing.on('error', () => resolve({ outcome: 'unreachable' }));
    outgoing.end(body);
  });
}

/** The whole body as text. */
export async function readAll(stream: IncomingMessage, maxBytes = 10_000_000): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size > maxBytes) throw new Error('body too large');
    chunks.push(bytes);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function decode(raw: string): unknown {
  if (raw === '') return undefined;
  try {
    return JSON.parse(raw);
  } catch {
    return raw;
  }
}
