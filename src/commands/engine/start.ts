import { Fault } from '../../errors.ts';
import { speak, spoken } from '../../lib/language/speak.ts';
import { actionIds } from '../../views/ids.ts';
import { type Pointer, readPointer } from '../../views/pointer.ts';
import { inView } from '../answer.ts';
import type { Button, Command, Press, Source } from '../context.ts';
import type { FormVerb } from '../feature.ts';
import { ownApp } from '../own-app.ts';
import { mustHold, whoIs } from '../rights.ts';
import type { ActionForm } from './action-form.ts';
import { openForm, originOfAsk } from './form.ts';
import { fillFromWords } from './typed-reason.ts';

/** Buttons and menus that start an action from where somebody looks at a thing, filled in with it. */
export function createStartButtons(
  forms: Readonly<Record<string, ActionForm>>,
  sources: Readonly<Record<string, Source>>,
): readonly Button[] {
  const run: Button['run'] = async (press) => {
    const pointer = readPointer(press.value);
    const form = pointer.action === undefined ? undefined : forms[pointer.action];
    if (!form) throw new Fault('bad_input', speak('This button is from an older version. Look the customer up again.'));
    mustHold(press.who, form.action);
    const source = sources[pointer.from ?? ''];
    if (source !== undefined) drawAfter(press, form, source, pointer);
    await openForm(press, form, () => form.fromPointer(press.app, press.who, pointer));
    return undefined;
  };
  return [
    // The form that the button names says what it takes.
    { id: actionIds.start, needs: undefined, run },
    { id: actionIds.startMore, needs: undefined, run },
  ];
}

/** Has the answer that the button is in drawn again when what it starts is done, with the rights and facts of then. */
function drawAfter(press: Press, form: ActionForm, source: Source, pointer: Pointer): void {
  const { place, who } = press;
  if (place.kind === 'home' || (place.kind === 'message' && !place.ephemeral)) return;
  press.app.afterChange.draw(originOfAsk(who.id, form, press.origin), async (app) => {
    const now = await whoIs(app, who.id);
    mustHold(now, source.needs);
    const again = { ...press, app: ownApp(app, now, source.needs), who: now };
    const answer = await source.answer(place.kind === 'modal' ? { ...again, channel: undefined } : again, pointer);
    if (answer === undefined) return;
    if (place.kind === 'modal') await inView(again, place.viewId, source.title).reply(answer);
    else await press.reply(answer, { replace: true });
  });
}

/** The slash command of a form: always shows it, filled in with what was typed. */
export function formCommand({ form, ...command }: FormVerb): Command {
  // Spread, the description would stay in the language in which it was read here.
  return spoken({
    ...command,
    needs: form.action,
    run: (interaction, words, text = '') =>
      openForm(interaction, form, () =>
        form.fromTable !== undefined && text.includes('\n')
          ? form.fromTable(interaction.app, interaction.who, text)
          : fillFromWords(form, interaction.app, interaction.who, words),
      ),
  });
}
