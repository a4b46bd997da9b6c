import type { Db } from '../db/schema.ts';
import { change } from './change.ts';
import type { Core } from './core.ts';

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
