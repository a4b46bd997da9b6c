import type { z } from 'zod';
import type { updateCard } from '../../actions/card/update.ts';
import type { Card } from '../../api/operations/index.ts';
import { oneLine } from '../../lib/text.ts';
import type { Field } from '../../views/form/form.ts';
import { defineForm, type Filled, filledId } from '../form/action-form.ts';
import { finderField, names } from '../form/common-fields.ts';
import { cardById, fill, homeBranch, type Understood, understandCard } from '../form/filling.ts';
import type { Kit } from '../kit.ts';
import { type CardText, cardTextNames, cardTexts, longestCardText } from './create.ts';

/** `/card edit <card> [number]`: what is left empty stays as it is, and is shown greyed in its field. */
export const editCardForm = defineForm<z.output<(typeof updateCard)['input']>>({
  action: 'card.update',
  title: 'Edit a card',
  submit: 'Change',
  names: [names.card, ...cardTextNames],
  intro: () =>
    'Fill in only what changes; what you leave empty stays as it is. A card’s state changes by assigning and unassigning.',
  async fromWords(kit, _who, [card, number]) {
    const branch = homeBranch(kit);
    return fill(branch, {
      card: card === undefined ? undefined : await understandCard(kit, card, branch),
      cardNumber: typed(number),
    });
  },
  async fromPointer(kit, _who, { card, branch = homeBranch(kit) }) {
    return fill(branch, card === undefined ? {} : { card: { value: await cardById(kit, card) } });
  },
  async fromInput(kit, _who, { cardId, ...edit }) {
    const texts = cardTextNames.map((name): [string, Understood | undefined] => [name, typed(edit[name])]);
    return fill(homeBranch(kit), { card: { value: await cardById(kit, cardId) }, ...Object.fromEntries(texts) });
  },
  async fields(kit, _who, filled) {
    const card = await cardNow(kit, filledId(filled, names.card));
    return [finderField(filled, 'card'), ...cardTextNames.map((name) => editField(filled, name, card))];
  },
  read(filled) {
    const cardId = filledId(filled, names.card);
    const edit = Object.fromEntries(
      cardTextNames.flatMap((name) => (filled.values[name] === undefined ? [] : [[name, filled.values[name]?.value]])),
    );
    const errors = {
      ...(cardId === undefined ? { [names.card]: 'Choose the card: type its number.' } : {}),
      ...(Object.keys(edit).length === 0 ? { [cardTextNames[0]]: 'Fill in at least one field that changes.' } : {}),
    };
    return Object.keys(errors).length === 0 ? { ok: true, input: { cardId, ...edit } } : { ok: false, errors };
  },
});

/** What the card says now; a back office that does not answer only leaves the fields without it. */
async function cardNow(kit: Kit, cardId: number | undefined): Promise<Card | undefined> {
  if (cardId === undefined) return undefined;
  return kit.readers.operations.cards.get({ params: { cardId } }, { deadlineMs: 2_000 }).catch(() => undefined);
}

function editField(filled: Filled, name: CardText, card: Card | undefined): Field {
  const now = oneLine(card?.[name] ?? '');
  return {
    kind: 'text',
    name,
    label: cardTexts[name].label,
    optional: true,
    dispatch: true,
    maxLength: longestCardText,
    initial: filled.values[name]?.value ?? '',
    ...(now === '' ? {} : { placeholder: `Now: ${now}` }),
  };
}

function typed(text: string | undefined): Understood | undefined {
  return text === undefined || text === '' ? undefined : { value: { value: text, text } };
}
