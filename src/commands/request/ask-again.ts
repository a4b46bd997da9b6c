import { Fault } from '../../errors.ts';
import { actionIds } from '../../views/ids.ts';
import type { Button } from '../context.ts';
import type { ActionForm } from '../form/action-form.ts';
import { openForm } from '../form/engine.ts';
import { mustHold } from '../rights.ts';

const repeatable = new Set(['stale', 'expired', 'failed', 'refused']);

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
      const { kit, who } = press;
      const record = await kit.approvals.gallery.load(press.value);
      const form = record === undefined ? undefined : forms[record.action];
      const action = record === undefined ? undefined : kit.actions[record.action];
      // Erased with age: what was asked is not known any more.
      if (!record || !form || !action || record.input === null)
        throw new Fault('bad_input', 'This request cannot be asked again here. Type the command anew.');
      mustHold(who, record.action);
      if (record.asker !== who.id) throw new Fault('not_allowed', 'Only the person who asked can ask again.');
      const again = record.state === 'done' ? record.outcome?.again : record.input;
      if (again === undefined || (record.state !== 'done' && !repeatable.has(record.state)))
        throw new Fault('refused', 'This request is still on its way or settled; there is nothing to ask again.');
      await openForm(press, form, () => form.fromInput(kit, who, action.input.parse(again)), {
        reason: record.reason,
        parent: record.id,
        ...(press.place.kind === 'modal' ? { viewId: press.place.viewId } : {}),
      });
      return undefined;
    },
  };
}
