import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Kysely, PostgresDialect, sql } from 'kysely';
import { meaningOf } from '../approvals/seal/meaning.ts';
import type { Environment } from '../config.ts';
import { copyTable, sumOf, tablesOf } from '../db/copy-tables.ts';
import { openEmbedded } from '../db/embedded.ts';
import { migrate } from '../db/migrations.ts';
import { type MovedMark, readMoved, unmarkMoved, writeMoved } from '../db/moved.ts';
import type { Db, Schema } from '../db/schema.ts';
import { openServer } from '../db/server.ts';
import { mustSuit } from '../db/suits.ts';
import { NotYet, settingProblem, troubleOf } from '../db/trouble.ts';
import { headFileIn, readHeadFile } from '../journal/head-file.ts';
import { lastEntry } from '../journal/journal.ts';
import { keyFileIn, readKeyFile } from '../journal/key-file.ts';
import { keyringOf } from '../journal/keys.ts';
import { pagesOf, sourceOf } from '../journal/source.ts';
import { verify } from '../journal/verify.ts';
import type { Clock } from '../lib/clock.ts';
import { readKeyText } from '../lib/key-text.ts';
import { createLog } from '../lib/log.ts';
import { postgresUrlProblem } from '../lib/postgres-url.ts';
import { Secret } from '../lib/secret.ts';
import { counted } from '../lib/text.ts';
import type { CommandEnd } from './arguments.ts';
import { readEnvFile, setInEnvFile } from './env-file.ts';
import { journalKeys } from './journal-keys.ts';

export type MoveDeps = {
  environment: Environment;
  clock: Clock;
  /** Told how far it is. */
  tell(line: string): void;
  /** The file that `--write-env` writes. */
  envFile: string;
};

/** Why nothing was moved, in a sentence. */
class NotMoved extends Error {
  readonly code: 1 | 2;
  constructor(say: string, code: 1 | 2 = 1) {
    super(say);
    this.code = code;
  }
}

/** The app's own lock for a move, so that two folders are not moved into one database at once. */
const moveLock = 7_301_943;

/**
 * `wheelhouse move --to postgres://…`: takes the embedded database of DATA_DIR to an empty PostgreSQL while the app is stopped. Everything
 * is copied, compared and verified in one transaction of the other side; only then the folder is marked, and never started from again.
 */
export async function moveDatabase(
  deps: MoveDeps,
  { to, writeEnv = false }: { to: string; writeEnv?: boolean },
): Promise<CommandEnd> {
  try {
    return { code: 0, lines: await move(deps, to.trim(), writeEnv) };
  } catch (error) {
    const nothing = 'Nothing was moved.';
    if (error instanceof NotMoved) return { code: error.code, lines: [`${error.message} ${nothing}`] };
    if (error instanceof Unknown) return { code: 1, lines: [error.message] };
    const known = settingProblem(error)?.message ?? (error instanceof NotYet ? `The PostgreSQL: ${error.message}.` : undefined);
    const words = troubleOf(error)?.words;
    const say = known ?? (words === undefined ? undefined : `The PostgreSQL cannot be used: ${words}.`);
    if (say === undefined && error instanceof Error && error.message.startsWith('DATA_DIR'))
      return { code: 1, lines: [`${error.message} ${nothing}`] };
    return { code: 1, lines: [`${(say ?? 'The database could not be copied.').replaceAll('DATABASE_URL', '--to')} ${nothing}`] };
  }
}

