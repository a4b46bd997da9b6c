import type { z } from 'zod';
import type { unassignCard } from '../../actions/card/unassign.ts';
import { type UnassignState, unassignStates } from '../../api/operations/index.ts';
import { type Choice, labels } from '../../views/form/form.ts';
import { defineForm, filledId } from '../form/action-form.ts';
import { finderField, names } from '../form/common-fields.ts';
import { cardById, fill, homeBranch, understandCard } from '../form/filling.ts';

const stateChoices: Readonly<Record<UnassignState, Choice>> = {
  UNASSIGNED: { value: 'UNASSIGNED', text: 'Free', description: 'It works and can be given to somebody else.' },
  BROKEN: { value: 'BROKEN', text: 'Broken', description: 'It does not open vehicles any more.' },
  LOST: { value: 'LOST', text: 'Lost', description: 'Nobody knows where it is.' },
  ARCHIVED: { value: 'ARCHIVED', text: 'Archived', description: 'Taken out of use for good.' },
};

/** `free` and `unassigned` are the same to a person; anything else is a word of the back office. */
function stateFrom(word: string | undefined): Choice | undefined {
  const wanted = word?.trim().toUpperCase();
  const state = unassignStates.find((known) => known === wanted || (wanted === 'FREE' && known === 'UNASSIGNED'));
  return state === undefined ? undefined : stateChoices[state];
}

/** `/card unassign <card> [state]` */
export const unassignCardForm = defineForm<z.output<(typeof unassignCard)['input']>>({
  action: 'card.unassign',
  title: 'Unassign a card',
  submit: 'Unassign',
  names: [names.card, names.state],
  async fromWords(kit, _who, [card, state]) {
    const branch = homeBranch(kit);
    const chosen = stateFrom(state);
    const unread =
      state !== undefined && chosen === undefined
        ? { problem: `“${state}” is no state to leave a card in: choose one.` }
        : undefined;
    return fill(branch, {
      card: card === undefined ? undefined : await understandCard(kit, card, branch),
      state: chosen === undefined ? unread : { value: chosen },
    });
  },
  async fromPointer(kit, _who, { card, branch = homeBranch(kit) }) {
    return fill(branch, card === undefined ? {} : { card: { value: await cardById(kit, card) } });
  },
  async fromInput(kit, _who, input) {
    const { cardId, state } = input;
    return fill(homeBranch(kit), { card: { value: await cardById(kit, cardId) }, state: { value: stateChoices[state] } });
  },
  fields: async (_kit, _who, filled) => [
    finderField(filled, 'card'),
    // Nothing is chosen beforehand: what becomes of the card is decided on purpose.
    {
      kind: 'radio',
      name: names.state,
      label: labels.state,
      choices: Object.values(stateChoices),
      dispatch: true,
      ...(filled.values[names.state] === undefined ? {} : { initial: filled.values[names.state]?.value ?? '' }),
    },
  ],
  read(filled) {
    const cardId = filledId(filled, names.card);
    const state = unassignStates.find((known) => known === filled.values[names.state]?.value);
    if (cardId !== undefined && state !== undefined) return { ok: true, input: { cardId, state } };
    return {
      ok: false,
      errors: {
        ...(cardId === undefined ? { [names.card]: 'Choose the card: type its number.' } : {}),
        ...(state === undefined ? { [names.state]: 'Choose what becomes of the card.' } : {}),
      },
    };
  },
});
