import type { operations } from '../../../src/api/operations/index.ts';
import { findBranch, findCard, findLivingCustomer } from '../find.ts';
import { type HandlersOf, idFrom, newestFirst } from '../handlers.ts';
import { badRequest, conflict } from '../refusal.ts';
import { matcher } from '../search-text.ts';
import { withChanges } from '../world/person.ts';
import type { Card, World } from '../world/types.ts';

type Numbers = { cardNumber?: string | undefined; rfidUid?: string | undefined; rfidType?: string | undefined };

/** Numbers are unique everywhere, and so is an RFID uid together with its type. */
function checkFree(cards: Iterable<Card>, { cardNumber, rfidUid, rfidType }: Numbers, except?: number): void {
  for (const card of cards) {
    if (card.id === except) continue;
    if (cardNumber !== undefined && card.cardNumber === cardNumber)
      throw conflict('IC104', `The card number ${cardNumber} is taken`);
    if (rfidUid !== undefined && card.rfidUid === rfidUid && card.rfidType === rfidType)
      throw conflict('IC105', 'This RFID uid is taken');
  }
}

function make(world: World, given: Numbers & { cardNumber: string; branchId?: number | undefined }): Card {
  if (given.branchId !== undefined) findBranch(world, given.branchId);
  const { branchId, ...numbers } = given;
  return withChanges<Card>(
    { id: world.nextId(), cardNumber: given.cardNumber, state: 'NEW', branchId: branchId ?? 1 },
    { ...numbers },
  );
}

export const cardHandlers: HandlersOf<(typeof operations)['cards']> = {
  search: {
    needs: 'IDENTITY_CARD_READ',
    handle({ world }, { query }) {
      if (query.branchId !== undefined) findBranch(world, query.branchId);
      const found = matcher(query.searchText);
      return newestFirst(world.cards.values(), (card) => {
        if (query.branchId !== undefined && card.branchId !== query.branchId) return false;
        return found([card.cardNumber, card.rfidUid]);
      });
    },
  },
  get: { needs: 'IDENTITY_CARD_READ', handle: ({ world }, { params }) => findCard(world, idFrom(params.cardId)) },
  create: {
    needs: 'IDENTITY_CARD_WRITE',
    status: 201,
    handle({ world }, { body }) {
      checkFree(world.cards.values(), body);
      const card = make(world, body);
      world.cards.set(card.id, card);
      return card;
    },
  },
  createBatch: {
    needs: 'IDENTITY_CARD_WRITE',
    handle({ world }, { body }) {
      // All or none: a batch with one number that is taken makes no card.
      const made: Card[] = [];
      for (const given of body) {
        checkFree([...world.cards.values(), ...made], given);
        made.push(make(world, given));
      }
      for (const card of made) world.cards.set(card.id, card);
      return made;
    },
  },
  update: {
    needs: 'IDENTITY_CARD_WRITE',
    handle({ world }, { params, body }) {
      const card = findCard(world, idFrom(params.cardId));
      if (body.state === 'ASSIGNED' && card.state !== 'ASSIGNED')
        throw badRequest('A card is assigned by assigning it to a user.');
      checkFree(world.cards.values(), withChanges<Numbers>(card, body), card.id);
      const changed = withChanges(card, { ...body, ...(body.state && body.state !== 'ASSIGNED' ? { userId: undefined } : {}) });
      world.cards.set(card.id, changed);
      return changed;
    },
  },
  assign: {
    needs: 'IDENTITY_CARD_WRITE',
    handle({ world }, { params, body }) {
      const card = findCard(world, idFrom(params.cardId));
      const customer = findLivingCustomer(world, body.userId);
      if (card.state === 'ASSIGNED') throw conflict('IC102', 'The card is already assigned');
      if (card.state !== 'NEW' && card.state !== 'UNASSIGNED')
        throw conflict('IC106', `A card that is ${card.state} cannot be assigned`);
      const assigned = { ...card, state: 'ASSIGNED', userId: customer.id };
      world.cards.set(card.id, assigned);
      return assigned;
    },
  },
  unassign: {
    needs: 'IDENTITY_CARD_WRITE',
    handle({ world }, { params, body }) {
      const card = findCard(world, idFrom(params.cardId));
      if (card.state !== 'ASSIGNED') throw conflict('IC103', 'The card is not assigned');
      const changed = withChanges(card, { state: body.state, userId: undefined });
      world.cards.set(card.id, changed);
      return changed;
    },
  },
};
