import type { Db } from '../../db/schema.ts';
import { JournalTrouble } from '../../journal/trouble.ts';
import { releaseSubjects, tellOf } from '../change.ts';
import type { ApprovalDeps } from '../deps.ts';
import type { Difference } from '../request.ts';
import { lockUnsealed, stopUnsealed } from '../store/changes.ts';

const notSealed: Difference = {
  label: 'Wheelhouse',
  before: 'did not seal requests when this was asked',
  after: 'runs sealed requests alone; ask again',
};

/**
 * Takes the journal up: with this process's key, and at the first start with keys in the same transaction stops once what was asked before
 * there were seals and is not sent. What was sent is proven, and what is unknown settled, as ever.
 */
export async function beginSealed(deps: ApprovalDeps): Promise<void> {
  try {
    await deps.db.transaction().execute(async (tx) => {
      if ((await deps.journal.begin(tx)) === 'keyed') await stopAllUnsealed(deps, tx);
    });
  } catch (error) {
    // Another process may hold the right key; this one decides nothing and says so in /readyz.
    if (!(error instanceof JournalTrouble)) throw error;
    deps.log.error({ err: { message: error.message } }, 'nothing is decided or sent');
  }
  deps.jobs.kick();
}

async function stopAllUnsealed(deps: ApprovalDeps, tx: Db): Promise<void> {
  for (const { id, action, state, subjects } of await lockUnsealed(tx)) {
    await stopUnsealed(tx, id, { at: deps.clock.now(), difference: notSealed });
    await deps.journal.append(tx, {
      kind: 'request.stale',
      requestId: id,
      actor: 'app',
      data: { action, facts: { was: state, upgrade: 'to seals' } },
    });
    await tellOf(deps, tx, { id, action, state: 'stale' });
    await releaseSubjects(deps, tx, { id, subjects });
  }
}
