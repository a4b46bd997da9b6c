import type { Db } from '../db/schema.ts';
import { change } from './change.ts';
import type { ApprovalDeps } from './deps.ts';
import { msToExecute } from './store/one.ts';

/** Ends a request on one of its two clocks, in the caller's transaction; with an `owner`, one that this owner had claimed. */
export async function expireNow(
  deps: ApprovalDeps,
  tx: Db,
  request: { id: string; action: string },
  clock: 'decide' | 'execute',
  owner?: string,
): Promise<boolean> {
  return change(deps, tx, {
    id: request.id,
    action: request.action,
    from: clock === 'decide' ? 'pending' : owner === undefined ? 'approved' : 'running',
    event: 'expire',
    actor: 'app',
    owner,
    set: { finished_at: deps.clock.now(), expired_clock: clock, owner: null },
    journal: { clock },
  });
}

/** How long an approved request may still be sent. It goes on by the machine's own count, so that what waits on the way is held to it. */
export type TimeLeft = { leftMs(): number };

/** Not in a restored database that nobody has accepted. */
type TimeNow = TimeLeft & { isRestored: boolean };

/**
 * By the app's clock, and by the time that has gone by on the database's since it was approved. Two clocks, since either may have been
 * wrong when it was approved or may be wrong now.
 */
export async function timeLeft(
  deps: ApprovalDeps,
  tx: Db,
  { id, executeBy }: { id: string; executeBy: Date | undefined },
): Promise<TimeNow> {
  const startedAt = performance.now();
  const { leftMs, isRestored } = await msToExecute(tx, id);
  const byDatabaseMs = leftMs ?? Number.POSITIVE_INFINITY;
  const byAppMs = () => (executeBy === undefined ? Number.POSITIVE_INFINITY : executeBy.getTime() - deps.clock.now().getTime());
  // The embedded database has the machine's clock: while that is in doubt, its word alone ends nothing. The job comes again.
  if (byDatabaseMs <= 0 && byAppMs() > 0 && deps.clock.isInDoubt?.() === true)
    throw new Error('the clock has just jumped; whether it is too late cannot be said yet');
  return { isRestored, leftMs: () => Math.min(byAppMs(), byDatabaseMs - (performance.now() - startedAt)) };
}

/** Whether an approved request may not be sent any more. */
export async function isTooLate(
  deps: ApprovalDeps,
  tx: Db,
  request: { id: string; executeBy: Date | undefined },
): Promise<boolean> {
  return (await timeLeft(deps, tx, request)).leftMs() <= 0;
}
