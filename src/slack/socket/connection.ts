import { WebSocket } from 'ws';
import type { Clock } from '../../lib/clock.ts';
import { within } from '../../lib/within.ts';
import { readMessage, type SocketMessage } from './envelope.ts';
import { networkTrouble, SocketTrouble, statusTrouble } from './trouble.ts';

/** From the address to Slack's `hello`. */
const openWithinMs = 10_000;
/** How often we ask whether somebody is there. */
const beatMs = 5_000;
/** So many beats without a single frame (message, ping or pong), and nobody is. */
const silentBeats = 3;
/** Slack pings by itself; once it has, so many beats without anything of its own mean that something else answers our pings. */
const unpingedBeats = 12;
/** How long the closing handshake may take. */
const farewellMs = 1_000;
/** Slack's own messages are some kilobytes. */
const largestMessage = 4 * 1_048_576;

/** One socket that has said `hello`. */
export type Connection = {
  /** False when it is not open any more. */
  send(text: string): boolean;
  /** Resolves when it is gone, with why; never rejects. */
  gone: Promise<SocketTrouble>;
  /** Closes politely, and cuts the line where that is not answered. */
  close(): Promise<void>;
};

export type ConnectionDeps = {
  clock: Clock;
  /** Everything but `hello`; may come before `connect` has resolved. */
  onMessage(message: Exclude<SocketMessage, { kind: 'hello' }>, send: Connection['send']): void;
};

/**
 * Opens one socket and resolves once Slack has said `hello`. Throws SocketTrouble, and leaves nothing behind then. After that it watches
 * whether somebody is still there: time goes by beats and not by the clock's hands, which somebody may set.
 */
export async function connect(url: string, { clock, onMessage }: ConnectionDeps, signal: AbortSignal): Promise<Connection> {
  const socket = opened(url);
  const over = new AbortController();
  let unheard = 0;
  let unpinged: number | undefined;
  let isGreeted = false;
  let why: SocketTrouble | undefined;
  const heard = () => {
    unheard = 0;
  };
  const cut = (trouble: SocketTrouble) => {
    why ??= trouble;
    socket.terminate();
  };
  const send = (text: string) => {
    if (socket.readyState !== WebSocket.OPEN) return false;
    socket.send(text, () => undefined);
    return true;
  };

  const heardSlack = () => {
    heard();
    if (unpinged !== undefined) unpinged = 0;
  };

  socket.on('pong', heard);
  socket.on('ping', () => {
    heard();
    unpinged = 0;
  });
  const gone = new Promise<SocketTrouble>((resolve) => {
    // It comes after 'error', too, and exactly once.
    socket.once('close', (code) => {
      over.abort();
      resolve(why ?? new SocketTrouble('closed', `Slack closed the socket (code ${code})`));
    });
  });
  socket.on('error', (error) => {
    why ??= networkTrouble('the socket', error);
  });
  socket.on('unexpected-response', (_request, response) =>
    cut(statusTrouble('the socket', response.statusCode ?? 0, response.headers['retry-after'])),
  );
  const hello = new Promise<void>((resolve) => {
    socket.on('message', (data, isBinary) => {
      heardSlack();
      if (isBinary) return;
      const message = readMessage(String(data));
      if (message.kind === 'hello') {
        isGreeted = true;
        resolve();
      } else if (message.kind === 'disconnect' && !isGreeted)
        cut(new SocketTrouble('closed', 'Slack sent the socket away before it said hello'));
      else onMessage(message, send);
    });
  });

  const stop = () => cut(new SocketTrouble('closed', 'we stopped'));
  signal.addEventListener('abort', stop, { once: true });
  const outcome = await within(clock, openWithinMs, Promise.race([hello, gone]), () => {
    const trouble = new SocketTrouble(
      'late',
      socket.readyState === WebSocket.OPEN ? 'the socket opened, but Slack did not say hello' : 'the socket did not open in time',
    );
    cut(trouble);
    return trouble;
  });
  signal.removeEventListener('abort', stop);
  if (outcome !== undefined) throw outcome;

  void (async () => {
    while (!over.signal.aborted) {
      await clock.sleep(beatMs, over.signal).catch(() => undefined);
      unheard += 1;
      if (unpinged !== undefined) unpinged += 1;
      if (unheard > silentBeats) cut(new SocketTrouble('silent', 'nothing came through the socket'));
      else if (unpinged !== undefined && unpinged > unpingedBeats)
        cut(new SocketTrouble('silent', 'Slack stopped pinging the socket'));
      else if (socket.readyState === WebSocket.OPEN) socket.ping();
    }
  })();

  return {
    send,
    gone,
    async close() {
      socket.close(1_000);
      await within(clock, farewellMs, gone, () => socket.terminate());
    },
  };
}

function opened(url: string): WebSocket {
  try {
    return new WebSocket(url, { perMessageDeflate: false, maxPayload: largestMessage });
  } catch {
    throw new SocketTrouble('unreadable', 'apps.connections.open named no address of a socket');
  }
}
