import type { RequestRecord } from '../../approvals/request.ts';
import { asFault, Fault } from '../../errors.ts';
import { actionIds } from '../../views/ids.ts';
import { requestModal } from '../../views/request/card.ts';
import type { RequestAudience } from '../../views/request/view.ts';
import { openOver } from '../answer.ts';
import type { Button, Press } from '../context.ts';
import { decides } from './decides.ts';
import { drawnFor } from './queue.ts';

/** **Details**: the whole card in a modal, for the one who asked and for those who may decide it. */
export const openRequestButton: Button = {
  id: actionIds.openRequest,
  needs: undefined,
  async run(press) {
    const { kit, who } = press;
    const record = await kit.approvals.gallery.load(press.value.slice(0, 40));
    if (record === undefined) throw new Fault('not_found', 'This request does not exist any more.');
    const audience: RequestAudience | undefined =
      record.asker === who.id ? 'asker' : decides(who, record, kit.clock.now()) ? 'approver' : undefined;
    if (audience === undefined)
      throw new Fault('not_allowed', 'This request is shown to the person who asked and to those who may decide it.');
    const view = drawnFor(kit, record, audience, await approversOf(press, record));
    if (view === undefined) throw new Fault('refused', 'This request is still being checked. Look again in a moment.');
    const reading = { now: kit.clock.now(), timeZone: who.timeZone, audience };
    const viewId = await openOver(press, requestModal(view, reading));
    // An asker's modal is kept up to date like every other copy of theirs.
    if (audience === 'asker') {
      await kit.approvals.gallery.addCopy(record.id, {
        kind: 'modal',
        channel: who.id,
        ts: viewId,
        person: who.id,
        drawnVersion: record.version,
      });
    }
    return undefined;
  },
};

/** Who could decide it; left out where it does not matter any more, or where Slack does not say. */
async function approversOf({ kit, log }: Press, record: RequestRecord): Promise<string[] | undefined> {
  if (record.state !== 'pending') return undefined;
  try {
    return (await kit.approvals.gallery.approversOf(record)).map(({ id }) => id);
  } catch (error) {
    log.warn({ err: asFault(error) }, 'who could decide could not be looked up for a request');
    return undefined;
  }
}
