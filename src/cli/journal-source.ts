import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Kysely, PostgresDialect, type PostgresPool } from 'kysely';
import type { Environment } from '../config.ts';
import { openEmbedded } from '../db/embedded.ts';
import type { Db, Schema } from '../db/schema.ts';
import { openServer } from '../db/server.ts';
import { doorOf, type JournalSource, throughDoor } from '../journal/door.ts';
import { createJournal } from '../journal/journal.ts';
import { sourceOf } from '../journal/source.ts';
import { createLog } from '../lib/log.ts';
import { Secret } from '../lib/secret.ts';
import { type JournalKeys, journalKeys } from './journal-keys.ts';

/** A journal that can be read, and where that is, in words. */
export type OpenJournal = { source: JournalSource; place: string; keys: JournalKeys; close(): Promise<void> };

/** A process that is just starting holds the directory before it can be asked. */
const tries = 20;
const betweenTriesMs = 250;

/**
 * The journal of the settings: on PostgreSQL directly, in an embedded database by asking the process that holds it, or, where nobody
 * does, by opening the directory. Nothing is migrated or made. Throws an Error with a sentence where it cannot be looked at.
 */
export async function openJournal(environment: Environment): Promise<OpenJournal> {
  const url = environment.DATABASE_URL?.trim();
  if (url) return openOnServer(url, journalKeys(environment, undefined));
  const directory = dataDirOf(environment);
  return openInDirectory(directory, journalKeys(environment, directory));
}

/** As the app chooses it: without a Slack token, `npm start` is the sandbox, which has a folder of its own. */
function dataDirOf(environment: Environment): string {
  const given = environment.DATA_DIR?.trim();
  if (given) return given;
  const ofSandbox = './data/sandbox';
  return !environment.SLACK_BOT_TOKEN?.trim() && existsSync(join(ofSandbox, 'postgres')) ? ofSandbox : './data';
}

async function openOnServer(url: string, keys: JournalKeys): Promise<OpenJournal> {
  if (!/^postgres(ql)?:\/\/\S+$/.test(url)) throw new Error('DATABASE_URL must begin with postgres://.');
  const { pool } = openServer(new Secret(url), createLog({ level: 'silent' }));
  const place = 'the PostgreSQL of DATABASE_URL';
  try {
    return await opened(pool, place, keys);
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

async function openInDirectory(directory: string, keys: JournalKeys): Promise<OpenJournal> {
  if (!existsSync(join(directory, 'postgres')))
    throw new Error(
      `There is no journal in ${directory}. Set DATA_DIR to the app's directory, or DATABASE_URL to its PostgreSQL.`,
    );
  const door = doorOf(directory);
  for (let attempt = 1; ; attempt += 1) {
    const source = throughDoor(door);
    if (isOurs(door, directory) && (await answers(source)))
      return { source, place: `${directory}, through the process that runs on it`, keys, close: async () => undefined };
    try {
      const { pool } = await openEmbedded({ directory });
      return await opened(pool, directory, keys);
    } catch (error) {
      if (attempt === tries) throw error;
      const isHeld = error instanceof Error && /in use by another/.test(error.message);
      if (!isHeld) throw error;
      await pause(betweenTriesMs);
    }
  }
}

/** A door that somebody else has put there is not asked: it could say anything. */
function isOurs(door: string, directory: string): boolean {
  if (process.platform === 'win32') return true;
  if (!existsSync(door)) return false;
  const owner = statSync(door).uid;
  return owner === process.getuid?.() || owner === statSync(directory).uid;
}

/** A door without a process behind it was left by one that was killed. */
async function answers(source: JournalSource): Promise<boolean> {
  try {
    await source.entries(0, 1);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ECONNREFUSED' || error.code === 'ENOENT')) return false;
    throw error;
  }
}

async function opened(pool: PostgresPool, place: string, keys: JournalKeys): Promise<OpenJournal> {
  const db: Db = new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) });
  try {
    const source = sourceOf(db, keys.ring === undefined ? undefined : createJournal({ keys: keys.ring }));
    await source.entries(0, 1);
    return { source, place, keys, close: () => db.destroy() };
  } catch (error) {
    await db.destroy();
    throw error;
  }
}
