import { createHmac, randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Pool } from 'undici';
import { signingSecret } from './signing.ts';

export type Figures = { count: number; p50: number; p99: number; most: number };

/** Of milliseconds. */
export function figuresOf(times: readonly number[]): Figures {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
  return { count: sorted.length, p50: at(0.5), p99: at(0.99), most: sorted.at(-1) ?? Number.NaN };
}

export type Sender = {
  /** Delivers as Slack does; the time to its answer, in milliseconds. @throws Error when it is not 200 */
  deliver(fields: Record<string, string>, options?: { late?: 'counts' }): Promise<number>;
  /** Sends a form; what its answer tells Slack to do, if it tells anything. */
  submit(fields: Record<string, string>): Promise<{ response_action?: string; view?: { private_metadata?: string } }>;
  close(): Promise<void>;
};

export function senderTo(port: number, connections = 50): Sender {
  const pool = new Pool(`http://127.0.0.1:${port}`, { connections });
  function post(fields: Record<string, string>) {
    const body = new URLSearchParams(fields).toString();
    const timestamp = String(Math.floor(Date.now() / 1_000));
    const signature = `v0=${createHmac('sha256', signingSecret).update(`v0:${timestamp}:${body}`).digest('hex')}`;
    const headers = {
      'content-type': 'application/x-www-form-urlencoded',
      'x-slack-request-timestamp': timestamp,
      'x-slack-signature': signature,
    };
    return pool.request({ path: '/slack/events', method: 'POST', headers, body });
  }
  return {
    async deliver(fields, { late } = {}) {
      const startedAt = performance.now();
      const response = await post(fields);
      const elapsedMs = performance.now() - startedAt;
      await response.body.dump();
      if (response.statusCode !== 200 && !(late === 'counts' && response.statusCode === 503))
        throw new Error(`a delivery was answered ${response.statusCode}`);
      return elapsedMs;
    },
    async submit(fields) {
      const response = await post(fields);
      const text = await response.body.text();
      if (response.statusCode !== 200) throw new Error(`a form was answered ${response.statusCode}`);
      return text === '' ? {} : (JSON.parse(text) as object); // safe: the app answers as Slack wants it
    },
    close: () => pool.close(),
  };
}

/** Where answers to commands go: tells each one's sender when the last of it is there. */
export async function openAnswers() {
  const waiting = new Map<string, (body: string) => void>();
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (part) => {
      body += String(part);
    });
    request.on('end', () => {
      response.writeHead(200, { 'content-length': '2' }).end('ok');
      const id = request.url ?? '';
      if (body.includes('"Looking…"')) return;
      waiting.get(id)?.(body);
      waiting.delete(id);
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo; // safe: it listens on TCP
  const base = `http://127.0.0.1:${port}`;
  return {
    base,
    next(): { url: string; answer: Promise<string> } {
      const id = `/${randomUUID()}`;
      return { url: `${base}${id}`, answer: new Promise((resolve) => waiting.set(id, resolve)) };
    },
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
export type Answers = Awaited<ReturnType<typeof openAnswers>>;

export const command = (text: string, responseUrl: string): Record<string, string> => ({
  team_id: 'T0WHEELHOUSE',
  channel_id: 'C0SUPPORT',
  channel_name: 'support',
  user_id: 'U0ANANOVAK',
  user_name: 'ana.novak',
  command: '/customer',
  text,
  api_app_id: 'A0WHEELHOUSE',
  is_enterprise_install: 'false',
  response_url: responseUrl,
  trigger_id: randomUUID(),
});

/** `work` done for `forMs`, always `atOnce` at the same time; how many were done a second. */
export async function closedLoop(atOnce: number, forMs: number, work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  let done = 0;
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      while (performance.now() - startedAt < forMs) {
        await work();
        done += 1;
      }
    }),
  );
  return done / ((performance.now() - startedAt) / 1_000);
}

/** Each piece of work begun at its time, whether or not those before it are done. */
export async function openLoop<T>(work: readonly (() => Promise<T>)[], perSecond: number): Promise<T[]> {
  const startedAt = performance.now();
  return Promise.all(
    work.map(async (one, index) => {
      const waitMs = startedAt + (index * 1_000) / perSecond - performance.now();
      if (waitMs > 0) await new Promise((due) => setTimeout(due, waitMs));
      return one();
    }),
  );
}
