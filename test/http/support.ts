import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { connect, type Socket } from 'node:net';
import type { App, ReceiverEvent } from '@slack/bolt';
import { createDeliveries } from '../../src/http/deliveries.ts';
import type { HttpLimits } from '../../src/http/limits.ts';
import { createHttp } from '../../src/http/server.ts';
import { createLog } from '../../src/lib/log.ts';
import { Secret } from '../../src/lib/secret.ts';
import { type HandClock, handClock } from '../support/clock.ts';

export const signingSecret = 'port-signing-secret';

export type Port = {
  port: number;
  clock: HandClock;
  /** What reached the app. */
  events: ReceiverEvent[];
  lines: string[];
  looks: { ready: number; metrics: number };
  close(): Promise<void>;
};

/** The port alone, in front of `handle` instead of Bolt. */
export async function openPort({
  handle = ({ ack }) => ack(),
  limits = {},
  host = '127.0.0.1',
  metricsToken,
  socket = false,
  ready = true,
  told = {},
}: {
  handle?: (event: ReceiverEvent) => Promise<void>;
  limits?: Partial<HttpLimits>;
  host?: string;
  metricsToken?: string;
  socket?: boolean;
  ready?: boolean;
  /** What is in the body of /readyz besides. */
  told?: object;
} = {}): Promise<Port> {
  const clock = handClock();
  const lines: string[] = [];
  const log = createLog({ level: 'debug', destination: { write: (line: string) => void lines.push(line) } });
  const events: ReceiverEvent[] = [];
  const looks = { ready: 0, metrics: 0 };
  const deliveries = createDeliveries({ signingSecret: new Secret(signingSecret), clock, log, limits });
  const app = {
    processEvent: async (event: ReceiverEvent) => {
      events.push(event);
      await handle(event);
    },
  };
  deliveries.receiver.init(app as App); // safe: a receiver calls processEvent alone
  const http = createHttp({
    clock,
    log,
    limits,
    ...(socket ? {} : { slack: deliveries.take }),
    metricsToken: metricsToken === undefined ? undefined : new Secret(metricsToken),
    ready: async () => {
      looks.ready += 1;
      return { ready, body: { ready, database: { answers: true }, ...told } };
    },
    metrics: async () => {
      looks.metrics += 1;
      return { contentType: 'text/plain', body: 'wheelhouse_requests 3\n' };
    },
  });
  const { port } = await http.listen({ host, port: 0 });
  return { port, clock, events, lines, looks, close: http.close };
}

export function signed(
  clock: HandClock,
  body: string | Buffer,
  { secret = signingSecret, skewS = 0 } = {},
): Record<string, string> {
  const timestamp = String(Math.floor(clock.now().getTime() / 1_000) + skewS);
  const signature = createHmac('sha256', secret).update(`v0:${timestamp}:`).update(body).digest('hex');
  return { 'x-slack-request-timestamp': timestamp, 'x-slack-signature': `v0=${signature}` };
}

export const form = { 'content-type': 'application/x-www-form-urlencoded' };
export const json = { 'content-type': 'application/json' };

export type Answer = { status: number; headers: IncomingMessage['headers']; text: string };

export function send(
  port: number,
  path: string,
  options: { method?: string; headers?: Record<string, string>; body?: string | Buffer } = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const { method = 'GET', headers = {}, body } = options;
    const length =
      body === undefined || headers['transfer-encoding'] ? {} : { 'content-length': String(Buffer.byteLength(body)) };
    const outgoing = httpRequest({ host: '127.0.0.1', port, path, method, headers: { ...length, ...headers } }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, text: Buffer.concat(parts).toString() }),
      );
      response.on('error', reject);
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

export const deliver = (port: number, headers: Record<string, string>, body: string | Buffer) =>
  send(port, '/slack/events', { method: 'POST', headers, body });

/** A connection on which a test writes what no client would. */
export async function wire(
  port: number,
): Promise<{ socket: Socket; seen(pattern: RegExp): Promise<string>; over: Promise<string> }> {
  const socket = connect(port, '127.0.0.1');
  let text = '';
  socket.on('data', (part) => {
    text += String(part);
    socket.emit('more');
  });
  socket.on('error', () => undefined);
  const over = new Promise<string>((resolve) => socket.once('close', () => resolve(text)));
  await once(socket, 'connect');
  return {
    socket,
    over,
    seen: (pattern) =>
      new Promise((resolve, reject) => {
        const look = () => {
          if (!pattern.test(text)) return;
          socket.off('more', look);
          resolve(text);
        };
        socket.on('more', look);
        void over.then(() => reject(new Error(`the connection ended with: ${text}`)));
        look();
      }),
  };
}

export function head(headers: Record<string, string>, path = '/slack/events', method = 'POST'): string {
  const lines = Object.entries({ host: 'wheelhouse', ...headers }).map(([name, value]) => `${name}: ${value}`);
  return `${method} ${path} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`;
}
