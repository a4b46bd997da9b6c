import { z } from 'zod';
import { refuse } from '../../errors.ts';
import { counted, listed } from '../../lib/text.ts';
import { defineAction } from '../define.ts';
import { CardData, cardsNumbered, mostCardsABatch, seenBranch } from '../vocabulary/cards.ts';

/** Makes many cards known at once: a PATCH on the collection, which changes none that exist. */
export const createCards = defineAction({
  name: 'card.create-batch',
  label: 'Create many cards',
  risk: 'bulk',
  reason: 'required',
  input: z.object({ cards: z.array(CardData).min(1).max(mostCardsABatch), branchId: z.number().int() }),
  subjects: ({ cards }) => cards.map(({ cardNumber }) => `card-number:${cardNumber.toLowerCase()}`),
  count: ({ cards }) => cards.length,
  async precheck({ operations }, { cards, branchId }) {
    const numbers = cards.map(({ cardNumber }) => cardNumber);
    const repeated = numbers.filter((number, at) => numbers.findIndex((one) => one.toLowerCase() === number.toLowerCase()) < at);
    if (repeated.length > 0) throw refuse(`These card numbers are in the list twice: ${some(repeated)}. Take one of each out.`);
    const [branch, taken] = await Promise.all([seenBranch(operations, branchId), cardsNumbered(operations, numbers)]);
    if (taken.length > 0) {
      const names = taken
        .map(({ id, cardNumber }) => cardNumber ?? String(id))
        .sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
      throw refuse(
        `${names.length === 1 ? 'This card number exists' : `These ${names.length} card numbers exist`} already: ${some(names)}. Take ${names.length === 1 ? 'it' : 'them'} out of the list.`,
      );
    }
    return { branch };
  },
  fingerprint: ({ branch }) => ({ Branch: branch.id }),
  branches: ({ branch }) => [branch.id],
  preview: ({ branch }, { cards }) => ({
    title: `Create ${counted(cards.length, 'card')} in ${branch.name}`,
    lines: [`Numbers: ${some(cards.map(({ cardNumber }) => cardNumber))}.`, chipsOf(cards)],
    undo: 'They cannot be deleted here; the number and RFID of each can be edited.',
  }),
  execute: ({ operations }, { cards, branchId }) =>
    operations.cards.createBatch({
      body: cards.map(({ cardNumber, rfidUid, rfidType }) => ({
        cardNumber,
        ...(rfidUid === undefined ? {} : { rfidUid }),
        ...(rfidType === undefined ? {} : { rfidType }),
        branchId,
      })),
    }),
  /** All of them are there, or it is not done; some alone is for a person to look at. */
  async settled({ operations }, { cards }) {
    const found = await cardsNumbered(
      operations,
      cards.map(({ cardNumber }) => cardNumber),
    );
    const numbers = new Set(found.map(({ cardNumber }) => cardNumber));
    const there = cards.filter(({ cardNumber }) => numbers.has(cardNumber)).length;
    if (there === cards.length) return 'done';
    return there === 0 ? 'not-done' : 'cannot-tell';
  },
  render: ({ branch }, { cards }) => ({ title: `${counted(cards.length, 'card')} created in ${branch.name}` }),
});

/** The first few, and the last: a batch counts up. */
function some(numbers: readonly string[]): string {
  const last = numbers.at(-1);
  if (numbers.length <= 8 || last === undefined) return listed(numbers);
  return `${numbers.slice(0, 6).join(', ')} … ${last} (${numbers.length} in all)`;
}

function chipsOf(cards: readonly CardData[]): string {
  const withChip = cards.filter(({ rfidUid }) => rfidUid !== undefined).length;
  if (withChip === cards.length) return 'Each with its RFID uid.';
  return withChip === 0 ? 'Without RFID uids.' : `${withChip} with an RFID uid, ${cards.length - withChip} without.`;
}
