/** Socket Mode: envelopes over WebSockets. docs.slack.dev/apis/events-api/using-socket-mode */
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { Refused } from './refused.ts';
import { isThing, text } from './thing.ts';
import type { Transport, TransportAnswer } from './transport.ts';

/** Slack allows this many connections an app. */
const maxConnections = 10;
/** The client gives a connection up when no ping came for 30 s. */
const pingEveryMs = 10_000;
/** How long a closing handshake may take. */
const farewellMs = 500;

export type SocketTransport = Transport & {
  /** A one-time ticket for a connection, as apps.connections.open hands it out. @throws Refused too_many_websockets */
  ticket(): string;
  /** Takes over an HTTP upgrade to `/link?ticket=…`. */
  upgrade(incoming: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** Tells every connection to go, as Slack does every few hours. */
  disconnect(reason: 'warning' | 'refresh_requested' | 'link_disabled'): void;
  connections(): number;
};

export function socketTransport(deps: { nextId(prefix: string): string; changed(): void }, appId: string): SocketTransport {
  const server = new WebSocketServer({ noServer: true });
  const tickets = new Set<string>();
  const open: WebSocket[] = [];
  const waiting = new Map<string, { socket: WebSocket; answered(answer: TransportAnswer): void }>();
  let turn = 0;

  const pings = setInterval(() => {
    for (const socket of open) socket.ping();
  }, pingEveryMs);
  pings.unref();

  function leave(socket: WebSocket): void {
    const index = open.indexOf(socket);
    if (index >= 0) open.splice(index, 1);
    for (const [id, entry] of waiting) {
      if (entry.socket !== socket) continue;
      waiting.delete(id);
      entry.answered({ outcome: 'unreachable' });
    }
    deps.changed();
  }

  function enter(socket: WebSocket): void {
    open.push(socket);
    socket.on('close', () => leave(socket));
    socket.on('error', () => socket.terminate());
    socket.on('message', (data) => {
      const message = parsed(String(data));
      const id = isThing(message) ? text(message.envelope_id) : undefined;
      if (id === undefined || !isThing(message)) return;
      const entry = waiting.get(id);
      waiting.delete(id);
      const payload = message.payload;
      const empty = payload === undefined || (isThing(payload) && Object.keys(payload).length === 0);
      entry?.answered({ outcome: 'acked', body: empty ? undefined : payload });
    });
    const debugInfo = { host: 'local-workspace', build_number: 1, approximate_connection_time: 18_060 };
    socket.send(
      JSON.stringify({ type: 'hello', num_connections: open.length, debug_info: debugInfo, connection_info: { app_id: appId } }),
    );
    deps.changed();
  }

  return {
    connected: () => open.length > 0,
    connections: () => open.length,
    ticket: () => {
      if (open.length >= maxConnections) throw new Refused('too_many_websockets');
      const ticket = deps.nextId('ticket-');
      tickets.add(ticket);
      return ticket;
    },
    upgrade: (incoming, socket, head) => {
      const ticket = new URL(incoming.url ?? '/', 'http://localhost').searchParams.get('ticket') ?? '';
      if (!tickets.delete(ticket)) {
        socket.end('HTTP/1.1 401 Unauthorized\r\nConnection: close\r\n\r\n');
        return;
      }
      server.handleUpgrade(incoming, socket, head, enter);
    },
    send: ({ kind, payload, retry }) => {
      // Any payload may arrive on any connection.
      const socket = open[turn++ % Math.max(1, open.length)];
      if (socket === undefined) return Promise.resolve({ outcome: 'unreachable' });
      const id = deps.nextId('envelope-');
      return new Promise((resolve) => {
        waiting.set(id, { socket, answered: resolve });
        const again = kind === 'events_api' ? { retry_attempt: retry?.attempt ?? 0, retry_reason: retry?.reason ?? '' } : {};
        socket.send(
          JSON.stringify({ type: kind, envelope_id: id, payload, accepts_response_payload: kind !== 'events_api', ...again }),
        );
      });
    },
    disconnect: (reason) => {
      for (const socket of open)
        socket.send(JSON.stringify({ type: 'disconnect', reason, debug_info: { host: 'local-workspace' } }));
    },
    close: async () => {
      clearInterval(pings);
      await Promise.all(open.map(farewell));
      server.close();
    },
  };
}

/** Closes politely, so that a client that is leaving too sees no error; cuts the line when there is no answer. */
function farewell(socket: WebSocket): Promise<void> {
  return new Promise((resolve) => {
    const cut = setTimeout(() => socket.terminate(), farewellMs);
    socket.once('close', () => {
      clearTimeout(cut);
      resolve();
    });
    socket.close(1001);
  });
}

function parsed(raw: string): unknown {
  try {
    return JSON.parse(raw);
  } catch {
    return undefined;
  }
}
