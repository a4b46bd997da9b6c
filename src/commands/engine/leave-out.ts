import type { Preview } from '../../approvals/preview.ts';
import { fieldId, uniqueId } from '../../views/ids.ts';
import type { Press } from '../context.ts';
import type { ActionForm, Filled } from './action-form.ts';

/** Its press comes with what the form holds, as a change of a field does. */
const leaveOutId = uniqueId(fieldId, 'leave-out');

/** One bad person does not stop the others: the button that goes on without those because of whom a form is refused. */
export function leaveOutButton(
  { without }: Pick<ActionForm, 'without'>,
  filled: Filled,
  preview: Preview | 'waiting' | undefined,
): { text: string; actionId: string; value: string } | undefined {
  if (without === undefined || preview === undefined || preview === 'waiting' || preview.kind !== 'refused') return undefined;
  const { because } = preview.fault.context;
  if (typeof because !== 'string' || because === '') return undefined;
  const left = without.count(filled) - because.split(',').length;
  return left < 1 ? undefined : { text: without.label(left), actionId: leaveOutId, value: because };
}

/** What is filled in, without those that the button names, if it was pressed. */
export function leftOut(
  { without }: Pick<ActionForm, 'without'>,
  filled: Filled,
  press: Pick<Press, 'actionId' | 'value'>,
): Filled {
  if (without === undefined || press.actionId !== leaveOutId) return filled;
  return without.remove(
    filled,
    press.value.split(',').filter((id) => /^\d{1,15}$/.test(id)),
  );
}
