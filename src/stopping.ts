import { asFault } from './errors.ts';
import type { Clock } from './lib/clock.ts';
import type { Log } from './lib/log.ts';
import { within } from './lib/within.ts';

/** Four of the five seconds that a stop has. */
const budgetMs = { underWay: 2_600, keep: 1_000, close: 500 } as const;

type Stage = () => readonly (Promise<unknown> | undefined)[];
/** Work under way, then what is kept of it, then closing; what is in one stage is stopped at the same time. */
export type Stages = { underWay: Stage; keep: Stage; close: Stage };

/**
 * Stops one stage after the other, each in its own time whatever hangs in it, so that all of it has one budget. What is cut off goes on at
 * the next start: nothing that counts is in memory alone.
 */
export async function stopInStages({ clock, log }: { clock: Clock; log: Log }, stages: Stages): Promise<void> {
  for (const stage of ['underWay', 'keep', 'close'] as const) {
    const outcomes = await within(clock, budgetMs[stage], Promise.allSettled(stages[stage]()), () => undefined);
    if (outcomes === undefined) log.warn({ stage }, 'what was under way is cut off; it goes on at the next start');
    for (const one of outcomes ?? [])
      if (one.status === 'rejected') log.warn({ err: { message: asFault(one.reason).message } }, 'something did not stop well');
  }
}
