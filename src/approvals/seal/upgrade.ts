import type { Db } from '../../db/schema.ts';
import { JournalTrouble } from '../../journal/trouble.ts';
import { releaseSubjects, tellOf } from '../change.ts';
import type { Core } from '../core.ts';
import type { Difference } from '../request.ts';

const notSealed: Difference = {
  label: 'Wheelhouse',
  before: 'did not seal requests when this was asked',
  after: 'runs sealed requests alone; ask again',
};

/**
 * Takes the journal up: with this process's key, and at the first start with keys in the same transaction stops once what was asked before
 * there were seals and is not sent. What was sent is proven, and what is unknown settled, as ever.
 */
export async function beginSealed(core: Core): Promise<void> {
  try {
    await core.db.transaction().execute(async (tx) => {
      if ((await core.journal.begin(tx)) === 'keyed') await stopUnsealed(core, tx);
    });
  } catch (error) {
    // Another process may hold the right key; this one decides nothing and says so in /readyz.
    if (!(error instanceof JournalTrouble)) throw error;
    core.log.error({ err: { message: error.message } }, 'nothing is decided or sent');
  }
  core.jobs.kick();
}

async function stopUnsealed(core: Core, tx: Db): Promise<void> {
  const open = await tx
    .selectFrom('requests')
    .select(['id', 'action', 'state', 'subjects'])
    .where('state', 'in', ['checking', 'pending', 'approved', 'running'])
    .where('sent_at', 'is', null)
    .where('seal', 'is', null)
    .forUpdate()
    .execute();
  for (const { id, action, state, subjects } of open) {
    await tx
      .updateTable('requests')
      .set({ state: 'stale', owner: null, finished_at: core.clock.now() })
      .set((requests) => ({ version: requests('version', '+', 1) }))
      .where('id', '=', id)
      .execute();
    await tx
      .updateTable('request_details')
      .set({ differences: JSON.stringify([notSealed]) })
      .where('request_id', '=', id)
      .execute();
    await core.journal.append(tx, {
      kind: 'request.stale',
      requestId: id,
      actor: 'app',
      data: { action, facts: { was: state, upgrade: 'to seals' } },
    });
    await tellOf(core, tx, { id, action, state: 'stale' });
    await releaseSubjects(core, tx, { id, subjects });
  }
}