async function move(deps: MoveDeps, to: string, writeEnv: boolean): Promise<string[]> {
  const { environment, tell } = deps;
  const problem = postgresUrlProblem(to);
  if (problem !== undefined) throw new NotMoved(`--to ${problem}.`, 2);
  if (environment.DATABASE_URL?.trim())
    throw new NotMoved('DATABASE_URL is set: the app runs on PostgreSQL already. Leave it out to move what is in DATA_DIR.', 2);
  const dataDir = environment.DATA_DIR?.trim() || './data';
  if (!existsSync(join(dataDir, 'postgres')))
    throw new NotMoved(`There is no database in ${dataDir}. Set DATA_DIR to its folder.`, 2);
  const place = placeOf(to);
  const mark = readMoved(dataDir);
  if (mark?.state === 'moved') throw new NotMoved(`The database in ${dataDir} was moved to ${mark.to} before.`);
  const source = await openEmbedded({ directory: dataDir });
  const from: Db = new Kysely<Schema>({ dialect: new PostgresDialect({ pool: source.pool }) });
  const server = openServer(new Secret(to), createLog({ level: 'silent' }), { patient: true });
  const target: Db = new Kysely<Schema>({ dialect: new PostgresDialect({ pool: server.pool }) });
  try {
    await migrate(from);
    const settings = await settingsFor(deps, from, { dataDir, to, writeEnv });
    await mustSuit(target);
    if (mark !== undefined && (await isThere(target, mark))) {
      tell('It was copied and verified before; only the mark on the folder was missing.');
    } else {
      unmarkMoved(dataDir);
      await mustBeEmpty(target);
      await migrate(target);
      await copyAll(deps, from, target, { dataDir, place });
    }
    if (writeEnv) setInEnvFile(deps.envFile, settings);
    const head = await lastEntry(target);
    writeMoved(dataDir, markOf(deps, 'moved', place, head));
    return done(dataDir, place, writeEnv ? deps.envFile : undefined);
  } finally {
    await Promise.all([from.destroy(), target.destroy()]);
  }
}

function done(dataDir: string, place: string, envFile: string | undefined): string[] {
  return [
    `Moved: ${dataDir} is now in ${place}, and is not started from any more.`,
    envFile === undefined
      ? 'Start the app with DATABASE_URL set to it, the same JOURNAL_KEY, and AUDIT_HEAD_FILE as before.'
      : `${envFile} has DATABASE_URL, JOURNAL_KEY and AUDIT_HEAD_FILE. Start the app.`,
  ];
}

/** Host and name, and nothing that lets anybody in. */
function placeOf(url: string): string {
  const { host, pathname } = new URL(url);
  return `${host}${pathname}`;
}

function markOf(
  { clock }: MoveDeps,
  state: MovedMark['state'],
  to: string,
  head: { seq: number; hash: string } | undefined,
): MovedMark {
  return { state, to, at: clock.now().toISOString(), head: head === undefined ? null : { seq: head.seq, hash: head.hash } };
}

/** What the app needs on the other side, with the key that the journal is kept with. */
async function settingsFor(
  { environment, envFile }: MoveDeps,
  from: Db,
  { dataDir, to, writeEnv }: { dataDir: string; to: string; writeEnv: boolean },
): Promise<Record<string, string>> {
  const last = await lastEntry(from);
  const set = environment.JOURNAL_KEY?.trim();
  const beside = readKeyFile(keyFileIn(dataDir));
  const own = set ? keyOfSetting(set) : undefined;
  const needed = last?.keyId ?? (beside === undefined ? undefined : keyringOf({ key: beside, previous: [] }).current.id);
  const fits = (key: Secret | undefined) => key !== undefined && keyringOf({ key, previous: [] }).current.id === needed;
  if (set && !fits(own))
    throw new NotMoved(
      `JOURNAL_KEY is not the key that the journal in ${dataDir} is kept with${fits(beside) ? `: leave it out, or set it to what ${keyFileIn(dataDir)} holds` : ''}.`,
    );
  const key = set ? own : beside;
  if (key === undefined || !fits(key))
    throw new NotMoved(`The key of the journal in ${dataDir} is neither JOURNAL_KEY nor beside it. Bring it back first.`);
  if (!set && !writeEnv)
    throw new NotMoved(
      `On PostgreSQL the app needs JOURNAL_KEY, and must have the same as before. Set it to what ${keyFileIn(dataDir)} holds, or add --write-env, which puts it into ${envFile}.`,
    );
  const headFile = environment.AUDIT_HEAD_FILE?.trim() || resolve(headFileIn(dataDir));
  const settings = { DATABASE_URL: to, JOURNAL_KEY: key.reveal(), AUDIT_HEAD_FILE: headFile };
  if (writeEnv) {
    const there = readEnvFile(envFile);
    for (const [name, value] of Object.entries(settings)) {
      const old = there.get(name);
      const isSameKey = name === 'JOURNAL_KEY' && old !== undefined && fits(keyOfSetting(old));
      if (old !== undefined && old !== '' && old !== value && !isSameKey)
        throw new NotMoved(`${envFile} sets ${name} to something else. Take that line out first.`);
      if (isSameKey && old !== undefined) settings.JOURNAL_KEY = old;
    }
  }
  return settings;
}

