import type { Log } from './lib/log.ts';

const hardStopMs = 4_800;

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
