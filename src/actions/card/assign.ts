import { z } from 'zod';
import { refuse } from '../../errors.ts';
import { defineAction } from '../define.ts';
import { blockedWarning, cardName, cardStateWord, existingCustomer, seenCard } from '../vocabulary/seen.ts';

/** Gives a card to a customer. */
export const assignCard = defineAction({
  name: 'card.assign',
  label: 'Assign a card',
  risk: 'routine',
  reason: 'optional',
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
          ? `Card ${cardName(card)} belongs to this customer already.`
          : `Card ${cardName(card)} is assigned to ${card.userId === undefined ? 'somebody' : `customer ${card.userId}`}. Unassign it first.`,
      );
    }
    if (card.state !== 'NEW' && card.state !== 'UNASSIGNED') {
      throw refuse(`Card ${cardName(card)} is ${cardStateWord(card.state)}, so it cannot be assigned. Take another card.`);
    }
    return { card, customer };
  },
  branches: ({ card, customer }) => [card.branchId, customer.branchId],
  fingerprint: ({ card, customer }) => ({
    Card: card.cardNumber ?? String(card.id),
    'State of the card': cardStateWord(card.state),
    Customer: customer.id,
    'Block state': customer.blockState,
  }),
  preview({ card, customer }, _input, show) {
    const warning = blockedWarning(customer, show);
    return {
      title: `Assign card ${cardName(card)} to ${show.person(customer)}`,
      changes: [
        { label: `Card ${cardName(card)}`, before: cardStateWord(card.state), after: `assigned to ${show.person(customer)}` },
      ],
      undo: 'Can be undone by unassigning the card.',
      ...(warning === undefined ? {} : { warning }),
    };
  },
  execute: ({ operations }, { cardId, customerId }) =>
    operations.cards.assign({ params: { cardId }, body: { userId: customerId } }),
  async settled({ operations }, { cardId, customerId }) {
    const card = await operations.cards.get({ params: { cardId } });
    return card.state === 'ASSIGNED' && card.userId === customerId ? 'done' : 'not-done';
  },
  render: ({ card, customer }, _input, show) => ({ title: `Card ${cardName(card)} now belongs to ${show.person(customer)}` }),
});
