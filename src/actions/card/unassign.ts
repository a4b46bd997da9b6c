import { z } from 'zod';
import { UnassignState } from '../../api/operations/index.ts';
import { refuse } from '../../errors.ts';
import { defineAction } from '../define.ts';
import { cardName, cardStateWord, seenCard, seenCustomer } from '../vocabulary/seen.ts';

/** Takes a card from its customer and leaves it in a state that somebody chose on purpose. */
export const unassignCard = defineAction({
  name: 'card.unassign',
  label: 'Unassign a card',
  risk: 'routine',
  reason: 'optional',
  input: z.object({ cardId: z.number().int(), state: UnassignState }),
  subjects: ({ cardId }) => [`card:${cardId}`],
  async precheck({ operations }, { cardId }) {
    const card = seenCard(await operations.cards.get({ params: { cardId } }));
    if (card.state !== 'ASSIGNED')
      throw refuse(`Card ${cardName(card)} is ${cardStateWord(card.state)}, so there is nobody to take it from.`);
    const owner =
      card.userId === undefined ? undefined : seenCustomer(await operations.customers.get({ params: { id: card.userId } }));
    return { card, owner };
  },
  riskOf: (_seen, { state }) => (state === 'UNASSIGNED' ? 'routine' : 'destructive'),
  alsoAbout: ({ card }) => (card.userId === undefined ? [] : [`customer:${card.userId}`]),
  branches: ({ card, owner }) => [card.branchId, ...(owner === undefined ? [] : [owner.branchId])],
  fingerprint: ({ card, owner }) => ({
    Card: card.cardNumber ?? String(card.id),
    'State of the card': cardStateWord(card.state),
    'Belongs to': owner?.id ?? card.userId ?? null,
  }),
  preview({ card, owner }, { state }, show) {
    const holder = owner === undefined ? 'its holder' : show.person(owner);
    return {
      title: `Take card ${cardName(card)} from ${holder} and mark it ${cardStateWord(state)}`,
      changes: [{ label: `Card ${cardName(card)}`, before: `assigned to ${holder}`, after: cardStateWord(state) }],
      undo:
        state === 'UNASSIGNED'
          ? 'Can be undone by assigning the card again.'
          : `Cannot be undone here: a ${cardStateWord(state)} card is not assigned again.`,
    };
  },
  execute: ({ operations }, { cardId, state }) => operations.cards.unassign({ params: { cardId }, body: { state } }),
  async settled({ operations }, { cardId, state }) {
    const card = await operations.cards.get({ params: { cardId } });
    return card.state === state ? 'done' : 'not-done';
  },
  render: ({ card, owner }, { state }, show) => ({
    title: `Card ${cardName(card)} is now ${cardStateWord(state)}${owner === undefined ? '' : ` and no longer ${show.person(owner)}’s`}`,
  }),
});
