import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../db/schema.ts';
import type { Clock } from '../lib/clock.ts';
import type { Trace } from '../lib/trace.ts';
import { classOf, type JobKind } from './classes.ts';

/** Now, if no time is named. */
export type ScheduledJob = { kind: JobKind; ref: string; at?: Date };

/**
 * No job is put off further than this. One that lies further ahead was put there by a clock that was wrong, and is due now: a clock that
 * was a day ahead for some seconds puts nothing off until tomorrow.
 */
export const furthestMs = 15 * 60_000;

/** Puts several jobs into the caller's transaction, in one statement; no two for the same thing. */
export function createScheduling({
  clock,
  trace,
  tellOthers,
}: {
  clock: Clock;
  trace: Trace;
  tellOthers: RawBuilder<unknown> | undefined;
}) {
  return async function scheduleAll(tx: Db, wanted: readonly ScheduledJob[]): Promise<void> {
    if (wanted.length === 0) return;
    const now = clock.now();
    const here = trace.here() ?? null;
    const runAt = (at: Date) => new Date(Math.min(at.getTime(), now.getTime() + furthestMs)).toISOString();
    const inserted = tx
      .insertInto('jobs')
      .values(
        wanted.map(({ kind, ref, at = now }) => ({ kind, ref, run_at: runAt(at), attempts: 0, generation: 1, trace: here })),
      )
      .onConflict((conflict) =>
        conflict.columns(['kind', 'ref']).doUpdateSet({
          run_at: sql<Date>`CASE WHEN jobs.leased_until IS NULL THEN LEAST(jobs.run_at, excluded.run_at) ELSE excluded.run_at END`,
          generation: sql<number>`jobs.generation + 1`,
          attempts: 0,
          // What comes last sets the pace, and one without a trace ends none.
          trace: sql<string | null>`coalesce(excluded.trace, jobs.trace)`,
        }),
      );
    const isTold = tellOthers !== undefined && wanted.some(({ kind }) => classOf(kind) === 'execute');
    await (isTold ? inserted.returning(tellOthers.as('told')) : inserted).execute();
  };
}
