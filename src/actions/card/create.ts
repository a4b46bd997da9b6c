import { z } from 'zod';
import { speak } from '../../lib/language/speak.ts';
import { defineAction } from '../define.ts';
import { CardData, cardNumbered, chipMustBeFree, numberMustBeFree, seenBranch } from './shared.ts';

/** Makes a card known to the back office; it belongs to nobody yet. */
export const createCard = defineAction({
  name: 'card.create',
  label: 'Create a card',
  risk: 'routine',
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
    title: speak('Create card {cardNumber} in {branch}', { cardNumber, branch: branch.name }),
    lines: [
      rfidUid === undefined
        ? speak('Without an RFID uid.')
        : rfidType === undefined
          ? speak('RFID uid {rfidUid}.', { rfidUid })
          : speak('RFID uid {rfidUid}, type {rfidType}.', { rfidUid, rfidType }),
      speak('It is new and belongs to nobody until it is assigned.'),
    ],
    undo: speak('It cannot be deleted here; its number and RFID can be edited.'),
  }),
  execute: ({ operations }, { cardNumber, rfidUid, rfidType, branchId }) =>
    operations.cards.create({
      body: {
        cardNumber,
        rfidUid,
        rfidType,
        branchId,
      },
    }),
  /** The number was free before and is unique, so anyone who has it now is the new card. */
  async verify({ operations }, { cardNumber }, _snapshot, _context, result) {
    const card =
      result === undefined
        ? await cardNumbered(operations, cardNumber)
        : await operations.cards.get({ params: { cardId: result.id } });
    return card?.cardNumber === cardNumber ? 'done' : 'not-done';
  },
  render: ({ branch }, { cardNumber }) => ({
    title: speak('Card {cardNumber} was created in {branch}', { cardNumber, branch: branch.name }),
    lines: [speak('Next: assign it.')],
  }),
});
