import { Fault } from '../../errors.ts';
import { speak } from '../../lib/language/speak.ts';
import { actionIds } from '../../views/ids.ts';
import type { Button } from '../context.ts';
import type { ActionForm } from '../engine/action-form.ts';
import { openForm } from '../engine/form.ts';
import { mustHold } from '../rights.ts';

const repeatable = new Set(['stale', 'expired', 'failed', 'rejected', 'refused']);

/**
 * **Ask again**: the form, filled in with what was asked before; what is sent then is a request of its own. After a request of which a
 * part failed it is **Try the failed ones again**, filled in with that part alone.
 */
export function createAskAgain(forms: Readonly<Record<string, ActionForm>>): Button {
  return {
    id: actionIds.askAgain,
    // Of what it asks again, looked at below.
    needs: undefined,
    async run(press) {
      const { app, who } = press;
      const record = await app.approvals.postedMessages.load(press.value);
      const form = record === undefined ? undefined : forms[record.action];
      const action = record === undefined ? undefined : app.actions[record.action];
      // Erased with age: what was asked is not known any more.
      if (!record || !form || !action || record.input === null)
        throw new Fault('bad_input', speak('This request can’t be requested again here. Type the command again.'));
      mustHold(who, record.action);
      if (record.asker !== who.id) throw new Fault('not_allowed', speak('Only the person who asked can ask again.'));
      const again = record.state === 'done' ? record.outcome?.again : record.input;
      if (again === undefined || (record.state !== 'done' && !repeatable.has(record.state)))
        throw new Fault('refused', speak('This request is still on its way or settled; there is nothing to ask again.'));
      await openForm(press, form, () => form.fromInput(app, who, action.input.parse(again)), {
        reason: record.reason,
        ticket: record.ticket,
        parent: record.id,
        viewId: press.place.kind === 'modal' ? press.place.viewId : undefined,
      });
      return undefined;
    },
  };
}
