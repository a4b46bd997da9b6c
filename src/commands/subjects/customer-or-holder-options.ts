import { speak } from '../../lib/language/speak.ts';
import { oneLine, short } from '../../lib/text.ts';
import { unadorned } from '../../lib/unadorned.ts';
import type { Choice } from '../../views/common/blocks.ts';
import { numberBehindCardWord } from './card-number.ts';
import { cardNumbered } from './find-cards.ts';
import { customerChoice, customerOptions } from './find-customers.ts';
import { ifThere, isCode, type LookupContext, redactorFor, stoppable } from './look-up.ts';

/** Customers for an external select and, for anyone who may see cards, who has the card of this number. Digits alone are a card's number last. */
export async function customerOrHolderOptions(
  app: LookupContext,
  query: string,
  { branch, signal, seesCards }: { branch: number; signal: AbortSignal; seesCards: boolean },
): Promise<Choice[]> {
  const number = numberBehindCardWord(query) ?? unadorned(query);
  const isWanted = seesCards && isCode(number);
  const isOnlyCards = isWanted && (/[a-z]/i.test(number) || number !== unadorned(query));
  const [people, holder] = await Promise.all([
    customerOptions(app, query, branch, signal),
    isOnlyCards ? holderChoice(app, query, branch, signal) : undefined,
  ]);
  const found =
    holder ?? (isWanted && !isOnlyCards && people.length === 0 ? await holderChoice(app, query, branch, signal) : undefined);
  return found === undefined ? people : [found, ...people.filter(({ value }) => value !== found.value)];
}

/** It is an extra: if cards can't be read, people are offered all the same. */
async function holderChoice(app: LookupContext, query: string, branch: number, signal: AbortSignal): Promise<Choice | undefined> {
  try {
    const card = await cardNumbered(app, query, branch, signal);
    if (card?.userId === undefined) return undefined;
    const customer = await ifThere(app.readers.operations.customers.get({ params: { id: card.userId } }, stoppable(signal)));
    if (customer === undefined) return undefined;
    const choice = customerChoice(customer, redactorFor(app));
    const said = speak('card {card}', { card: short(oneLine(card.cardNumber ?? String(card.id)), 30) });
    return { ...choice, description: choice.description === undefined ? said : `${said} · ${choice.description}` };
  } catch {
    return undefined;
  }
}
