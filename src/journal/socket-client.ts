import { createHash } from 'node:crypto';
import { realpathSync } from 'node:fs';
import { type IncomingMessage, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
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

export const Reveal = z.object({
  actor: z.string().regex(/^cli:/),
  reason: z.string().min(3).max(3_000),
  format: z.string(),
  from: z.string().nullable(),
  to: z.string().nullable(),
  /** Whom the export was of, if it was of one. */
  customer: z.union([z.number(), z.string()]).optional(),
});
export type Reveal = z.infer<typeof Reveal>;

const Heads = z.array(z.object({ seq: z.number(), hash: z.string(), from: z.string(), isInDatabase: z.literal(true) }));
/** A page is read in milliseconds; a process that does not answer for so long is stuck. */
const answerWithinMs = 30_000;
/** What a socket's path may hold (sun_path), with room to spare. */
const pathLimit = 100;

/** Where a process that holds the embedded database of this directory can be asked for its journal. */
export function socketPathOf(dataDir: string): string {
  const home = realpathSync(dataDir);
  if (process.platform === 'win32') return `\\\\.\\pipe\\wheelhouse-journal-${digest(home)}`;
  const beside = join(home, 'journal.sock');
  return Buffer.byteLength(beside) <= pathLimit ? beside : join(tmpdir(), `wheelhouse-journal-${digest(home)}.sock`);
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 24);
}

/** Has the process behind that socket do something. */
export function commandThrough(path: string, name: string, asked: unknown): Promise<unknown> {
  return ask(path, 'POST', `/commands/${name}`, asked);
}

/** The journal of another process, over its socket. Its methods throw an Error when nobody answers there. */
export function throughSocket(path: string): JournalSource {
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
    // A connection that is kept breaks when the process behind it is another by then.
    const asking = request({ socketPath: path, agent: false, method, path: where, timeout: answerWithinMs }, (answer) => {
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

export async function textOf(message: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of message.setEncoding('utf8')) text += String(chunk);
  return text;
}
