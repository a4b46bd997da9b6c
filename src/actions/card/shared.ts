import { z } from 'zod';
import type { Card, OperationsReader } from '../../api/operations/index.ts';
import { refuse } from '../../errors.ts';
import { speak } from '../../lib/language/speak.ts';
import { plainLine, sameCode } from '../../lib/typed.ts';
import { branchName } from '../shared/branches.ts';
import { cardName } from '../shared/snapshots.ts';

/** `ZZ‑1` with a typographic dash is the card that everybody types as `ZZ-1`. */
const Printed = z.string().transform(plainLine).pipe(z.string().min(1).max(100));

/** What a new card is known by: the number printed on it, and its chip. */
export const CardData = z.object({ cardNumber: Printed, rfidUid: Printed.optional(), rfidType: Printed.optional() });
export type CardData = z.output<typeof CardData>;

/** How many cards one batch may bring. */
export const mostCardsABatch = 200;

/** Up to so many numbers are looked up one by one; more by what they have in common. */
const fewNumbers = 10;
const shortestPrefix = 3;
const aPage = 1_000;
const mostPages = 20;
const atOnce = 5;

export type SeenBranch = { id: number; name: string };

/** A branch by name; by its id if the list of branches cannot be read, which is no reason to stop. */
export async function seenBranch(operations: OperationsReader, id: number): Promise<SeenBranch> {
  return { id, name: await branchName({ operations }, id) };
}

/** Throws a refusal when another card has this number: numbers are unique in all branches. */
export async function numberMustBeFree(operations: OperationsReader, cardNumber: string, except?: number): Promise<void> {
  const taken = await cardNumbered(operations, cardNumber);
  if (taken !== undefined && taken.id !== except) {
    throw refuse(
      speak(
        'The card number {cardNumber} is taken: card {card} exists already. Check the number, or find it with /card find {card}.',
        { cardNumber, card: cardName(taken) },
      ),
    );
  }
}

/** Throws a refusal when another card has this chip: RFID uid and type are unique together. */
export async function chipMustBeFree(
  operations: OperationsReader,
  { rfidUid, rfidType }: Pick<CardData, 'rfidUid' | 'rfidType'>,
  except?: number,
): Promise<void> {
  if (rfidUid === undefined) return;
  const found = await operations.cards.search({ query: { searchText: rfidUid, size: aPage } });
  const taken = found.items.find(
    (card) => card.id !== except && sameCode(card.rfidUid, rfidUid) && (card.rfidType ?? '') === (rfidType ?? ''),
  );
  if (taken !== undefined)
    throw refuse(
      speak('The RFID uid {rfidUid} belongs to card {card} already. Read the card’s chip again.', {
        rfidUid,
        card: cardName(taken),
      }),
    );
}

/** The card of exactly this number, in any branch. */
export async function cardNumbered(operations: OperationsReader, cardNumber: string): Promise<Card | undefined> {
  const found = await operations.cards.search({ query: { searchText: cardNumber, size: aPage } });
  return found.items.find((card) => sameCode(card.cardNumber, cardNumber));
}

/** Those cards of these numbers that exist, with as few reads as it takes: a batch mostly counts up from a common beginning. */
export async function cardsNumbered(operations: OperationsReader, numbers: readonly string[]): Promise<Card[]> {
  const common = commonBeginning(numbers);
  if (numbers.length > fewNumbers && common.length >= shortestPrefix) {
    const all = await allWith(operations, common);
    if (all !== undefined) return all.filter((card) => numbers.some((number) => sameCode(card.cardNumber, number)));
  }
  const found: Card[] = [];
  for (let at = 0; at < numbers.length; at += atOnce) {
    const some = await Promise.all(numbers.slice(at, at + atOnce).map((number) => cardNumbered(operations, number)));
    found.push(...some.filter((card) => card !== undefined));
  }
  return found;
}

/** Every card that fits the text; undefined if there are too many to look through. */
async function allWith(operations: OperationsReader, searchText: string): Promise<Card[] | undefined> {
  const all: Card[] = [];
  for (let page = 0; page < mostPages; page += 1) {
    const { items, totalElements } = await operations.cards.search({ query: { searchText, page, size: aPage } });
    all.push(...items);
    if (items.length === 0 || (totalElements !== undefined && all.length >= totalElements)) return all;
  }
  return undefined;
}

function commonBeginning(words: readonly string[]): string {
  const [first = '', ...others] = words;
  let length = first.length;
  for (const other of others) while (!other.toLowerCase().startsWith(first.slice(0, length).toLowerCase())) length -= 1;
  return first.slice(0, length);
}
