import type { JobKind } from '../jobs/jobs.ts';
import { mayErase } from '../lib/clock.ts';
import type { Core } from './core.ts';

const deliveriesKeptMs = 24 * 3_600_000;
const tidyEveryMs = 5 * 60_000;

/**
 * Makes sure that whatever is open has its jobs: the rows are the truth and jobs only wake somebody up. At start, and every five
 * minutes. `alone`: this process is the only one on the database, so whatever was leased belonged to a dead one.
 */
export async function recover(core: Core, { alone }: { alone: boolean }): Promise<void> {
  const { db, jobs } = core;
  if (alone)
    await db.updateTable('jobs').set({ leased_by: null, leased_until: null }).where('leased_until', 'is not', null).execute();
  const open = await db
    .selectFrom('requests')
    .select(['id', 'state'])
    .where('state', 'in', ['checking', 'pending', 'approved', 'running'])
    .execute();
  for (const { id, state } of open) {
    if (state === 'checking') await ensure(core, 'intake', id);
    if (state === 'approved' || state === 'running') await ensure(core, 'execute', id);
    if (state === 'pending' || state === 'approved') await ensure(core, 'watch', id);
  }
  // What was posted may be gone: every open request's cards are drawn once, and those that are gone are posted anew.
  if (alone) {
    await db
      .updateTable('copies')
      .set({ drawn_version: 0 })
      .where('kind', '!=', 'modal')
      .where('request_id', 'in', (requests) =>
        requests.selectFrom('requests').select('id').where('state', 'in', ['pending', 'unknown', 'approved', 'running']),
      )
      .execute();
  }
  const behind = await db
    .selectFrom('copies')
    .innerJoin('requests', 'requests.id', 'copies.request_id')
    .select('requests.id')
    .distinct()
    .whereRef('copies.drawn_version', '<', 'requests.version')
    .where('copies.kind', '!=', 'modal')
    .execute();
  for (const { id } of behind) await ensure(core, 'draw', id);
  await ensure(core, 'tidy', 'all', new Date(core.clock.now().getTime() + tidyEveryMs));
  jobs.kick();
}

async function ensure(core: Core, kind: JobKind, ref: string, at: Date = core.clock.now()): Promise<void> {
  await core.db
    .insertInto('jobs')
    .values({ kind, ref, run_at: at, attempts: 0, generation: 1 })
    .onConflict((conflict) => conflict.columns(['kind', 'ref']).doNothing())
    .execute();
}

/** The recurring job: recreates missing jobs and forgets old delivery keys. */
export async function tidy(core: Core): Promise<{ againInMs: number }> {
  await recover(core, { alone: false });
  if (!mayErase(core.clock)) return { againInMs: tidyEveryMs };
  await core.db
    .deleteFrom('deliveries')
    .where('at', '<', new Date(core.clock.now().getTime() - deliveriesKeptMs))
    .execute();
  return { againInMs: tidyEveryMs };
}
