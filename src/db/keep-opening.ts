import { asFault } from '../errors.ts';
import type { Clock } from '../lib/clock.ts';
import type { Log } from '../lib/log.ts';
import { growingPauses } from '../lib/pauses.ts';
import type { ComingDatabase } from './database.ts';
import { SettingProblem, settingProblem, troubleOf } from './trouble.ts';

const firstPauseMs = 500;
const longestPauseMs = 5_000;

export type KeepOpeningDeps = {
  clock: Clock;
  log: Log;
  /** What is done once it is open, before it counts as begun; done again from its beginning when the database goes meanwhile. */
  begin(): Promise<void>;
};

/**
 * Opens the database, for as long as it takes. The first try is awaited and throws what waiting does not mend; if the server is away
 * it goes on in the background with growing pauses.
 */
export async function keepOpening(database: ComingDatabase, deps: KeepOpeningDeps): Promise<{ stop(): Promise<void> }> {
  const { clock, log } = deps;
  const ended = new AbortController();
  const first = await tryOnce(database, deps);
  if (first === 'open') return { stop: async () => undefined };
  if (!('words' in first)) throw first.error;
  log.warn(
    { setting: 'DATABASE_URL', why: first.words },
    'the database cannot be used yet; everything else runs, and it is tried again',
  );
  const going = (async () => {
    const pauses = growingPauses({ firstMs: firstPauseMs, longestMs: longestPauseMs });
    let last = first.words;
    while (!ended.signal.aborted) {
      await clock.sleep(pauses.next(), ended.signal);
      const next = await tryOnce(database, deps);
      if (next === 'open') return log.info('the database is there');
      const words = 'words' in next ? next.words : asFault(next.error).message;
      if (words !== last) log.warn({ setting: 'DATABASE_URL', why: words }, 'the database cannot be used yet');
      last = words;
    }
  })();
  going.catch(() => undefined); // stopped while it slept
  return {
    async stop() {
      ended.abort(new Error('stopped'));
      await going.catch(() => undefined);
    },
  };
}

type Outcome = 'open' | { words: string } | { error: unknown };

async function tryOnce(database: ComingDatabase, { begin }: KeepOpeningDeps): Promise<Outcome> {
  try {
    await database.open();
    await begin();
    return 'open';
  } catch (error) {
    const trouble = error instanceof SettingProblem || database.kind === 'embedded' ? undefined : troubleOf(error);
    if (trouble !== undefined) return { words: trouble.words };
    return { error: database.kind === 'embedded' ? error : (settingProblem(error) ?? error) };
  }
}
