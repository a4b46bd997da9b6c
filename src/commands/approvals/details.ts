import type { RequestRecord } from '../../approvals/request.ts';
import { asFault, Fault } from '../../errors.ts';
import { speak } from '../../lib/language/speak.ts';
import { warnSeldom } from '../../lib/log-seldom.ts';
import { actionIds } from '../../views/ids.ts';
import { readDetails } from '../../views/request/buttons.ts';
import { requestModal } from '../../views/request/card.ts';
import type { RequestAudience } from '../../views/request/view.ts';
import { openOver } from '../answer.ts';
import type { Button, Press } from '../context.ts';
import { keepCopy } from '../request/copies.ts';
import { inFull } from '../request/in-full.ts';
import { customerContextOf } from './customer-context.ts';
import { mayDecide } from './decides.ts';
import { drawnFor } from './queue.ts';

/** **Details**: the whole card in a modal, for the one who asked and for those who may decide it. */
export const openRequestButton: Button = {
  id: actionIds.openRequest,
  needs: undefined,
  async run(press) {
    const { app, who } = press;
    const { id, onCard } = readDetails(press.value);
    const record = await app.approvals.postedMessages.load(id);
    if (record === undefined) throw new Fault('not_found', speak('This request does not exist any more.'));
    const audience: RequestAudience | undefined =
      record.asker === who.id ? 'asker' : (await mayDecide(press, record)) ? 'approver' : undefined;
    if (audience === undefined)
      throw new Fault('not_allowed', speak('This request is shown to the person who asked and to those who may decide it.'));
    if (onCard) await keepCopy(press);
    const view = drawnFor(app, record, audience, await approversOf(press, record));
    if (view === undefined) throw new Fault('refused', speak('This request is still being checked. Look again in a moment.'));
    const whole = await inFull(press, record);
    if (whole !== undefined) view.plain = whole;
    const reading = { now: app.clock.now(), timeZone: who.timeZone, audience };
    const viewId = await openOver(press, requestModal(view, reading));
    if (audience === 'approver') {
      const about = await customerContextOf(press, record);
      if (about !== undefined) await app.screen.update(viewId, requestModal(view, reading, about));
    }
    // An asker's modal is kept up to date like every other copy of theirs.
    if (audience === 'asker' && whole === undefined) {
      await app.approvals.postedMessages.addCopy(record.id, {
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

/** Who could decide it; left out if it does not matter any more, or if Slack does not say. */
async function approversOf({ app }: Press, record: RequestRecord): Promise<string[] | undefined> {
  if (record.state !== 'pending') return undefined;
  try {
    return (await app.approvals.postedMessages.approversOf(record)).map(({ id }) => id);
  } catch (error) {
    const { code, message } = asFault(error);
    warnSeldom(app, code, { err: { message } }, 'who could decide could not be looked up for a request');
    return undefined;
  }
}
