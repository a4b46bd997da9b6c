import { z } from 'zod';
import { defineAction } from '../define.ts';
import { CardData, cardNumbered, chipMustBeFree, numberMustBeFree, seenBranch } from '../vocabulary/cards.ts';

/** Makes a card known to the back office; it belongs to nobody yet. */
export const createCard = defineAction({
  name: 'card.create',
  label: 'Create a card',
  risk: 'routine',
  reason: 'optional',
  input: z.object({ ...CardData.shape, branchId: z.number().int() }),
  subjects: ({ cardNumber }) => [`card-number:${cardNumber.toLowerCase()}`],
  async precheck({ operations }, { cardNumber, rfidUid, rfidType, branchId }) {
    const [branch] = await Promise.all([
      seenBranch(operations, branchId),
      numberMustBeFree(operations, cardNumber),
      chipMustBeFree(operations, { rfidUid, rfidType }),
    ]);
    return { branch };
  },
  fingerprint: ({ branch }) => ({ Branch: branch.id }),
  branches: ({ branch }) => [branch.id],
  preview: ({ branch }, { cardNumber, rfidUid, rfidType }) => ({
    title: `Create card ${cardNumber} in ${branch.name}`,
    lines: [
      rfidUid === undefined
        ? 'Without an RFID uid.'
        : `RFID uid ${rfidUid}${rfidType === undefined ? '' : `, type ${rfidType}`}.`,
      'It is new and belongs to nobody until it is assigned.',
    ],
    undo: 'It cannot be deleted here; its number and RFID can be edited.',
  }),
  execute: ({ operations }, { cardNumber, rfidUid, rfidType, branchId }) =>
    operations.cards.create({
      body: {
        cardNumber,
        ...(rfidUid === undefined ? {} : { rfidUid }),
        ...(rfidType === undefined ? {} : { rfidType }),
        branchId,
      },
    }),
  /** The number was free before and is unique, so whoever has it now is the new card. */
  async settled({ operations }, { cardNumber }, _seen, _told, result) {
    const card =
      result === undefined
        ? await cardNumbered(operations, cardNumber)
        : await operations.cards.get({ params: { cardId: result.id } });
    return card?.cardNumber === cardNumber ? 'done' : 'not-done';
  },
  render: ({ branch }, { cardNumber }) => ({ title: `Card ${cardNumber} exists in ${branch.name}`, lines: ['Next: assign it.'] }),
});
