/**
 * `npm run bench [-- --only lookups|decisions] [--database embedded|PostgreSQL] [--soak SECONDS] [--quiet SECONDS] [--no-page]`: measures the product beside
 * a bare Bolt app and writes docs/benchmarks.md. It asserts nothing. `BENCH_NODE` holds flags of Node for the product's processes.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startPostgres } from '../test/support/postgres.ts';
import { type Program, startProgram, startWorld } from './children.ts';
import { type DecisionFigures, measureDecisions } from './decisions.ts';
import { command, figuresOf, openAnswers, openLoop, senderTo } from './load.ts';
import { measureLookups } from './lookups.ts';
import { measureMachine } from './machine.ts';
import { benchmarksPage } from './page.ts';
import type { Results } from './results.ts';

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    database: { type: 'string' },
    soak: { type: 'string', default: '60' },
    quiet: { type: 'string', default: '60' },
    'no-page': { type: 'boolean', default: false },
  },
});
const wants = (part: string) => values.only === undefined || values.only === part;
const say = (text: string) => process.stdout.write(`${text}\n`);
const folder = mkdtempSync(join(tmpdir(), 'wheelhouse-bench-'));
const policy = join(folder, 'policy.yml');
writeFileSync(policy, readFileSync('bench/policy.yml'));
const server = await startPostgres({ durable: true });
if (server === undefined) throw new Error('the bench needs PostgreSQL');
const answers = await openAnswers();
const own = (name: string): Record<string, string> => ({
  POLICY_FILE: policy,
  DATA_DIR: join(folder, name),
  JOURNAL_KEY: 'ab'.repeat(32),
  AUDIT_HEAD_FILE: join(folder, `${name}.heads`),
  NODE_ENV: 'production',
  ...(process.env.BENCH_NODE !== undefined && { BENCH_NODE: process.env.BENCH_NODE }),
});
const results: Results = { at: new Date() };

say('the machine …');
results.machine = await measureMachine({
  embedded: { dataDir: join(folder, 'bare-embedded') },
  PostgreSQL: { url: await server.createDatabase(), dataDir: join(folder, 'bare-postgres') },
});

if (wants('lookups')) {
  say('look-ups …');
  const world = await startWorld();
  const environment: Record<string, string> = {
    ...(await world('environment')),
    ...own('lookups'),
    DATABASE_URL: await server.createDatabase(),
  };
  const app = await startProgram('start.ts', environment, { ready: true });
  results.lookups = await measureLookups(world, app, answers, environment);
  say('a soak …');
  results.soak = await soak(app, Number(values.soak));
  await app.stop();
  world.close();
}

if (wants('decisions')) {
  results.decisions = {};
  const left: { name: string; app: Program; close(): Promise<void> }[] = [];
  const databases: [string, Record<string, string>][] = [
    ['PostgreSQL', { DATABASE_URL: await server.createDatabase() }],
    ['embedded', {}],
  ];
  for (const [name, database] of databases) {
    if (values.database !== undefined && values.database !== name) continue;
    say(`decisions, ${name} …`);
    const { figures, app, world } = await measureDecisions(database, own(name), answers);
    results.decisions[name] = figures satisfies DecisionFigures;
    left.push({
      name,
      app,
      close: async () => {
        await app.stop();
        world.close();
      },
    });
  }
  say('a minute of quiet, for the memory …');
  await new Promise((over) => setTimeout(over, Number(values.quiet) * 1_000));
  results.memoryMb = {};
  for (const { name, app, close } of left) {
    results.memoryMb[name] = app.memoryMb();
    await close();
  }
  const empty = await startProgram('bench/empty.ts', own('embedded'));
  await new Promise((settled) => setTimeout(settled, 5_000));
  results.memoryMb['an empty process with the same embedded database'] = empty.memoryMb();
  await empty.stop();
}

/** Twenty look-ups a second, for a while. */
async function soak(app: Program, seconds: number): Promise<NonNullable<Results['soak']>> {
  const sender = senderTo(app.port);
  const beforeMb = app.memoryMb();
  let failed = 0;
  const look = async () => {
    const { url, answer } = answers.next();
    const startedAt = performance.now();
    try {
      await sender.deliver(command('lookup 1010', url));
      await answer;
    } catch {
      failed += 1;
    }
    return performance.now() - startedAt;
  };
  const times = await openLoop(
    Array.from({ length: seconds * 20 }, () => look),
    20,
  );
  await sender.close();
  return { seconds, failed, toAnswer: figuresOf(times), beforeMb, afterMb: app.memoryMb() };
}

answers.close();
await server.stop();
rmSync(folder, { recursive: true, force: true });
const page = benchmarksPage(results);
if (!values['no-page'] && values.only === undefined) writeFileSync('docs/benchmarks.md', page);
say(`\n${page}`);
process.exit(0);
