import type { Card } from '../../api/operations/index.ts';
import type { Page } from '../../api/table.ts';
import { speak } from '../../lib/language/speak.ts';
import { short } from '../../lib/text.ts';
import { sameCode } from '../../lib/typed.ts';
import { unadorned } from '../../lib/unadorned.ts';
import { stateWord } from '../../states/interpret.ts';
import type { Choice } from '../../views/common/blocks.ts';
import { pageAmong, withoutPages } from '../link/dashboard.ts';
import { numberBehindCardWord, otherSearches, sameNumber } from './card-number.ts';
import { idIn, ifThere, type LookupContext, mostOptions, type OptionsFor, stoppable } from './look-up.ts';

export type FoundCard = { kind: 'one'; card: Card } | { kind: 'several'; hits: Card[]; total?: number } | { kind: 'none' };

/** `card:9001` is a card's id whatever numbers contain it. Throws Fault('bad_input') for what is no card's. */
function namedId(text: string): number | undefined {
  const [, id = ''] = /^card:\s*(\d+)$/i.exec(text) ?? [];
  return idIn(id) ?? pageAmong(text, 'card');
}

/**
 * The card that has this number, printed or of its chip, however it is spelled: one of exactly this number, else the only one. Throws the
 * reader's faults.
 */
export async function cardNumbered(
  app: LookupContext,
  text: string,
  branchId: number,
  signal?: AbortSignal,
): Promise<Card | undefined> {
  const number = numberBehindCardWord(text) ?? text;
  const found = await findCard(app, text, branchId, signal);
  const cards = found.kind === 'one' ? [found.card] : found.kind === 'several' ? found.hits : [];
  const exact = cards.find((one) => sameCode(one.cardNumber, number) || sameCode(one.rfidUid, number));
  const alike = cards.filter((card) => hasNumber(card, number));
  return exact ?? (alike.length === 1 ? alike[0] : undefined);
}

function hasNumber({ cardNumber, rfidUid }: Card, number: string): boolean {
  return sameNumber(cardNumber, number) || sameNumber(rfidUid, number);
}

/** How many hits of a search are looked through and may be offered. */
const most = 50;

/**
 * A card by its number, by a part of it, or by its id if no number fits. A whole number is that card however many others contain it.
 * `card HM-10001` and `hm 10001` are tried as they are first. Throws the reader's faults.
 */
export async function findCard(app: LookupContext, text: string, branchId: number, signal?: AbortSignal): Promise<FoundCard> {
  const wanted = unadorned(withoutPages(app.policy.dashboardLink, text)).slice(0, 200);
  if (wanted === '') return { kind: 'none' };
  const named = namedId(wanted);
  if (named !== undefined) {
    const card = await ifThere(app.readers.operations.cards.get({ params: { cardId: named } }, stoppable(signal)));
    return card === undefined ? { kind: 'none' } : { kind: 'one', card };
  }
  const id = idIn(wanted);
  const found = await searchCards(app, wanted, { branchId, size: most, wider: id === undefined, signal });
  const exact = found.items.find((card) => isNumber(card, wanted));
  if (exact !== undefined) return { kind: 'one', card: exact };
  if (found.items.length === 0 && id !== undefined) {
    const card = await ifThere(app.readers.operations.cards.get({ params: { cardId: id } }, stoppable(signal)));
    if (card !== undefined) return { kind: 'one', card };
    return kindOf(await app.readers.operations.cards.search({ query: { searchText: wanted, size: most } }, stoppable(signal)));
  }
  if (found.items.length > 0) return kindOf(found);
  const number = numberBehindCardWord(wanted);
  return number === undefined ? respelled(app, wanted, signal) : findCard(app, number, branchId, signal);
}

/** Those whose number is the same in another spelling. */
async function respelled(app: LookupContext, number: string, signal: AbortSignal | undefined): Promise<FoundCard> {
  for (const searchText of otherSearches(number)) {
    const { items } = await app.readers.operations.cards.search({ query: { searchText, size: most } }, stoppable(signal));
    const same = items.filter((card) => hasNumber(card, number));
    if (same.length > 0) return kindOf({ items: same });
  }
  return { kind: 'none' };
}

function kindOf({ items, totalElements }: Page<Card>): FoundCard {
  const [first] = items;
  if (first === undefined) return { kind: 'none' };
  if (items.length === 1 && (totalElements ?? 1) <= 1) return { kind: 'one', card: first };
  return { kind: 'several', hits: items, total: totalElements };
}

function isNumber({ cardNumber }: Card, text: string): boolean {
  return sameCode(cardNumber, text);
}

/** In the branch first; numbers are unique everywhere, so if the branch has none the others are searched, too. */
async function searchCards(
  app: LookupContext,
  searchText: string,
  { branchId, size, wider, signal }: { branchId: number; size: number; wider: boolean; signal?: AbortSignal | undefined },
): Promise<Page<Card>> {
  const { cards } = app.readers.operations;
  const here = await cards.search({ query: { branchId, searchText, size } }, stoppable(signal));
  if (here.items.length > 0 || !wider) return here;
  return cards.search({ query: { searchText, size } }, stoppable(signal));
}

/** A card in a list: `HM-10001 · free`, and whose it is by id. */
export function cardChoice(card: Card): Choice {
  const owner = card.userId === undefined ? undefined : speak('customer {userId}', { userId: card.userId });
  return {
    text: `${short(card.cardNumber ?? speak('card {card}', { card: card.id }), 45)} · ${short(stateWord('card', card.state), 20)}`,
    value: String(card.id),
    description: owner,
  };
}

/** Cards for an external select. */
export const cardOptions: OptionsFor = async (app, query, branchId, signal) => {
  const wanted = unadorned(query).slice(0, 200);
  if (wanted === '') return [];
  const named = namedId(wanted);
  if (named !== undefined) {
    const card = await ifThere(app.readers.operations.cards.get({ params: { cardId: named } }, stoppable(signal)));
    return card === undefined ? [] : [cardChoice(card)];
  }
  const found = await searchCards(app, wanted, { branchId, size: mostOptions, wider: true, signal });
  return found.items.slice(0, mostOptions).map(cardChoice);
};
