import { Fault } from '../../errors.ts';
import type { Message } from '../../views/common/blocks.ts';
import { actionIds } from '../../views/ids.ts';
import { type Pointer, readPointer } from '../../views/pointer.ts';
import { inView } from '../answer.ts';
import type { Button, Command, Interaction, Press } from '../context.ts';
import type { FormVerb } from '../feature.ts';
import { mustHold, whoIs } from '../rights.ts';
import type { ActionForm } from './action-form.ts';
import { openForm, originOfAsk } from './engine.ts';

/** An answer that offers actions, as it is drawn again after one of them: the grant it takes, and what it says then. */
export type Source = {
  title: string;
  needs: string;
  answer(interaction: Interaction, pointer: Pointer): Promise<Message | undefined>;
};

/** Buttons and menus that start an action from where somebody looks at a thing, filled in with it. */
export function createStartButtons(
  forms: Readonly<Record<string, ActionForm>>,
  sources: Readonly<Record<string, Source>>,
): readonly Button[] {
  const run: Button['run'] = async (press) => {
    const pointer = readPointer(press.value);
    const form = pointer.action === undefined ? undefined : forms[pointer.action];
    if (!form) throw new Fault('bad_input', 'This button is of another version of Wheelhouse. Look the customer up again.');
    mustHold(press.who, form.action);
    const source = sources[pointer.from ?? ''];
    if (source !== undefined) drawAfter(press, form, source, pointer);
    await openForm(press, form, () => form.fromPointer(press.kit, press.who, pointer));
    return undefined;
  };
  return [
    // The form that the button names says what it takes.
    { id: actionIds.start, needs: undefined, run },
    { id: actionIds.startMore, needs: undefined, run },
  ];
}

/** Has the answer that the button stands in drawn again when what it starts is done, with the rights and facts of then. */
function drawAfter(press: Press, form: ActionForm, source: Source, pointer: Pointer): void {
  const { place, who } = press;
  if (place.kind === 'home' || (place.kind === 'message' && !place.ephemeral)) return;
  press.kit.afterChange.draw(originOfAsk(who.id, form, press.origin), async (kit) => {
    const now = await whoIs(kit, who.id);
    mustHold(now, source.needs);
    const again = { ...press, kit, who: now };
    const answer = await source.answer(place.kind === 'modal' ? { ...again, channel: undefined } : again, pointer);
    if (answer === undefined) return;
    if (place.kind === 'modal') await inView(again, place.viewId, source.title).reply(answer);
    else await press.reply(answer, { replace: true });
  });
}

/** The slash command of a form: always shows it, filled in with what was typed. */
export function formCommand({ form, ...command }: FormVerb): Command {
  return {
    ...command,
    needs: form.action,
    run: (interaction, words) => openForm(interaction, form, () => form.fromWords(interaction.kit, interaction.who, words)),
  };
}
