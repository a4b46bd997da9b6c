import { createHash } from 'node:crypto';
import { chmodSync, realpathSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import type { Log } from '../lib/log.ts';
import { StoredEntry } from './entries.ts';
import type { Head } from './heads.ts';

/** What the command line needs of a journal, wherever it lies. */
export type JournalSource = {
  entries(after: number, limit: number): Promise<StoredEntry[]>;
  /** The heads that the database remembers. */
  heads(): Promise<Head[]>;
  /** Notes in the journal that personal data was shown, to whom and why. */
  recordReveal(reveal: Reveal): Promise<void>;
};

const Reveal = z.object({
  actor: z.string().regex(/^cli:/),
  reason: z.string().min(3).max(3_000),
  format: z.string(),
  from: z.string().nullable(),
  to: z.string().nullable(),
});
export type Reveal = z.infer<typeof Reveal>;

const Heads = z.array(z.object({ seq: z.number(), hash: z.string(), from: z.string() }));
const pageLimit = 1_000;
/** A page is read in milliseconds; a process that does not answer for so long is stuck. */
const answerWithinMs = 30_000;
/** What a socket's path may hold (sun_path), with room to spare. */
const pathLimit = 100;

/** Where a process that holds the embedded database of this directory can be asked for its journal. */
export function doorOf(dataDir: string): string {
  const home = realpathSync(dataDir);
  if (process.platform === 'win32') return `\\\\.\\pipe\\wheelhouse-journal-${digest(home)}`;
  const beside = join(home, 'journal.sock');
  return Buffer.byteLength(beside) <= pathLimit ? beside : join(tmpdir(), `wheelhouse-journal-${digest(home)}.sock`);
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 24);
}

/**
 * Lets the command line read the journal while this process has the embedded database for itself: HTTP on a socket that only this
 * account can open (0600). Whoever can open it can read the database's files as well.
 */
export async function openDoor(dataDir: string, source: JournalSource, log: Log): Promise<{ close(): Promise<void> }> {
  const path = doorOf(dataDir);
  const server = createServer((asked, answer) => {
    serve(source, asked, answer).catch((error: unknown) => {
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

async function serve(source: JournalSource, asked: IncomingMessage, answer: ServerResponse): Promise<void> {
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
  return send(answer, 404, {});
}

function send(answer: ServerResponse, status: number, body: unknown): void {
  answer.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

/** The journal behind another process's door. Its methods throw an Error when nobody answers there. */
export function throughDoor(path: string): JournalSource {
  return {
    entries: async (after, limit) => z.array(StoredEntry).parse(await ask(path, 'GET', `/entries?after=${after}&limit=${limit}`)),
    heads: async () => Heads.parse(await ask(path, 'GET', '/heads')),
    async recordReveal(reveal) {
      await ask(path, 'POST', '/reveals', reveal);
    },
  };
}

function ask(path: string, method: 'GET' | 'POST', where: string, body?: unknown): Promise<unknown> {
  return new Promise((done, failed) => {
    const asking = request({ socketPath: path, method, path: where, timeout: answerWithinMs }, (answer) => {
      textOf(answer)
        .then((text) => {
          if (answer.statusCode !== 200) throw new Error(`the running process answered ${answer.statusCode}`);
          done(JSON.parse(text));
        })
        .catch(failed);
    });
    asking.on('timeout', () => asking.destroy(new Error('the running process does not answer')));
    asking.on('error', failed);
    asking.end(body === undefined ? undefined : JSON.stringify(body));
  });
}

async function textOf(message: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of message.setEncoding('utf8')) text += String(chunk);
  return text;
}
