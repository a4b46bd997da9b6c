import type { ModalView } from '@slack/types';
import { speak } from '../../lib/language/speak.ts';
import { formView } from '../form/form.ts';
import { callbackIds, fieldNames } from '../ids.ts';

/** When somebody is away, and who stands in. What was understood already is filled in. */
export function awayForm(filled: {
  from?: string;
  until?: string;
  standIn?: string;
  intro: string;
  problem?: string;
}): ModalView {
  const hint = speak('e.g. 17:00, Friday, 24 Dec, 3d. A date means the end of that day.');
  return formView({
    callbackId: callbackIds.away,
    title: speak('I am away'),
    submit: speak('Set absence'),
    intro: filled.intro,
    problem: filled.problem,
    fields: [
      {
        kind: 'text',
        name: fieldNames.from,
        label: speak('From'),
        hint: speak('Leave empty for now.'),
        initial: filled.from,
        optional: true,
        maxLength: 40,
      },
      { kind: 'text', name: fieldNames.until, label: speak('Until'), hint, initial: filled.until, maxLength: 40 },
      {
        kind: 'person',
        name: fieldNames.standIn,
        label: speak('Stand-in'),
        hint: speak('Decides in your place, and gets a message about it.'),
        initial: filled.standIn,
        optional: true,
      },
      {
        kind: 'text',
        name: fieldNames.note,
        label: speak('Note'),
        hint: speak('Your stand-in reads it.'),
        optional: true,
        maxLength: 200,
      },
    ],
  });
}