function keyOfSetting(text: string): Secret | undefined {
  const key = readKeyText(text);
  return key.ok ? new Secret(key.hex) : undefined;
}

/** What a move was cut off from: the other side has all of it, or nothing. */
async function isThere(target: Db, { head }: MovedMark): Promise<boolean> {
  const { rows } = await sql<{ there: boolean }>`SELECT to_regclass('journal') IS NOT NULL AS there`.execute(target);
  if (!rows[0]?.there || head === null) return false;
  const entry = await target.selectFrom('journal').select('hash').where('seq', '=', head.seq).executeTakeFirst();
  return entry?.hash === head.hash;
}

/** No tables but ours, and nothing in them. */
async function mustBeEmpty(target: Db): Promise<void> {
  const tables = await tablesOf(target);
  if (tables.length === 0) return;
  const full: string[] = [];
  const hasJournal = tables.includes('journal');
  for (const table of tables) {
    const { rows } = await sql<{ some: boolean }>`SELECT EXISTS (SELECT FROM ${sql.table(table)}) AS some`.execute(target);
    if (!hasJournal || rows[0]?.some) full.push(table);
  }
  if (full.length > 0)
    throw new NotMoved(
      `The PostgreSQL of --to is not empty (${full.slice(0, 3).join(', ')}${full.length > 3 ? ', …' : ''}). Make a new database for Wheelhouse.`,
    );
}

/** Nobody knows whether the other side has committed. */
class Unknown extends Error {}

/** All tables in one transaction of the other side, compared and verified there before it ends. */
async function copyAll(
  deps: MoveDeps,
  from: Db,
  target: Db,
  { dataDir, place }: { dataDir: string; place: string },
): Promise<void> {
  let isMarked = false;
  try {
    await target.transaction().execute(async (tx) => {
      await sql`SELECT pg_advisory_xact_lock(${sql.lit(moveLock)})`.execute(tx);
      await mustBeEmpty(tx);
      await from.transaction().execute((own) => copyTables(deps, own, tx));
      const head = await verified(deps, tx, dataDir);
      writeMoved(dataDir, markOf(deps, 'finishing', place, head));
      isMarked = true;
    });
  } catch (error) {
    if (!isMarked) throw error;
    throw new Unknown(
      `The PostgreSQL was lost in the last moment, so it is not known whether the move took place. Run this command again: it finishes it, or says that nothing was moved. Until then ${dataDir} is not started from.`,
    );
  }
}

async function copyTables({ tell }: MoveDeps, from: Db, to: Db): Promise<void> {
  for (const side of [from, to]) await sql`SET LOCAL TIME ZONE 'UTC'`.execute(side);
  for (const table of await tablesOf(from)) {
    const before = await sumOf(from, table);
    if (before.rows === 0) continue;
    let saidAt = 0;
    await copyTable(from, to, table, (copied) => {
      if (copied - saidAt < 20_000) return;
      saidAt = copied;
      tell(`${table}: ${copied} of ${before.rows} rows`);
    });
    const after = await sumOf(to, table);
    if (after.rows !== before.rows || after.sum !== before.sum)
      throw new NotMoved(`${table} did not arrive as it was: ${after.rows} of ${before.rows} rows.`);
    tell(`${table}: ${counted(before.rows, 'row')}, the same on both sides`);
  }
}

/** Holds the journal on the other side against itself, its keys, its meaning and the kept head. */
async function verified({ environment, tell }: MoveDeps, tx: Db, dataDir: string) {
  const { find } = journalKeys(environment, dataDir);
  const heads = (await readHeadFile(environment.AUDIT_HEAD_FILE?.trim() || headFileIn(dataDir))) ?? [];
  const verdict = await verify(pagesOf(sourceOf(tx, undefined)), heads, find, meaningOf(find));
  if (!verdict.ok)
    throw new NotMoved(
      `The journal in ${dataDir} is not whole: entry ${verdict.flaw.seq}: ${verdict.flaw.say}. npx wheelhouse audit verify says more.`,
    );
  if (verdict.unknownKey !== undefined)
    throw new NotMoved(
      `From entry ${verdict.unknownKey.seq} on the journal was kept with key ${verdict.unknownKey.keyId}. Add it to JOURNAL_KEY_PREVIOUS.`,
    );
  tell(`journal: ${counted(verdict.entries, 'entry', 'entries')}, chain, keys, seals and meaning verified on the other side`);
  return verdict.head;
}
