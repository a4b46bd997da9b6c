import type { Db } from '../db/schema.ts';
import type { JobResult } from '../jobs/jobs.ts';
import { change } from './change.ts';
import type { Core } from './core.ts';
import { loadRequest } from './request.ts';

/** Ends a request on one of its two clocks, in the caller's transaction. */
export async function expireNow(
  core: Core,
  tx: Db,
  request: { id: string; action: string },
  clock: 'decide' | 'execute',
): Promise<boolean> {
  return change(core, tx, {
    id: request.id,
    action: request.action,
    from: clock === 'decide' ? 'pending' : 'approved',
    event: 'expire',
    actor: 'app',
    set: { finished_at: core.clock.now(), expired_clock: clock },
    journal: { clock },
  });
}

/** The job that watches both clocks: not decided in time, or approved and not carried out in time. */
export async function expire(core: Core, id: string): Promise<JobResult> {
  const record = await loadRequest(core.db, id);
  if (!record) return 'done';
  const clock = record.state === 'pending' ? 'decide' : record.state === 'approved' ? 'execute' : undefined;
  const by = clock === 'decide' ? record.decideBy : record.executeBy;
  if (clock === undefined || by === undefined) return 'done';
  const leftMs = by.getTime() - core.clock.now().getTime();
  if (leftMs > 0) return { againInMs: leftMs };
  await core.db.transaction().execute((tx) => expireNow(core, tx, record, clock));
  core.jobs.kick();
  return 'done';
}
