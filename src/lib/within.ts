import type { Clock } from './clock.ts';

/**
 * The result of `work`, or what `onLate` returns or throws when it takes longer than `ms` milliseconds of this clock. The work itself
 * goes on; a later failure of it is ignored.
 */
export async function within<T, L = never>(clock: Clock, ms: number, work: Promise<T>, onLate: () => L): Promise<T | L> {
  const done = new AbortController();
  const late = clock.sleep(ms, done.signal).then(onLate);
  // Losing the race must not become an unhandled rejection.
  late.catch(() => undefined);
  work.catch(() => undefined);
  try {
    return await Promise.race([work, late]);
  } finally {
    // A reason of its own: without one, an error with its stack is made each time.
    done.abort('done');
  }
}
