import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { testKey } from '../support/keys.ts';
import type { Arm, Book, ClockSetting } from './orders.ts';
import { type DatabaseOf, type Outside, openOutside, policy } from './outside.ts';
import { type AppProcess, launch } from './program.ts';

/** How many times faster than the machine's the app's clock runs: what waits for its own clock then waits less. */
const speed = 10;

/** Where the database of a series comes from. */
export type Ground = { kind: 'embedded'; prepared: string } | { kind: 'postgres'; createDatabase(): Promise<string> };

/** A directory with an initialised database, to copy from. */
export async function prepareDirectory(program: string): Promise<{ prepared: string; remove(): void }> {
  const prepared = mkdtempSync(join(tmpdir(), 'wheelhouse-prepared-'));
  const child = launch(program);
  child.send({ kind: 'prepare', directory: prepared });
  await child.hear('prepared');
  child.kill();
  await child.ended;
  return { prepared, remove: () => rmSync(prepared, { recursive: true, force: true }) };
}

/** One database, one world, and the processes of the app that come and go on them. */
export type Series = {
  outside: Outside;
  /** The process that runs now. */
  app(): AppProcess;
  /** Starts the next process on the same database; resolves when it takes deliveries. @throws Error when it died before */
  start(arm?: Arm, afterGo?: (app: AppProcess) => void): Promise<AppProcess>;
  forward(ms: number): Promise<void>;
  /** Lines of the log of all processes so far. */
  log(): string;
  /** Ends the app and reads its database. */
  finish(): Promise<Book>;
  close(): Promise<void>;
};

export async function openSeries(program: string, ground: Ground): Promise<Series> {
  const outside = await openOutside();
  const folder = mkdtempSync(join(tmpdir(), 'wheelhouse-torture-'));
  const logFile = join(folder, 'log');
  const clock: ClockSetting = { originMs: Date.now(), realMs: Date.now(), speed, shiftMs: 0 };
  outside.door.signBy(() => new Date(clock.originMs + (Date.now() - clock.realMs) * clock.speed + clock.shiftMs));
  const database = await databaseFor(ground, folder);
  const environment = outside.environment(database);
  let spare: AppProcess | undefined = launch(program);
  let app: AppProcess | undefined;
  const current = () => {
    if (app === undefined) throw new Error('no process was started');
    return app;
  };
  return {
    outside,
    app: current,
    async start(arm, afterGo) {
      if ('DATABASE_URL' in database) await endLeases(database.DATABASE_URL);
      const next = spare ?? launch(program);
      spare = undefined;
      app = next;
      await next.hear('loaded');
      next.send({ kind: 'start', environment, policy, clock, logFile, arm });
      afterGo?.(next);
      const { port } = await next.hear('running');
      outside.door.to([port]);
      // The next one loads while this one lives.
      spare = launch(program);
      return next;
    },
    async forward(ms) {
      clock.shiftMs += ms;
      const now = current();
      now.send({ kind: 'forward', ms });
      await Promise.race([now.hear('moved').catch(() => undefined), now.ended]);
    },
    log: () => (existsSync(logFile) ? readFileSync(logFile, 'utf8') : ''),
    async finish() {
      const now = current();
      now.send({ kind: 'finish' });
      const { book } = await now.hear('finished');
      await now.ended;
      return book;
    },
    async close() {
      for (const one of [app, spare]) {
        one?.kill();
        await one?.ended;
      }
      await outside.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function databaseFor(ground: Ground, folder: string): Promise<DatabaseOf> {
  if (ground.kind === 'postgres') return { DATABASE_URL: await ground.createDatabase(), JOURNAL_KEY: testKey };
  const directory = join(folder, 'data');
  mkdirSync(directory);
  cpSync(ground.prepared, directory, { recursive: true });
  return { DATA_DIR: directory };
}

/**
 * A lease runs on the database's own clock, which no test can move: this ends those of the dead process at once, as twelve seconds of
 * waiting would. How long a take-over really takes is measured in replicas.test.ts.
 */
async function endLeases(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ there: boolean }>(`SELECT to_regclass('jobs') IS NOT NULL AS there`);
    if (rows[0]?.there)
      await client.query("UPDATE jobs SET leased_until = now() - interval '1 second' WHERE leased_until IS NOT NULL");
  } finally {
    await client.end();
  }
}
