import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { App } from '@slack/bolt';
import { onTestFinished } from 'vitest';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Clock } from '../../src/lib/clock.ts';
import { Secret } from '../../src/lib/secret.ts';
import { createSocketReceiver } from '../../src/slack/socket/receiver.ts';
import { silentLog } from './log.ts';

type Answer = (response: ServerResponse, request: IncomingMessage) => void;
type Upgrade = (socket: Duplex, take: () => void) => void;

/** A Slack of which only `apps.connections.open` and the sockets are there: real HTTP and real WebSockets, as unkind as a test wants. */
export async function socketSlack() {
  const answers: Answer[] = [];
  const upgrades: Upgrade[] = [];
  const sockets: WebSocket[] = [];
  const acks: { envelopeId: string; payload: unknown; over: WebSocket }[] = [];
  const asked: string[] = [];
  const state = { hello: true, autoPong: true };
  let envelopes = 0;
  let upgraded = 0;

  const http = createServer((request, response) => {
    asked.push(request.headers.authorization ?? '');
    const answer = answers.shift();
    if (answer) answer(response, request);
    else json(response, 200, { ok: true, url: `ws://127.0.0.1:${port()}/link` });
  });
  // Also those that were taken over and lead nowhere.
  const lines = new Set<Duplex>();
  http.on('connection', (line) => {
    lines.add(line);
    line.once('close', () => lines.delete(line));
  });
  const port = () => (http.address() as AddressInfo).port; // safe: a TCP server that listens
  http.on('upgrade', (request, socket, head) => {
    socket.on('error', () => undefined);
    upgraded += 1;
    const take = () => {
      const server = new WebSocketServer({ noServer: true, autoPong: state.autoPong });
      server.handleUpgrade(request, socket, head, enter);
    };
    const upgrade = upgrades.shift();
    if (upgrade) upgrade(socket, take);
    else take();
  });

  function enter(socket: WebSocket): void {
    sockets.push(socket);
    socket.on('error', () => undefined);
    socket.on('message', (data) => {
      const { envelope_id, payload } = JSON.parse(String(data)) as { envelope_id: string; payload: unknown };
      acks.push({ envelopeId: envelope_id, payload, over: socket });
    });
    if (state.hello) socket.send(JSON.stringify({ type: 'hello', num_connections: 1, connection_info: { app_id: 'A1' } }));
  }

  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const address = port();
  const close = async () => {
    for (const line of lines) line.destroy();
    if (http.listening) await new Promise<void>((resolve) => http.close(() => resolve()));
  };
  onTestFinished(close);

  return {
    state,
    sockets,
    acks,
    asked,
    /** How many asked to open a socket, also those that got none. */
    upgraded: () => upgraded,
    apiUrl: `http://127.0.0.1:${address}/api/`,
    /** How the next tries are answered, one each. */
    answer: (...next: Answer[]) => answers.push(...next),
    upgrade: (...next: Upgrade[]) => upgrades.push(...next),
    /** Nobody listens any more; `back` listens at the same address again. */
    close,
    back: () => new Promise<void>((resolve) => http.listen(address, '127.0.0.1', resolve)),
    /** A slash command over that socket; returns its envelope's id. */
    command(over: WebSocket, command = '/ping'): string {
      const id = `envelope-${++envelopes}`;
      const payload = { command, text: '', user_id: 'U1', team_id: 'T1', channel_id: 'C1', trigger_id: `t${envelopes}` };
      over.send(JSON.stringify({ type: 'slash_commands', envelope_id: id, payload, accepts_response_payload: true }));
      return id;
    },
    disconnect: (over: WebSocket, reason: string) => over.send(JSON.stringify({ type: 'disconnect', reason })),
  };
}
export type SocketSlack = Awaited<ReturnType<typeof socketSlack>>;

export function json(response: ServerResponse, status: number, body: object, headers: Record<string, string> = {}): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
}

/** A Bolt app that hangs on that Slack by our receiver. `/ping` is acked at once, `/slow` when `go` is called. */
export async function socketApp(slack: SocketSlack, clock: Clock, onDelivery?: (body: object) => void) {
  const receiver = createSocketReceiver({ appToken: new Secret('xapp-1'), apiUrl: slack.apiUrl, clock, log: silentLog });
  const app = new App({ receiver, authorize: async () => ({ botToken: 'xoxb-1' }) });
  app.use(async ({ body, next }) => {
    onDelivery?.(body);
    await next();
  });
  const handled: string[] = [];
  let go: () => void = () => undefined;
  const gone = new Promise<void>((resolve) => {
    go = resolve;
  });
  app.command('/ping', async ({ ack, command }) => {
    await ack({ text: 'pong' });
    handled.push(command.trigger_id);
  });
  app.command('/slow', async ({ ack, command }) => {
    handled.push(command.trigger_id);
    await gone;
    await ack({ text: 'decided' });
  });
  onTestFinished(async () => {
    await receiver.stop();
  });
  await receiver.start();
  return { receiver, handled, go, state: () => receiver.state() };
}
