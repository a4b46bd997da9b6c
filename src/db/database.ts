import { Kysely, PostgresDialect, type PostgresPool, sql } from 'kysely';
import type { Log } from '../lib/log.ts';
import type { Secret } from '../lib/secret.ts';
import { openEmbedded } from './embedded.ts';
import { migrate } from './migrations.ts';
import type { Db, Schema } from './schema.ts';
import { openServer } from './server.ts';

/** The open database; which engine it is matters to nobody but for recovery (an embedded one has a single process). */
export type Database = {
  db: Db;
  kind: 'embedded' | 'postgres';
  /** True when the database answers within the time given. */
  answers(withinMs: number): Promise<boolean>;
  close(): Promise<void>;
};

/** How either engine presents itself to kysely: a pool in the shape of node-postgres. */
export type Engine = { kind: Database['kind']; pool: PostgresPool };

export type DatabaseSettings = { url?: Secret | undefined; dataDir: string; seed?: string | undefined };

/**
 * Opens the PostgreSQL named by the settings, or else the embedded database in `dataDir`, and brings it to the newest shape.
 * Throws an Error with a sentence for the operator when the directory is held by another process or the server cannot be reached.
 */
export async function openDatabase(settings: DatabaseSettings, log: Log): Promise<Database> {
  const engine = settings.url
    ? openServer(settings.url, log)
    : await openEmbedded({ directory: settings.dataDir, seed: settings.seed });
  const db = new Kysely<Schema>({ dialect: new PostgresDialect({ pool: engine.pool }) });
  try {
    await migrate(db);
  } catch (error) {
    await db.destroy();
    throw error;
  }
  return {
    db,
    kind: engine.kind,
    answers: (withinMs) => answers(db, withinMs),
    close: () => db.destroy(),
  };
}

async function answers(db: Db, withinMs: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), withinMs);
  });
  const asked = sql`SELECT 1`.execute(db).then(
    () => true,
    () => false,
  );
  try {
    return await Promise.race([asked, late]);
  } finally {
    clearTimeout(timer);
  }
}
