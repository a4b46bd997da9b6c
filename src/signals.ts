import { readFileSync } from 'node:fs';
import type { Log } from './lib/log.ts';

const hardStopMs = 4_500;

/** A promise that nobody waited for must not end the app: what it did is logged, and everything that counts is on the disk. */
export function surviveStrayRejections(log: Log): void {
  process.on('unhandledRejection', (error: unknown) => {
    log.error(
      { err: error instanceof Error ? error : new Error('something was thrown') },
      'a promise was rejected that nobody waited for',
    );
  });
}

/** Ends the process within five seconds of Ctrl-C or SIGTERM, cleanly if it can; a second signal ends it at once. */
export function stopOnSignals(stop: () => Promise<void>, log: Log): void {
  let stopping = false;
  const onSignal = (signal: NodeJS.Signals) => {
    if (stopping) process.exit(1);
    stopping = true;
    log.info({ signal }, 'stopping');
    setTimeout(() => process.exit(1), hardStopMs).unref();
    stop().then(
      () => process.exit(0),
      (error: unknown) => {
        log.error({ err: { message: error instanceof Error ? error.message : 'unknown' } }, 'stopping did not go well');
        process.exit(1);
      },
    );
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
}

const lookEveryMs = 200;

/**
 * Ends this process with the npm that runs it: npm starts scripts in a shell, which ends at SIGTERM without handing it on and leaves
 * its child behind. Does nothing in a process that no npm has started.
 */
export function endWithNpm(env: NodeJS.ProcessEnv): void {
  if (env.npm_lifecycle_event === undefined) return;
  const shell = process.ppid;
  const npm = parentOf(shell);
  const timer = setInterval(() => {
    const now = parentOf(shell);
    if (process.ppid === shell && (npm === undefined || now === undefined || now === npm)) return;
    clearInterval(timer);
    process.kill(process.pid, 'SIGTERM');
  }, lookEveryMs);
  timer.unref();
}

/** Undefined if the system does not tell (elsewhere than on Linux). */
function parentOf(pid: number): number | undefined {
  try {
    const parent = /^\d+ \(.*\) \S (\d+)/s.exec(readFileSync(`/proc/${pid}/stat`, 'utf8'))?.[1];
    return parent === undefined ? undefined : Number(parent);
  } catch {
    return undefined;
  }
}
