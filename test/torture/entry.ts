/**
 * The app as a process that can be killed at a named step. It starts what `src/main.ts` starts, by the same function; the clock and the
 * probe are all that it hands in.
 */
import { appendFileSync } from 'node:fs';
import { parsePolicy } from '../../src/approvals/policy/parse.ts';
import type { Probe } from '../../src/approvals/ports.ts';
import { journalKeys } from '../../src/cli/journal-keys.ts';
import { readConfig } from '../../src/config.ts';
import { openDatabase } from '../../src/db/database.ts';
import type { Clock } from '../../src/lib/clock.ts';
import { randomIds } from '../../src/lib/ids.ts';
import { createLog } from '../../src/lib/log.ts';
import { startWheelhouse, type Wheelhouse } from '../../src/wheelhouse.ts';
import { readBook } from './book.ts';
import type { Arm, ClockSetting, Order, Report } from './orders.ts';

const seed = process.env.TORTURE_SEED_FILE;
const silent = createLog({ level: 'silent' });
let arm: Arm | undefined;
let reached = 0;
let clock: ClockSetting | undefined;
let running: { app: Wheelhouse; order: Extract<Order, { kind: 'start' }> } | undefined;

function report(message: Report): void {
  process.send?.(message);
}

const probe: Probe = (step) => {
  if (arm === undefined || step !== arm.step) return;
  reached += 1;
  if (reached < arm.nth) return;
  const { signal = 'SIGKILL' } = arm;
  arm = undefined;
  process.kill(process.pid, signal);
  if (signal === 'SIGSTOP') return;
  // Nothing may happen between the signal and its effect.
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
};

/** Shorter waits are limits on how long somebody's answer over the real network may take: they don't run faster. */
const realUpToMs = 1_500;

function clockFrom(setting: ClockSetting): Clock {
  return {
    now: () => new Date(setting.originMs + (Date.now() - setting.realMs) * setting.speed + setting.shiftMs),
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        const stop = () => {
          clearTimeout(timer);
          reject(signal?.reason);
        };
        const timer = setTimeout(
          () => {
            signal?.removeEventListener('abort', stop);
            resolve();
          },
          ms <= realUpToMs ? ms : ms / setting.speed,
        );
        if (signal?.aborted) stop();
        signal?.addEventListener('abort', stop, { once: true });
      }),
  };
}

function configOf(environment: Record<string, string>) {
  const settings = readConfig(environment);
  if (!settings.ok) throw new Error(settings.problems.join('\n'));
  return settings.config;
}

async function start(order: Extract<Order, { kind: 'start' }>): Promise<void> {
  const policy = parsePolicy(order.policy);
  if (!policy.ok) throw new Error(policy.problems.map(({ say }) => say).join('\n'));
  clock = order.clock;
  arm = order.arm;
  const log = createLog({ level: 'info', destination: { write: (line: string) => appendFileSync(order.logFile, line) } });
  const app = await startWheelhouse({
    config: configOf(order.environment),
    policy: policy.policy,
    policyWarnings: [],
    version: '0',
    clock: clockFrom(clock),
    ids: randomIds,
    log,
    probe,
    databaseSeed: seed,
  });
  running = { app, order };
  report({ kind: 'running', port: app.port });
}

async function finish(): Promise<void> {
  if (running === undefined) return;
  await running.app.stop();
  const { environment } = running.order;
  const { database } = configOf(environment);
  const opened = await openDatabase({ url: database.url, dataDir: database.dataDir }, silent);
  const book = await readBook(
    opened.db,
    journalKeys(environment, database.url === undefined ? database.dataDir : undefined).find,
  );
  await opened.close();
  await new Promise((sent) => process.send?.({ kind: 'finished', book } satisfies Report, sent));
  process.exit(0);
}

async function obey(order: Order): Promise<void> {
  switch (order.kind) {
    case 'prepare': {
      const opened = await openDatabase({ dataDir: order.directory, seed }, silent);
      await opened.close();
      report({ kind: 'prepared' });
      return;
    }
    case 'start':
      return start(order);
    case 'arm':
      arm = order.arm;
      reached = 0;
      return;
    case 'forward':
      if (clock) clock.shiftMs += order.ms;
      report({ kind: 'moved' });
      return;
    case 'finish':
      return finish();
  }
}

process.on('message', (order: Order) => {
  obey(order).catch((error: unknown) => {
    const message = error instanceof Error ? error.message : String(error);
    process.send?.({ kind: 'refused', message } satisfies Report, () => process.exit(1));
  });
});
// Without its rig there is nobody to serve.
process.on('disconnect', () => process.exit(0));
report({ kind: 'loaded' });
