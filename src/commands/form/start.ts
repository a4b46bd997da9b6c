import { Fault } from '../../errors.ts';
import { actionIds } from '../../views/ids.ts';
import { readPointer } from '../../views/pointer.ts';
import type { Button, Command } from '../context.ts';
import type { FormVerb } from '../feature.ts';
import { mustHold } from '../rights.ts';
import type { ActionForm } from './action-form.ts';
import { openForm } from './engine.ts';

/** Buttons and menus that start an action from where somebody looks at a thing, filled in with it. */
export function createStartButtons(forms: Readonly<Record<string, ActionForm>>): readonly Button[] {
  const run: Button['run'] = async (press) => {
    const pointer = readPointer(press.value);
    const form = pointer.action === undefined ? undefined : forms[pointer.action];
    if (!form) throw new Fault('bad_input', 'This button is of another version of Wheelhouse. Look the customer up again.');
    mustHold(press.who, form.action);
    await openForm(press, form, () => form.fromPointer(press.kit, press.who, pointer));
    return undefined;
  };
  return [
    // The form that the button names says what it takes.
    { id: actionIds.start, needs: undefined, run },
    { id: actionIds.startMore, needs: undefined, run },
  ];
}

/** The slash command of a form: always shows it, filled in with what was typed. */
export function formCommand({ form, ...command }: FormVerb): Command {
  return {
    ...command,
    needs: form.action,
    run: (interaction, words) => openForm(interaction, form, () => form.fromWords(interaction.kit, interaction.who, words)),
  };
}
