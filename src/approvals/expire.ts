import { sql } from 'kysely';
import type { Db } from '../db/schema.ts';
import { change } from './change.ts';
import type { Core } from './core.ts';

/** Ends a request on one of its two clocks, in the caller's transaction; with an `owner`, one that this owner had claimed. */
export async function expireNow(
  core: Core,
  tx: Db,
  request: { id: string; action: string },
  clock: 'decide' | 'execute',
  owner?: string,
): Promise<boolean> {
  return change(core, tx, {
    id: request.id,
    action: request.action,
    from: clock === 'decide' ? 'pending' : owner === undefined ? 'approved' : 'running',
    event: 'expire',
    actor: 'app',
    ...(owner === undefined ? {} : { owner }),
    set: { finished_at: core.clock.now(), expired_clock: clock, owner: null },
    journal: { clock },
  });
}

/**
 * Whether an approved request may not be sent any more: by the app's clock, or by the time that has gone by on the database's since it was
 * approved. Two clocks, since either may have been wrong when it was approved or may be wrong now.
 */
export async function isTooLate(
  core: Core,
  tx: Db,
  { id, executeBy }: { id: string; executeBy: Date | undefined },
): Promise<boolean> {
  if (executeBy !== undefined && executeBy <= core.clock.now()) return true;
  const { late } = await tx
    .selectFrom('requests')
    .select(sql<boolean | null>`clock_timestamp() >= approved_by_database + execute_within_s * interval '1 second'`.as('late'))
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  // The embedded database has the machine's clock: while that is in doubt, its word alone ends nothing. The job comes again.
  if (late === true && core.clock.isInDoubt?.() === true)
    throw new Error('the clock has just jumped; whether it is too late cannot be said yet');
  return late === true;
}
