import { chmodSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Log } from '../lib/log.ts';
import { type JournalSource, Reveal, socketPathOf, textOf } from './socket-client.ts';

const pageLimit = 1_000;
/** What the process that holds the database does for the command line; what is asked and answered is JSON. */
export type SocketCommands = Readonly<Record<string, (asked: unknown) => Promise<unknown>>>;

/**
 * Lets the command line read the journal while this process has the embedded database for itself: HTTP on a socket that only this
 * account can open (0600). Anyone who can open it can read the database's files as well.
 */
export async function openSocketServer(
  dataDir: string,
  source: JournalSource,
  log: Log,
  commands: SocketCommands = {},
): Promise<{ close(): Promise<void> }> {
  const path = socketPathOf(dataDir);
  const server = createServer((asked, answer) => {
    serve(source, commands, asked, answer).catch((error: unknown) => {
      log.warn({ err: { message: error instanceof Error ? error.message : 'failed' } }, 'the journal could not be read');
      answer.writeHead(500).end();
    });
  });
  // We alone hold the directory: what lies there was left by a process that is gone.
  rmSync(path, { force: true });
  await listenPrivately(server, path);
  server.unref();
  return {
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

async function listenPrivately(server: Server, path: string): Promise<void> {
  await new Promise<void>((done, failed) => {
    server.once('error', failed);
    // The file is made by listen(), before anybody could set its mode.
    const mask = process.umask(0o177);
    server.listen(path, done);
    process.umask(mask);
  });
  if (process.platform !== 'win32') chmodSync(path, 0o600);
}

async function serve(
  source: JournalSource,
  commands: SocketCommands,
  asked: IncomingMessage,
  answer: ServerResponse,
): Promise<void> {
  const url = new URL(asked.url ?? '/', 'http://journal');
  if (asked.method === 'GET' && url.pathname === '/entries') {
    const after = Number(url.searchParams.get('after'));
    const limit = Math.min(pageLimit, Number(url.searchParams.get('limit')));
    if (!Number.isInteger(after) || !Number.isInteger(limit) || limit < 1) return send(answer, 400, {});
    return send(answer, 200, await source.entries(after, limit));
  }
  if (asked.method === 'GET' && url.pathname === '/heads') return send(answer, 200, await source.heads());
  if (asked.method === 'POST' && url.pathname === '/reveals') {
    const reveal = Reveal.safeParse(JSON.parse(await textOf(asked)));
    if (!reveal.success) return send(answer, 400, {});
    await source.recordReveal(reveal.data);
    return send(answer, 200, {});
  }
  const [, name = ''] = /^\/commands\/([a-z-]{1,40})$/.exec(url.pathname) ?? [];
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (asked.method === 'POST' && command !== undefined) return send(answer, 200, await command(JSON.parse(await textOf(asked))));
  return send(answer, 404, {});
}

function send(answer: ServerResponse, status: number, body: unknown): void {
  answer.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
