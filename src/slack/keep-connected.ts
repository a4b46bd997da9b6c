import type { App } from '@slack/bolt';
import { asFault } from '../errors.ts';
import type { Clock } from '../lib/clock.ts';
import type { Log } from '../lib/log.ts';

const firstPauseMs = 500;
const longestPauseMs = 15_000;

/**
 * Opens Slack's socket and, where even that is refused, goes on asking: once it is open the library reconnects by itself.
 */
export function keepConnected(app: App, { clock, log }: { clock: Clock; log: Log }): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const loop = (async () => {
    for (let pauseMs = firstPauseMs; !stopping.signal.aborted; pauseMs = Math.min(longestPauseMs, pauseMs * 2)) {
      try {
        await app.start();
        return;
      } catch (error) {
        log.error({ err: { message: asFault(error).message } }, 'the socket to Slack could not be opened; trying again');
        await clock.sleep(pauseMs, stopping.signal).catch(() => undefined);
      }
    }
  })();
  return {
    async stop() {
      stopping.abort();
      await Promise.race([Promise.allSettled([app.stop(), loop]), clock.sleep(1_000)]);
    },
  };
}
