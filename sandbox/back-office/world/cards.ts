import type { Random } from './random.ts';
import type { Card, Customer } from './types.ts';

const rfidTypes = ['MIFARE_CLASSIC', 'MIFARE_DESFIRE', 'NTAG213'] as const;

/** The cards that tests and the README may name; the rest is stock and what the crowd carries. */
const fixed: Readonly<Record<number, { state: string; userId?: number }>> = {
  10001: { state: 'ASSIGNED', userId: 1001 },
  10002: { state: 'NEW' },
  10003: { state: 'UNASSIGNED' },
  10004: { state: 'BROKEN' },
  10005: { state: 'LOST' },
  10006: { state: 'ARCHIVED' },
  10007: { state: 'ASSIGNED', userId: 1004 },
};

/** About one card for every second customer, and stock in every state; card `HM-10001` has the id 3001. */
export function makeCards(customers: ReadonlyMap<number, Customer>, random: Random): Map<number, Card> {
  const cards = new Map<number, Card>();
  const add = (state: string, branchId: number, userId?: number) => {
    const id = 3001 + cards.size;
    cards.set(id, {
      id,
      cardNumber: `HM-${10_000 + id - 3000}`,
      rfidUid: `04${random.hex(12).toUpperCase()}`,
      rfidType: random.pick(rfidTypes),
      state,
      branchId,
      userId,
    });
  };
  for (const card of Object.values(fixed)) add(card.state, 1, card.userId);
  for (const state of ['NEW', 'UNASSIGNED', 'NEW', 'BROKEN', 'LOST', 'ARCHIVED'] as const) {
    for (let n = 0; n < 12; n += 1) add(state, (n % 3) + 1);
  }
  for (const customer of customers.values()) {
    // Lena Novak (1010) has none: giving her one is part of the first-day story.
    if (customer.id > 1030 && customer.blockState !== 'DELETED' && random.chance(0.4))
      add('ASSIGNED', customer.branchId, customer.id);
  }
  return cards;
}
