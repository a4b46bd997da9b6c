import { z } from 'zod';
import { refuse } from '../../errors.ts';
import { defineAction } from '../define.ts';
import { CardData, chipMustBeFree, numberMustBeFree } from '../vocabulary/cards.ts';
import { cardName, cardStateWord, seenCard } from '../vocabulary/seen.ts';

/** What may be corrected; the state never, since assigning and unassigning are acts of their own. */
const editable = { cardNumber: 'Card number', rfidUid: 'RFID uid', rfidType: 'RFID type' } as const;
type EditableField = keyof typeof editable;
const fields = ['cardNumber', 'rfidUid', 'rfidType'] as const satisfies readonly EditableField[];
type Change = { field: EditableField; before?: string | undefined; after: string };

/** Corrects a card's number or chip; sends the fields that differ and no other. */
export const updateCard = defineAction({
  name: 'card.update',
  label: 'Edit a card',
  risk: 'sensitive',
  reason: 'required',
  input: z.object({ cardId: z.number().int(), ...CardData.partial().shape }),
  subjects: ({ cardId }) => [`card:${cardId}`],
  async precheck({ operations }, { cardId, ...wanted }) {
    const found = await operations.cards.get({ params: { cardId } });
    const card = { ...seenCard(found), branchId: found.branchId };
    const changes = fields.flatMap((field): Change[] => {
      const after = wanted[field];
      return after === undefined || after === found[field] ? [] : [{ field, before: found[field], after }];
    });
    if (changes.length === 0) throw refuse(`Nothing would change: card ${cardName(card)} has these values already.`);
    const changed = (field: EditableField) => changes.some((change) => change.field === field);
    await Promise.all([
      changed('cardNumber') && wanted.cardNumber !== undefined
        ? numberMustBeFree(operations, wanted.cardNumber, cardId)
        : undefined,
      changed('rfidUid') || changed('rfidType')
        ? chipMustBeFree(
            operations,
            { rfidUid: wanted.rfidUid ?? found.rfidUid, rfidType: wanted.rfidType ?? found.rfidType },
            cardId,
          )
        : undefined,
    ]);
    return { card, changes };
  },
  fingerprint: ({ card, changes }) => ({
    Card: card.cardNumber ?? String(card.id),
    'State of the card': cardStateWord(card.state),
    'Belongs to': card.userId ?? null,
    ...Object.fromEntries(changes.map(({ field, before }) => [editable[field], before ?? null])),
  }),
  alsoAbout: ({ card }) => (card.userId === undefined ? [] : [`customer:${card.userId}`]),
  branches: ({ card }) => [card.branchId],
  preview: ({ card, changes }) => ({
    title: `Change ${changed(changes)} of card ${cardName(card)}`,
    lines: [`It is ${cardStateWord(card.state)}${card.userId === undefined ? '' : ` to customer ${card.userId}`}, and stays so.`],
    changes: changes.map(({ field, before, after }) => ({ label: editable[field], before: before ?? '–', after })),
    undo: 'Can be changed back by another edit.',
    ...(card.state === 'ASSIGNED' && changes.some(({ field }) => field !== 'cardNumber')
      ? { warning: 'Somebody has this card: vehicles know it by its chip, so a wrong uid locks them out.' }
      : {}),
  }),
  execute: ({ operations }, { cardId }, _told, { changes }) =>
    operations.cards.update({
      params: { cardId },
      body: Object.fromEntries(changes.map(({ field, after }) => [field, after])),
    }),
  async settled({ operations }, { cardId }, { changes }) {
    const now = await operations.cards.get({ params: { cardId } });
    return changes.every(({ field, after }) => now[field] === after) ? 'done' : 'not-done';
  },
  render: ({ card, changes }) => ({
    title: `Card ${cardName(card)}: ${changed(changes)} changed`,
    changes: changes.map(({ field, before, after }) => ({ label: editable[field], before: before ?? '–', after })),
  }),
});

function changed(changes: readonly Change[]): string {
  return changes.map(({ field }) => editable[field].replace('Card', 'card')).join(', ');
}
