import { change } from './change.ts';
import type { Core } from './core.ts';
import { alreadyOver, lockRow, no, noLongerRights, type Press, rightsOf } from './press.ts';

/** A person who may approve it, and did not ask for it, says what became of a request whose outcome nobody knows. */
export async function settle(core: Core, press: { id: string; person: string; happened: boolean }): Promise<Press> {
  const rights = await rightsOf(core, press);
  if ('why' in rights) return no(rights.why);
  const outcome = await core.db.transaction().execute(async (tx): Promise<Press> => {
    const row = await lockRow(tx, press.id);
    if (!row) return no('This request does not exist any more.', true);
    if (row.state !== 'unknown') return no(alreadyOver(row.state), true);
    if (row.asker === press.person) return no('You asked for this yourself, so somebody else has to say what became of it.');
    const why = await noLongerRights(core, tx, row, rights);
    if (why !== undefined) return no(why);
    await change(core, tx, {
      id: row.id,
      action: row.action,
      from: 'unknown',
      event: press.happened ? 'settle-happened' : 'settle-not-happened',
      actor: press.person,
      set: { settled_by: press.person, finished_at: core.clock.now() },
      journal: { settled: press.happened ? 'happened' : 'did not happen' },
    });
    return { kind: 'counted', state: press.happened ? 'done' : 'failed' };
  });
  core.jobs.kick();
  return outcome;
}
