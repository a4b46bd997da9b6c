import { z } from 'zod';
import { UnassignState } from '../../api/operations/index.ts';
import { refuse } from '../../errors.ts';
import { speak } from '../../lib/language/speak.ts';
import { stateWord } from '../../states/interpret.ts';
import { defineAction } from '../define.ts';
import { cardName, seenCard, seenCustomer } from '../shared/snapshots.ts';

/** Takes a card from its customer and leaves it in a state that somebody chose on purpose. */
export const unassignCard = defineAction({
  name: 'card.unassign',
  label: 'Unassign a card',
  risk: 'routine',
  input: z.object({ cardId: z.number().int(), state: UnassignState }),
  subjects: ({ cardId }) => [`card:${cardId}`],
  async precheck({ operations }, { cardId }) {
    const card = seenCard(await operations.cards.get({ params: { cardId } }));
    if (card.state !== 'ASSIGNED')
      throw refuse(
        speak('Card {card} is {stateWord}, so there is nobody to take it from.', {
          card: cardName(card),
          stateWord: stateWord('card', card.state),
        }),
      );
    const owner =
      card.userId === undefined ? undefined : seenCustomer(await operations.customers.get({ params: { id: card.userId } }));
    return { card, owner };
  },
  riskOf: (_snapshot, { state }) => (state === 'UNASSIGNED' ? 'routine' : 'destructive'),
  alsoAbout: ({ card }) => (card.userId === undefined ? [] : [`customer:${card.userId}`]),
  branches: ({ card, owner }) => [card.branchId, ...(owner === undefined ? [] : [owner.branchId])],
  fingerprint: ({ card, owner }) => ({
    Card: card.cardNumber ?? String(card.id),
    'State of the card': stateWord('card', card.state),
    'Belongs to': owner?.id ?? card.userId ?? null,
  }),
  preview({ card, owner }, { state }, redactor) {
    const holder = owner === undefined ? speak('its holder') : redactor.person(owner);
    return {
      title: speak('Unassign card {card} from {holder} and mark it {stateWord}', {
        card: cardName(card),
        holder,
        stateWord: stateWord('card', state),
      }),
      changes: [
        {
          label: speak('Card {card}', { card: cardName(card) }),
          before: speak('assigned to {holder}', { holder }),
          after: stateWord('card', state),
        },
      ],
      undo:
        state === 'UNASSIGNED'
          ? speak('Can be undone by assigning the card again.')
          : speak('Can’t be undone here: a {stateWord} card can’t be assigned again.', { stateWord: stateWord('card', state) }),
    };
  },
  execute: ({ operations }, { cardId, state }) => operations.cards.unassign({ params: { cardId }, body: { state } }),
  async verify({ operations }, { cardId, state }) {
    const card = await operations.cards.get({ params: { cardId } });
    return card.state === state ? 'done' : 'not-done';
  },
  render: ({ card, owner }, { state }, redactor) => ({
    title:
      owner === undefined
        ? speak('Card {card} is now {stateWord}', { card: cardName(card), stateWord: stateWord('card', state) })
        : speak('Card {card} is now {stateWord} and no longer {owner}’s', {
            card: cardName(card),
            stateWord: stateWord('card', state),
            owner: redactor.person(owner),
          }),
  }),
});
