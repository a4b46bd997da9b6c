import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Kysely, PostgresDialect, type PostgresPool } from 'kysely';
import type { Environment } from '../config.ts';
import { openEmbedded } from '../db/embedded.ts';
import type { Db, Schema } from '../db/schema.ts';
import { openServer } from '../db/server.ts';
import { headFileIn } from '../journal/head-file.ts';
import { keepHead } from '../journal/head-keeper.ts';
import { createJournal } from '../journal/journal.ts';
import { type JournalSource, socketPathOf, throughSocket } from '../journal/socket-client.ts';
import { sourceOf } from '../journal/source.ts';
import { createLog } from '../lib/log.ts';
import { postgresUrlProblem } from '../lib/postgres-url.ts';
import { Secret } from '../lib/secret.ts';
import { type JournalKeys, journalKeys } from './journal-keys.ts';

/** A journal that can be read, and where that is, in words. */
export type OpenJournal = {
  source: JournalSource;
  place: string;
  keys: JournalKeys;
  /** Where its head is kept, and whether a setting says so. */
  headFile: { path: string | undefined; isSet: boolean };
  /** The database itself, or the process that holds it. */
  at: { db: Db } | { socket: string };
  /** It is read in a folder that this process holds now, so that no app can start on it. */
  isHeld: boolean;
  close(): Promise<void>;
};

/** A process that is just starting holds the directory before it can be asked. */
const tries = 20;
const betweenTriesMs = 250;

/**
 * The journal of the settings: on PostgreSQL directly, in an embedded database by asking the process that holds it, or, if nobody
 * does, by opening the directory (if it `mayHold` it). Nothing is migrated or made. Throws an Error with a sentence if it cannot be
 * looked at.
 */
export async function openJournal(environment: Environment, { mayHold = true } = {}): Promise<OpenJournal> {
  const url = environment.DATABASE_URL?.trim();
  const set = environment.AUDIT_HEAD_FILE?.trim();
  if (url)
    return openOnServer(url, { keys: journalKeys(environment, undefined), headFile: { path: set || undefined, isSet: !!set } });
  const directory = dataDirOf(environment);
  const headFile = { path: set || headFileIn(directory), isSet: !!set };
  return openInDirectory(directory, { keys: journalKeys(environment, directory), headFile }, mayHold);
}

type Around = Pick<OpenJournal, 'keys' | 'headFile'>;

/** As the app chooses it: without a Slack token, `npm start` is the sandbox, which has a folder of its own. */
function dataDirOf(environment: Environment): string {
  const given = environment.DATA_DIR?.trim();
  if (given) return given;
  const ofSandbox = './data/sandbox';
  return !environment.SLACK_BOT_TOKEN?.trim() && existsSync(join(ofSandbox, 'postgres')) ? ofSandbox : './data';
}

async function openOnServer(url: string, around: Around): Promise<OpenJournal> {
  const problem = postgresUrlProblem(url);
  if (problem !== undefined) throw new Error(`DATABASE_URL ${problem}.`);
  const { pool } = openServer(new Secret(url), createLog({ level: 'silent' }));
  const place = 'the PostgreSQL of DATABASE_URL';
  try {
    return await opened(pool, place, around);
  } catch (error) {
    // PostgreSQL's own texts can hold the address with its password; its codes say enough.
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'no answer';
    throw new Error(
      code === '42P01'
        ? 'The database of DATABASE_URL has no journal: Wheelhouse has not run on it yet.'
        : `The PostgreSQL of DATABASE_URL does not answer (${code}). Check host, name and password.`,
    );
  }
}

async function openInDirectory(directory: string, around: Around, mayHold: boolean): Promise<OpenJournal> {
  if (!existsSync(join(directory, 'postgres')))
    throw new Error(
      `There is no journal in ${directory}. Set DATA_DIR to the app's directory, or DATABASE_URL to its PostgreSQL.`,
    );
  const socket = socketPathOf(directory);
  for (let attempt = 1; ; attempt += 1) {
    const source = throughSocket(socket);
    if (isOurs(socket, directory) && (await answers(source)))
      return {
        source,
        place: `${directory}, through the process that runs on it`,
        ...around,
        at: { socket },
        isHeld: false,
        close: async () => undefined,
      };
    if (!mayHold) throw new Error(`No process runs on ${directory}.`);
    try {
      const { pool } = await openEmbedded({ directory });
      return { ...(await opened(pool, directory, around)), isHeld: true };
    } catch (error) {
      if (attempt === tries) throw error;
      const isHeld = error instanceof Error && /in use by another/.test(error.message);
      if (!isHeld) throw error;
      await pause(betweenTriesMs);
    }
  }
}

/** A socket that somebody else has put there is not asked: it could say anything. */
function isOurs(socket: string, directory: string): boolean {
  if (process.platform === 'win32') return true;
  if (!existsSync(socket)) return false;
  const owner = statSync(socket).uid;
  return owner === process.getuid?.() || owner === statSync(directory).uid;
}

/** A socket without a process behind it was left by one that was killed. */
async function answers(source: JournalSource): Promise<boolean> {
  try {
    await source.entries(0, 1);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ECONNREFUSED' || error.code === 'ENOENT')) return false;
    throw error;
  }
}

async function opened(pool: PostgresPool, place: string, around: Around): Promise<OpenJournal> {
  const db: Db = new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) });
  const { keys, headFile } = around;
  try {
    const source = sourceOf(db, keys.ring === undefined ? undefined : createJournal({ keys: keys.ring }));
    await source.entries(0, 1);
    const { path } = headFile;
    const recordReveal: JournalSource['recordReveal'] = async (reveal) => {
      await source.recordReveal(reveal);
      if (path !== undefined) await keepHead(db, path, keys.find);
    };
    return { source: { ...source, recordReveal }, place, ...around, at: { db }, isHeld: false, close: () => db.destroy() };
  } catch (error) {
    await db.destroy();
    throw error;
  }
}
