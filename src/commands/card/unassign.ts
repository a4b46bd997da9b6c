import type { z } from 'zod';
import type { unassignCard } from '../../actions/card/unassign.ts';
import { type UnassignState, unassignStates } from '../../api/operations/index.ts';
import { withoutTrailing } from '../../lib/around.ts';
import { speak, spoken } from '../../lib/language/speak.ts';
import { sameName } from '../../lib/typed.ts';
import { type Choice, labels } from '../../views/form/form.ts';
import { defineForm, filledId } from '../engine/action-form.ts';
import { finderField, names } from '../engine/common-fields.ts';
import { cardById, fill, homeBranch, understandCard } from '../subjects/understand.ts';

const stateChoices: Readonly<Record<UnassignState, Choice>> = spoken({
  UNASSIGNED: { value: 'UNASSIGNED', text: 'Free', description: 'It works and can be given to somebody else.' },
  BROKEN: { value: 'BROKEN', text: 'Broken', description: 'It does not open vehicles any more.' },
  LOST: { value: 'LOST', text: 'Lost', description: 'Nobody knows where it is.' },
  ARCHIVED: { value: 'ARCHIVED', text: 'Archived', description: 'Taken out of use for good.' },
});

/** As the form words it, in the language of the person who types, or as the back office does. */
function stateFrom(word: string | undefined): Choice | undefined {
  const wanted = word === undefined ? undefined : withoutTrailing(word, ',;.');
  const state = unassignStates.find((known) => sameName(known, wanted) || sameName(stateChoices[known].text, wanted));
  return state === undefined ? undefined : stateChoices[state];
}

/** `/card unassign <card> [state]` */
export const unassignCardForm = defineForm<z.output<(typeof unassignCard)['input']>>({
  action: 'card.unassign',
  title: 'Unassign a card',
  submit: 'Unassign',
  names: [names.card, names.state],
  async fromWords(app, _who, [card, state, ...rest]) {
    const branch = homeBranch(app);
    const chosen = stateFrom(state);
    // One word is a state that was mistyped, more of them say why.
    const unread =
      state !== undefined && chosen === undefined && rest.length === 0
        ? { problem: speak('“{state}” isn’t a state for an unassigned card: choose one.', { state }) }
        : undefined;
    return {
      ...fill(branch, {
        card: card === undefined ? undefined : await understandCard(app, card, branch),
        state: chosen === undefined ? unread : { value: chosen },
      }),
      reason: (chosen === undefined && unread === undefined && state !== undefined ? [state, ...rest] : rest).join(' '),
    };
  },
  async fromPointer(app, _who, { card, branch = homeBranch(app) }) {
    return fill(branch, card === undefined ? {} : { card: { value: await cardById(app, card) } });
  },
  async fromInput(app, _who, input) {
    const { cardId, state } = input;
    return fill(homeBranch(app), { card: { value: await cardById(app, cardId) }, state: { value: stateChoices[state] } });
  },
  fields: async (_app, _who, filled) => [
    finderField(filled, 'card'),
    // Nothing is chosen beforehand: what becomes of the card is decided on purpose.
    {
      kind: 'radio',
      name: names.state,
      label: labels.state,
      choices: Object.values(stateChoices),
      dispatch: true,
      initial: filled.values[names.state] === undefined ? undefined : (filled.values[names.state]?.value ?? ''),
    },
  ],
  read(filled) {
    const cardId = filledId(filled, names.card);
    const state = unassignStates.find((known) => known === filled.values[names.state]?.value);
    if (cardId !== undefined && state !== undefined) return { ok: true, input: { cardId, state } };
    return {
      ok: false,
      errors: {
        [names.card]: cardId === undefined ? speak('Choose the card: type its number.') : undefined,
        [names.state]: state === undefined ? speak('Choose what becomes of the card.') : undefined,
      },
    };
  },
});
