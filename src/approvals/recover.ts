import { forgetOldAnswers } from '../db/slack-answers.ts';
import type { JobKind } from '../jobs/classes.ts';
import { mayErase } from '../lib/clock.ts';
import type { ApprovalDeps } from './deps.ts';
import { openAbsenceIds } from './store/absences.ts';
import { freeLeftSubjects } from './store/changes.ts';
import { drawOpenAgain, requestsDrawnBehind } from './store/copies.ts';
import { movingRequests } from './store/lists.ts';
import { forgetNudges } from './store/nudges.ts';

const deliveriesKeptMs = 24 * 3_600_000;
const tidyEveryMs = 5 * 60_000;
/** By then what was under way has ended over the connections of before, or has begun again. */
const soonMs = 2_000;

/**
 * Makes sure that whatever is open has its jobs: the rows are the truth and jobs only wake somebody up. At start, and every five
 * minutes. `alone`: this process is the only one on the database, so whatever was leased belonged to a dead one.
 */
export async function recover(deps: ApprovalDeps, { alone }: { alone: boolean }): Promise<void> {
  const { db, jobs } = deps;
  if (alone)
    await db.updateTable('jobs').set({ leased_by: null, leased_until: null }).where('leased_until', 'is not', null).execute();
  await freeLeftSubjects(db);
  for (const { id, state } of await movingRequests(db)) {
    if (state === 'checking') await ensure(deps, 'intake', id);
    if (state === 'approved' || state === 'running') await ensure(deps, 'execute', id);
    if (state === 'pending' || state === 'approved') await ensure(deps, 'watch', id);
  }
  for (const id of await openAbsenceIds(db)) await ensure(deps, 'absence', id);
  // What was posted may be gone: every open request's cards are drawn once, and those that are gone are posted again.
  if (alone) await drawOpenAgain(db);
  for (const id of await requestsDrawnBehind(db)) await ensure(deps, 'draw', id);
  await ensure(deps, 'tidy', 'all', new Date(deps.clock.now().getTime() + tidyEveryMs));
  jobs.kick();
}

/**
 * The same soon: a server that came back may be another one that lacks the last moments of the one before. What was done there is to do
 * again, and its job may be gone.
 */
export function recoverSoon({ db, jobs, clock }: ApprovalDeps): void {
  // What fails here comes by itself within five minutes.
  jobs.schedule(db, 'tidy', 'all', new Date(clock.now().getTime() + soonMs)).catch(() => undefined);
}

async function ensure(deps: ApprovalDeps, kind: JobKind, ref: string, at: Date = deps.clock.now()): Promise<void> {
  await deps.db
    .insertInto('jobs')
    .values({ kind, ref, run_at: at, attempts: 0, generation: 1 })
    .onConflict((conflict) => conflict.columns(['kind', 'ref']).doNothing())
    .execute();
}

/**
 * The recurring job: recreates missing jobs, and forgets old delivery keys, who was nudged about what is over, and what Slack said of
 * people long ago.
 */
export async function tidy(deps: ApprovalDeps): Promise<{ againInMs: number }> {
  await recover(deps, { alone: false });
  await forgetNudges(deps.db);
  if (!mayErase(deps.clock)) return { againInMs: tidyEveryMs };
  await deps.db
    .deleteFrom('deliveries')
    .where('at', '<', new Date(deps.clock.now().getTime() - deliveriesKeptMs))
    .execute();
  await forgetOldAnswers(deps.db);
  return { againInMs: tidyEveryMs };
}
