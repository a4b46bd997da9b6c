import { closeSync, fsyncSync, mkdtempSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { openDatabase } from '../src/db/database.ts';
import { createLog } from '../src/lib/log.ts';
import { Secret } from '../src/lib/secret.ts';
import { type Figures, figuresOf } from './load.ts';

export type Machine = {
  processors: string;
  node: string;
  load: number;
  fsync: Figures;
  transactions: Record<string, { one: Figures; perSecond: number }>;
};

/** What the machine and the databases can do, without the app. */
export async function measureMachine(databases: Record<string, { url?: string; dataDir: string }>): Promise<Machine> {
  const transactions: Machine['transactions'] = {};
  for (const [name, database] of Object.entries(databases)) transactions[name] = await transactionsOf(database);
  return {
    processors: `${cpus().length} × ${cpus()[0]?.model.trim() || processorOf()}`,
    node: process.version,
    load: loadavg()[0] ?? 0,
    fsync: fsyncs(),
    transactions,
  };
}

function processorOf(): string {
  return /model name\s*: (.*)/.exec(readFileSync('/proc/cpuinfo', 'utf8'))?.[1] ?? 'unknown';
}

function fsyncs(): Figures {
  const folder = mkdtempSync(join(tmpdir(), 'wheelhouse-bench-'));
  const file = openSync(join(folder, 'file'), 'w');
  const page = Buffer.alloc(8_192, 1);
  const times = Array.from({ length: 300 }, () => {
    const startedAt = performance.now();
    writeSync(file, page);
    fsyncSync(file);
    return performance.now() - startedAt;
  });
  closeSync(file);
  rmSync(folder, { recursive: true });
  return figuresOf(times);
}

/** What a decision writes, roughly: a row that changes, one that is added, and one for a job, one transaction after the other. */
async function transactionsOf({ url, dataDir }: { url?: string; dataDir: string }) {
  const { db, close } = await openDatabase(
    { url: url === undefined ? undefined : new Secret(url), dataDir },
    createLog({ level: 'silent' }),
  );
  await sql`CREATE TABLE bench_rows (id int PRIMARY KEY, n int NOT NULL)`.execute(db);
  await sql`CREATE TABLE bench_added (id serial PRIMARY KEY, what text NOT NULL)`.execute(db);
  await sql`INSERT INTO bench_rows SELECT i, 0 FROM generate_series(1, 1000) i`.execute(db);
  const one = async (id: number) => {
    const startedAt = performance.now();
    await db.transaction().execute(async (tx) => {
      await sql`SELECT n FROM bench_rows WHERE id = ${id} FOR UPDATE`.execute(tx);
      await sql`UPDATE bench_rows SET n = n + 1 WHERE id = ${id}`.execute(tx);
      await sql`INSERT INTO bench_added (what) VALUES (${`vote on ${id}`})`.execute(tx);
      await sql`INSERT INTO bench_added (what) VALUES (${`entry about ${id}`})`.execute(tx);
      await sql`INSERT INTO bench_added (what) VALUES (${`job for ${id}`})`.execute(tx);
    });
    return performance.now() - startedAt;
  };
  for (let id = 1; id <= 100; id += 1) await one(id);
  const times: number[] = [];
  const startedAt = performance.now();
  for (let id = 1; id <= 400; id += 1) times.push(await one(id));
  const perSecond = 400 / ((performance.now() - startedAt) / 1_000);
  await sql`DROP TABLE bench_rows, bench_added`.execute(db);
  await close();
  return { one: figuresOf(times), perSecond };
}
