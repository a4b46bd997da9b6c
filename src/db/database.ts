import { Kysely, PostgresDialect, type PostgresPool, sql } from 'kysely';
import type { Log } from '../lib/log.ts';
import type { Secret } from '../lib/secret.ts';
import { type Trace, untraced } from '../lib/trace.ts';
import { openEmbedded } from './embedded.ts';
import type { Engine, PoolCounts } from './engine.ts';
import { migrate } from './migrations.ts';
import { mustNotBeMoved } from './moved.ts';
import { type Notices, noticesOn } from './notices.ts';
import type { Db, Schema } from './schema.ts';
import { openServer } from './server.ts';
import { mustSuit } from './suits.ts';
import { traced } from './traced.ts';
import { settingProblem, troubleOf, unavailable } from './trouble.ts';

export type { PoolCounts } from './engine.ts';

/** The open database; which engine it is matters to nobody but for recovery (an embedded one has a single process). */
export type Database = {
  db: Db;
  kind: Engine['kind'];
  /** Whether it takes a write now, and when not, why, in words for an operator. */
  state(withinMs: number): Promise<DatabaseState>;
  /** How replicas wake each other; the embedded database has one process. */
  notices: Notices | undefined;
  /** Connections of the pool; the embedded database has one. */
  counts(): PoolCounts;
  close(): Promise<void>;
};

export type DatabaseState = { answers: boolean; trouble?: string };

/** One that is not used before `open` has succeeded: everything that is asked of it until then is refused as unavailable. */
export type ComingDatabase = Database & {
  /**
   * Brings it to the newest shape. Throws a SettingProblem with a sentence for the operator if waiting mends nothing, and a Fault
   * if the server may come by itself.
   */
  open(): Promise<void>;
};

export type DatabaseSettings = {
  url?: Secret | undefined;
  dataDir: string;
  seed?: string | undefined;
  /** Told the time of a database on another machine whenever its state is asked for. */
  compareClock?: ((other: Date) => void) | undefined;
  /** Told when a server takes writes again over new connections. */
  onRenewed?: (() => void) | undefined;
};

/** The database, open and in the newest shape, or an error with a sentence for the operator. */
export async function openDatabase(settings: DatabaseSettings, log: Log): Promise<Database> {
  const coming = await prepareDatabase(settings, log);
  try {
    await coming.open();
  } catch (error) {
    await coming.close();
    throw error;
  }
  return coming;
}

/**
 * The PostgreSQL named by the settings, which may be away, or else the embedded database in `dataDir`. Throws an Error with a sentence for
 * the operator when the directory cannot be used.
 */
export async function prepareDatabase(settings: DatabaseSettings, log: Log, trace: Trace = untraced): Promise<ComingDatabase> {
  if (settings.url === undefined) mustNotBeMoved(settings.dataDir);
  const engine = settings.url
    ? openServer(settings.url, log, { onRenewed: settings.onRenewed })
    : await openEmbedded({ directory: settings.dataDir, seed: settings.seed, log });
  let isOpen = false;
  let waitsFor = 'it was not there yet since the start';
  let closing: Promise<void> | undefined;
  // Before it has its newest shape nobody may meet an older one.
  const gated = {
    connect: () => {
      if (isOpen) return engine.pool.connect();
      const trouble = { words: waitsFor, renew: false };
      return Promise.reject(unavailable(trouble, undefined));
    },
    end: () => engine.pool.end(),
  } as PostgresPool; // safe: kysely calls connect and end
  const pool = trace === untraced ? gated : traced(gated, trace);
  const db = new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) });
  return {
    db,
    kind: engine.kind,
    counts: engine.counts,
    notices: settings.url ? noticesOn(settings.url, db, log) : undefined,
    async state(withinMs) {
      if (!isOpen) return { answers: false, trouble: waitsFor };
      const { at, ...state } = await stateOf(db, withinMs);
      // The embedded one has this machine's.
      if (at !== undefined && engine.kind === 'postgres') settings.compareClock?.(at);
      return state;
    },
    async open() {
      const { pool } = settings.url ? openServer(settings.url, log, { patient: true }) : engine;
      const own = new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) });
      try {
        if (engine.kind === 'postgres') await mustSuit(own);
        await migrate(own);
      } catch (error) {
        waitsFor = troubleOf(error)?.words ?? waitsFor;
        throw settingProblem(error) ?? error;
      } finally {
        if (pool !== engine.pool) await pool.end();
      }
      isOpen = true;
    },
    close() {
      closing ??= engine.pool.end();
      return closing;
    },
  };
}

/** Asks for a write: a server that has become read-only answers every read. */
async function stateOf(db: Db, withinMs: number): Promise<DatabaseState & { at?: Date | undefined }> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<DatabaseState>((resolve) => {
    timer = setTimeout(() => resolve({ answers: false, trouble: 'it does not answer' }), withinMs);
  });
  const asked = sql<{ at: Date }>`
    INSERT INTO write_checks (id, at) VALUES (1, now()) ON CONFLICT (id) DO UPDATE SET at = now() RETURNING clock_timestamp() AS at`
    .execute(db)
    .then(
      ({ rows }) => ({ answers: true, at: rows[0]?.at }),
      (error: unknown): DatabaseState => ({
        answers: false,
        trouble: troubleOf(error)?.words ?? 'it refuses a write',
      }),
    );
  try {
    return await Promise.race([asked, late]);
  } finally {
    clearTimeout(timer);
  }
}
