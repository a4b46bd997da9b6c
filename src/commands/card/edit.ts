import type { z } from 'zod';
import type { updateCard } from '../../actions/card/update.ts';
import type { Card } from '../../api/operations/index.ts';
import { shownText } from '../engine/edit-field.ts';
import { defineEditForm, type Edit } from '../engine/edit-form.ts';
import { editedCard } from '../subjects/edited.ts';
import { cardTextNames, cardTexts, longestCardText } from './create.ts';

/** `/card edit <card> [number]` */
export const editCardForm = defineEditForm<Card>({
  action: 'card.update',
  title: 'Edit a card',
  about: editedCard,
  note: 'A card’s state changes by assigning and unassigning.',
  fields: cardTextNames.map((name) => ({
    name,
    optional: name === 'cardNumber' ? undefined : true,
    shown: (card) => shownText(card[name]),
    look: () => ({ kind: 'text', label: cardTexts[name].label, maxLength: longestCardText }),
  })),
  wanted: { toDo: 'change the number', takes: 1, edit: (_card, [number = '']) => ({ cardNumber: number }) },
  input: (holder, edit) => ({ cardId: Number(holder), ...edit }),
  asked(input) {
    const { cardId, ...edit } = input as z.output<(typeof updateCard)['input']>; // safe: the action's own input, as it was stored
    return { holder: String(cardId), edit: () => edit as Edit }; // safe: texts, or null
  },
});
