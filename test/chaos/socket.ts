import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';

/** Longer than any ack takes; Slack itself waits three seconds. */
const answerWithinMs = 10_000;

export type SocketSide = Awaited<ReturnType<typeof socketSide>>;

/**
 * What is between a Slack that knows HTTP alone and an app in Socket Mode: hands out sockets, sends what is posted here as envelopes
 * over them, and answers with their acks. Everything else goes through as it is.
 */
export async function socketSide(options: { slack: string; app: string }) {
  const sockets = new Set<WebSocket>();
  const waiting = new Map<string, { over: WebSocket; resolve(payload: unknown): void; reject(why: Error): void }>();
  let isRefused = false;
  let envelopes = 0;

  const server: Server = createServer((request, response) => {
    void answer(request, response).catch(() => request.socket.destroy());
  });
  const accept = new WebSocketServer({ noServer: true });
  server.on('upgrade', (request, socket, head) => {
    socket.on('error', () => undefined);
    if (isRefused) return void socket.destroy();
    accept.handleUpgrade(request, socket, head, (opened) => {
      sockets.add(opened);
      opened.on('close', () => {
        sockets.delete(opened);
        for (const one of waiting.values()) if (one.over === opened) one.reject(new Error('the socket is gone'));
      });
      opened.on('error', () => undefined);
      opened.on('message', (data) => {
        const { envelope_id, payload } = JSON.parse(String(data)) as { envelope_id: string; payload: unknown }; // safe: the app's acks
        waiting.get(envelope_id)?.resolve(payload);
      });
      opened.send(JSON.stringify({ type: 'hello' }));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo; // safe: it listens on TCP

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = request.url ?? '/';
    const raw = await textOf(request);
    if (path === '/api/apps.connections.open') {
      if (isRefused) return void response.writeHead(503).end();
      return void json(response, { ok: true, url: `ws://127.0.0.1:${port}/link` });
    }
    if (request.method === 'POST' && path === '/slack/events') return deliver(raw, response);
    const there = await fetch(`${path.startsWith('/api/') ? options.slack : options.app}${path}`, {
      method: request.method ?? 'GET',
      headers: Object.entries(request.headers).flatMap(([name, value]): [string, string][] =>
        typeof value === 'string' && !hopByHop.has(name) ? [[name, value]] : [],
      ),
      ...(raw === '' ? {} : { body: raw }),
    });
    const headers = [...there.headers].filter(([name]) => !hopByHop.has(name));
    response.writeHead(there.status, Object.fromEntries(headers)).end(await there.text());
  }

  async function deliver(raw: string, response: ServerResponse): Promise<void> {
    const open = [...sockets];
    // Slack gives each envelope to one of an app's sockets, whichever.
    const socket = open[envelopes % Math.max(1, open.length)];
    if (socket === undefined) return void response.writeHead(503).end();
    envelopes += 1;
    const id = `envelope-${envelopes}`;
    const acked = new Promise<unknown>((resolve, reject) => {
      waiting.set(id, { over: socket, resolve, reject });
      setTimeout(() => reject(new Error('no ack')), answerWithinMs).unref();
    }).finally(() => waiting.delete(id));
    socket.send(JSON.stringify({ ...envelopeOf(raw), envelope_id: id, accepts_response_payload: true }));
    json(response, await acked);
  }

  return {
    url: `http://127.0.0.1:${port}`,
    openSockets: () => sockets.size,
    /** Drops what is open and opens nothing, or does its work again. */
    refuse(on: boolean) {
      isRefused = on;
      if (on) for (const socket of sockets) socket.terminate();
    },
    close() {
      for (const socket of sockets) socket.terminate();
      server.close();
      server.closeAllConnections();
    },
  };
}

const hopByHop = new Set(['host', 'connection', 'content-length', 'content-encoding', 'transfer-encoding', 'keep-alive']);

function json(response: ServerResponse, body: unknown): void {
  const isEmpty = typeof body !== 'object' || body === null || Object.keys(body).length === 0;
  if (isEmpty) response.writeHead(200).end();
  else response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

/** As Slack sends by a socket what it would post. */
function envelopeOf(raw: string): { type: string; payload: unknown } {
  if (raw.startsWith('{')) return { type: 'events_api', payload: JSON.parse(raw) };
  const form = new URLSearchParams(raw);
  const payload = form.get('payload');
  if (payload !== null) return { type: 'interactive', payload: JSON.parse(payload) };
  return { type: 'slash_commands', payload: Object.fromEntries(form) };
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const part of request.setEncoding('utf8')) text += String(part);
  return text;
}
