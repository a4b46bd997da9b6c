import { z } from 'zod';
import { refuse } from '../../errors.ts';
import { speak, spoken } from '../../lib/language/speak.ts';
import { stateWord } from '../../states/interpret.ts';
import { defineAction } from '../define.ts';
import { cardName, seenCard } from '../shared/snapshots.ts';
import { CardData, chipMustBeFree, numberMustBeFree } from './shared.ts';

/** What may be corrected; the state never, since assigning and unassigning are acts of their own. */
const editable = spoken({ cardNumber: 'Card number', rfidUid: 'RFID uid', rfidType: 'RFID type' });
type EditableField = keyof typeof editable;
const fields = ['cardNumber', 'rfidUid', 'rfidType'] as const satisfies readonly EditableField[];
type Change = { field: EditableField; before?: string | undefined; after: string | null };

/** What is left out stays as it is, null takes it away. */
const Edit = CardData.partial().extend({
  rfidUid: CardData.shape.rfidUid.nullable(),
  rfidType: CardData.shape.rfidType.nullable(),
});

/** Corrects a card's number or chip; sends the fields that differ and no other. */
export const updateCard = defineAction({
  name: 'card.update',
  label: 'Edit a card',
  risk: 'sensitive',
  input: Edit.extend({ cardId: z.number().int() }),
  subjects: ({ cardId }) => [`card:${cardId}`],
  async precheck({ operations }, { cardId, ...wanted }) {
    const found = await operations.cards.get({ params: { cardId } });
    const card = { ...seenCard(found), branchId: found.branchId };
    const changes = fields.flatMap((field): Change[] => {
      const after = wanted[field];
      return after === undefined || after === (found[field] ?? null) ? [] : [{ field, before: found[field], after }];
    });
    if (changes.length === 0)
      throw refuse(speak('Nothing would change: card {card} has these values already.', { card: cardName(card) }));
    const changed = (field: EditableField) => changes.some((change) => change.field === field);
    await Promise.all([
      changed('cardNumber') && wanted.cardNumber !== undefined
        ? numberMustBeFree(operations, wanted.cardNumber, cardId)
        : undefined,
      changed('rfidUid') || changed('rfidType')
        ? chipMustBeFree(
            operations,
            {
              rfidUid: (wanted.rfidUid === undefined ? found.rfidUid : wanted.rfidUid) ?? undefined,
              rfidType: (wanted.rfidType === undefined ? found.rfidType : wanted.rfidType) ?? undefined,
            },
            cardId,
          )
        : undefined,
    ]);
    return { card, changes };
  },
  fingerprint: ({ card, changes }) => ({
    Card: card.cardNumber ?? String(card.id),
    'State of the card': stateWord('card', card.state),
    'Belongs to': card.userId ?? null,
    ...Object.fromEntries(changes.map(({ field, before }) => [editable[field], before ?? null])),
  }),
  alsoAbout: ({ card }) => (card.userId === undefined ? [] : [`customer:${card.userId}`]),
  branches: ({ card }) => [card.branchId],
  preview: ({ card, changes }) => ({
    title: speak('Change {changed} of card {card}', { changed: changed(changes), card: cardName(card) }),
    lines: [
      card.userId === undefined
        ? speak('It is {stateWord}, and stays so.', { stateWord: stateWord('card', card.state) })
        : speak('It is {stateWord} to customer {userId}, and stays so.', {
            stateWord: stateWord('card', card.state),
            userId: card.userId,
          }),
    ],
    changes: changes.map(({ field, before, after }) => ({ label: editable[field], before: before ?? '–', after: after ?? '–' })),
    undo: speak('Can be changed back by another edit.'),
    warning:
      card.state === 'ASSIGNED' && changes.some(({ field }) => field !== 'cardNumber')
        ? speak('Somebody has this card: vehicles know it by its chip, so a wrong uid locks them out.')
        : undefined,
  }),
  execute: ({ operations }, { cardId }, _context, { changes }) =>
    operations.cards.update({
      params: { cardId },
      body: Object.fromEntries(changes.map(({ field, after }) => [field, after])),
    }),
  async verify({ operations }, { cardId }, { changes }) {
    const now = await operations.cards.get({ params: { cardId } });
    return changes.every(({ field, after }) => (now[field] ?? null) === after) ? 'done' : 'not-done';
  },
  render: ({ card, changes }) => ({
    title: speak('Card {card}: {changed} changed', { card: cardName(card), changed: changed(changes) }),
    changes: changes.map(({ field, before, after }) => ({ label: editable[field], before: before ?? '–', after: after ?? '–' })),
  }),
});

function changed(changes: readonly Change[]): string {
  return changes.map(({ field }) => editable[field].replace('Card', 'card')).join(', ');
}
