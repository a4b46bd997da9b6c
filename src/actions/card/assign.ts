import { z } from 'zod';
import { refuse } from '../../errors.ts';
import { speak } from '../../lib/language/speak.ts';
import { isFreeCard, stateWord } from '../../states/interpret.ts';
import { defineAction } from '../define.ts';
import { blockFact, blockWarning, cardName, existingCustomer, seenCard } from '../shared/snapshots.ts';

/** Gives a card to a customer. */
export const assignCard = defineAction({
  name: 'card.assign',
  label: 'Assign a card',
  risk: 'routine',
  input: z.object({ cardId: z.number().int(), customerId: z.number().int() }),
  subjects: ({ cardId, customerId }) => [`card:${cardId}`, `customer:${customerId}`],
  async precheck({ operations }, { cardId, customerId }) {
    const [card, { customer }] = await Promise.all([
      operations.cards.get({ params: { cardId } }).then(seenCard),
      existingCustomer(operations, customerId),
    ]);
    if (card.state === 'ASSIGNED') {
      throw refuse(
        card.userId === customerId
          ? speak('Card {card} belongs to this customer already.', { card: cardName(card) })
          : speak('Card {card} is assigned to {rest}. Unassign it first.', {
              card: cardName(card),
              rest: card.userId === undefined ? speak('somebody') : speak('customer {userId}', { userId: card.userId }),
            }),
      );
    }
    if (!isFreeCard(card.state)) {
      throw refuse(
        speak('Card {card} is {stateWord}, so it cannot be assigned. Take another card.', {
          card: cardName(card),
          stateWord: stateWord('card', card.state),
        }),
      );
    }
    return { card, customer };
  },
  branches: ({ card, customer }) => [card.branchId, customer.branchId],
  fingerprint: ({ card, customer }) => ({
    Card: card.cardNumber ?? String(card.id),
    'State of the card': stateWord('card', card.state),
    Customer: customer.id,
    'Block state': blockFact(customer),
  }),
  concerns: ({ customer }, redactor) => [blockWarning(customer, redactor)],
  preview({ card, customer }, _input, redactor) {
    return {
      title: speak('Assign card {card} to {customer}', { card: cardName(card), customer: redactor.person(customer) }),
      changes: [
        {
          label: speak('Card {card}', { card: cardName(card) }),
          before: stateWord('card', card.state),
          after: speak('assigned to {customer}', { customer: redactor.person(customer) }),
        },
      ],
      undo: speak('Can be undone by unassigning the card.'),
    };
  },
  execute: ({ operations }, { cardId, customerId }) =>
    operations.cards.assign({ params: { cardId }, body: { userId: customerId } }),
  async verify({ operations }, { cardId, customerId }) {
    const card = await operations.cards.get({ params: { cardId } });
    return card.state === 'ASSIGNED' && card.userId === customerId ? 'done' : 'not-done';
  },
  render: ({ card, customer }, _input, redactor) => ({
    title: speak('Card {card} now belongs to {customer}', { card: cardName(card), customer: redactor.person(customer) }),
  }),
});
