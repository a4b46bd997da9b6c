import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

export type Connections = {
  /** False when this connection asks for too much at once; it is then gone. */
  take(request: IncomingMessage, response: ServerResponse): boolean;
  /** Takes no more connections, lets answers that are under way go out, and ends the rest. */
  close(): Promise<void>;
};

type Held = { requests: Set<IncomingMessage> };

/** An answer that its reader doesn't take must not hold up the end of the process. */
const closeWithinMs = 2_000;

/**
 * Holds a server to its number of connections. When it is full, the one goes that has asked nothing, or has been sending, for longest:
 * Slack's deliveries come whole within moments, so that strangers who hold connections or bodies open don't keep Slack out.
 */
export function holdConnections(server: Server, limits: { connections: number; pipelined: number }): Connections {
  /** In the order in which something last began or ended on them. */
  const held = new Map<Socket, Held>();
  let closing = false;

  /** Never one on which a whole request waits for its answer. */
  function longestSpare(): Socket | undefined {
    for (const [socket, { requests }] of held) if (isSpare(requests)) return socket;
    return undefined;
  }

  function touch(socket: Socket): void {
    const one = held.get(socket);
    if (one === undefined) return;
    held.delete(socket);
    held.set(socket, one);
  }

  server.on('connection', (socket) => {
    if (held.size >= limits.connections) {
      const spare = longestSpare();
      if (spare === undefined) {
        socket.destroy();
        return;
      }
      held.delete(spare);
      spare.destroy();
    }
    held.set(socket, { requests: new Set() });
    socket.once('close', () => held.delete(socket));
  });

  return {
    take(request, response) {
      const { socket } = request;
      const requests = held.get(socket)?.requests ?? new Set();
      if (requests.size >= limits.pipelined) {
        socket.destroy();
        return false;
      }
      requests.add(request);
      touch(socket);
      if (closing) response.shouldKeepAlive = false;
      response.once('close', () => {
        requests.delete(request);
        touch(socket);
        if (closing && requests.size === 0) socket.end();
      });
      return true;
    },
    close: () =>
      new Promise((resolve) => {
        closing = true;
        const cutOff = setTimeout(() => server.closeAllConnections(), closeWithinMs);
        server.close(() => {
          clearTimeout(cutOff);
          resolve();
        });
        // A body that is still on its way is given up: it wasn't acknowledged, so Slack or the person tries again.
        for (const [socket, { requests }] of held) if (isSpare(requests)) socket.destroy();
      }),
  };
}

/** Nothing that was asked on this connection has arrived whole. */
function isSpare(requests: ReadonlySet<IncomingMessage>): boolean {
  return [...requests].every((request) => !request.complete);
}
