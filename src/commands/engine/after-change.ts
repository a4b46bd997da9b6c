import { isFinal, type RequestState } from '../../approvals/machine.ts';
import { asFault } from '../../errors.ts';
import type { Clock } from '../../lib/clock.ts';
import type { Log } from '../../lib/log.ts';
import type { AppContext } from '../app-context.ts';

/** A response_url lives half an hour (Slack); what is drawn over it has to be read first. */
const watchedForMs = 28 * 60_000;
const firstPauseMs = 500;
const longestPauseMs = 60_000;
/** Far above what a desk has open in half an hour; the oldest goes first. */
const mostWatched = 1_000;

export type AfterChange = {
  /**
   * Draws once when the request that was asked for with this origin is done. The context is a fresh one: what was read for the press is not
   * what there is now.
   */
  draw(origin: string, how: (app: AppContext) => Promise<void>): void;
  stop(): void;
};

type Deps = { app(): AppContext; stateOf(origin: string): Promise<RequestState | undefined>; clock: Clock; log: Log };

/**
 * An answer from which a change was started is drawn again after it. Which replica takes the form does not matter, since the database is
 * asked: at once at first, then less and less often. A restart forgets it, and the answer keeps its Refresh button.
 */
export function createAfterChange({ app, stateOf, clock, log }: Deps): AfterChange {
  const watched = new Map<string, AbortController>();

  async function watch(origin: string, { signal }: AbortController, how: (app: AppContext) => Promise<void>): Promise<void> {
    const begunMs = clock.now().getTime();
    const ageMs = () => clock.now().getTime() - begunMs;
    while (ageMs() < watchedForMs) {
      await clock.sleep(Math.min(longestPauseMs, Math.max(firstPauseMs, ageMs() / 10)), signal);
      const state = await stateOf(origin).catch(() => undefined); // the database may be back at the next look
      if (state === 'done') return how(app());
      if (state !== undefined && isFinal(state)) return;
    }
  }

  return {
    draw(origin, how) {
      watched.get(origin)?.abort();
      const own = new AbortController();
      watched.set(origin, own);
      const [oldest] = watched.keys();
      if (watched.size > mostWatched && oldest !== undefined) watched.get(oldest)?.abort();
      watch(origin, own, how)
        .catch((error: unknown) => {
          if (!own.signal.aborted) log.warn({ err: asFault(error) }, 'an answer could not be drawn again after a change');
        })
        .finally(() => {
          if (watched.get(origin) === own) watched.delete(origin);
        });
    },
    stop() {
      for (const own of watched.values()) own.abort();
    },
  };
}
