import { z } from 'zod';
import { refuse } from '../../errors.ts';
import { speak } from '../../lib/language/speak.ts';
import { listed } from '../../lib/text.ts';
import { defineAction } from '../define.ts';
import { CardData, cardsNumbered, mostCardsABatch, seenBranch } from './shared.ts';

/** Makes many cards known at once: a PATCH on the collection, which changes none that exist. */
export const createCards = defineAction({
  name: 'card.create-batch',
  label: 'Create many cards',
  risk: 'bulk',
  input: z.object({ cards: z.array(CardData).min(1).max(mostCardsABatch), branchId: z.number().int() }),
  subjects: ({ cards }) => cards.map(({ cardNumber }) => `card-number:${cardNumber.toLowerCase()}`),
  count: ({ cards }) => cards.length,
  async precheck({ operations }, { cards, branchId }) {
    const numbers = cards.map(({ cardNumber }) => cardNumber);
    const repeated = numbers.filter((number, at) => numbers.findIndex((one) => one.toLowerCase() === number.toLowerCase()) < at);
    if (repeated.length > 0)
      throw refuse(speak('These card numbers are in the list twice: {some}. Take one of each out.', { some: some(repeated) }));
    const [branch, taken] = await Promise.all([seenBranch(operations, branchId), cardsNumbered(operations, numbers)]);
    if (taken.length > 0) {
      const names = taken
        .map(({ id, cardNumber }) => cardNumber ?? String(id))
        .sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
      throw refuse(
        speak('{rest} already: {some}. Take {rest2} out of the list.', {
          rest:
            names.length === 1
              ? speak('This card number exists')
              : speak('These {names} card numbers exist', { names: names.length }),
          some: some(names),
          rest2: names.length === 1 ? speak('it') : speak('them'),
        }),
      );
    }
    return { branch };
  },
  fingerprint: ({ branch }) => ({ Branch: branch.id }),
  branches: ({ branch }) => [branch.id],
  preview: ({ branch }, { cards }) => ({
    title: speak('Create {cards, plural, one {# card} other {# cards}} in {branch}', {
      cards: cards.length,
      branch: branch.name,
    }),
    lines: [speak('Numbers: {some}.', { some: some(cards.map(({ cardNumber }) => cardNumber)) }), chipsOf(cards)],
    undo: speak('They cannot be deleted here; the number and RFID of each can be edited.'),
  }),
  execute: ({ operations }, { cards, branchId }) =>
    operations.cards.createBatch({
      body: cards.map(({ cardNumber, rfidUid, rfidType }) => ({
        cardNumber,
        rfidUid,
        rfidType,
        branchId,
      })),
    }),
  /** All of them are there, or it is not done; some alone is for a person to look at. */
  async verify({ operations }, { cards }) {
    const found = await cardsNumbered(
      operations,
      cards.map(({ cardNumber }) => cardNumber),
    );
    const numbers = new Set(found.map(({ cardNumber }) => cardNumber));
    const there = cards.filter(({ cardNumber }) => numbers.has(cardNumber)).length;
    if (there === cards.length) return 'done';
    return there === 0 ? 'not-done' : 'cannot-tell';
  },
  render: ({ branch }, { cards }) => ({
    title: speak('{cards, plural, one {# card} other {# cards}} created in {branch}', {
      cards: cards.length,
      branch: branch.name,
    }),
  }),
});

/** The first few, and the last: a batch counts up. */
function some(numbers: readonly string[]): string {
  const last = numbers.at(-1);
  if (numbers.length <= 8 || last === undefined) return listed(numbers);
  return speak('{numbers} … {last} ({numbers2} in all)', {
    numbers: numbers.slice(0, 6).join(', '),
    last,
    numbers2: numbers.length,
  });
}

function chipsOf(cards: readonly CardData[]): string {
  const withChip = cards.filter(({ rfidUid }) => rfidUid !== undefined).length;
  if (withChip === cards.length) return speak('Each with its RFID uid.');
  return withChip === 0
    ? speak('Without RFID uids.')
    : speak('{withChip} with an RFID uid, {cards} without.', { withChip, cards: cards.length - withChip });
}
