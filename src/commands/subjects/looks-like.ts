import type { Account, Card } from '../../api/operations/index.ts';
import { speak } from '../../lib/language/speak.ts';
import { cut, oneLine } from '../../lib/text.ts';
import { sameCode } from '../../lib/typed.ts';
import { unadorned } from '../../lib/unadorned.ts';
import { stateWord } from '../../states/interpret.ts';
import type { WayOn } from '../../views/common/ways-on.ts';
import type { Interaction } from '../context.ts';
import { numberBehindCardWord } from './card-number.ts';
import { contactIn } from './contact.ts';
import { findAccount } from './find-accounts.ts';
import { cardNumbered } from './find-cards.ts';
import { idIn, ifThere, isCode } from './look-up.ts';
import { homeBranch } from './understand.ts';

/** What was looked for, and not found. */
export type Sought = 'customer' | 'card' | 'account';

/**
 * What it is instead, where something else was looked for: each with a sentence and the command that shows it. Empty if nothing has it.
 * It is an extra: what cannot be read now is left out.
 */
export async function looksLike({ app, who }: Interaction, typed: string, sought: Sought): Promise<WayOn[]> {
  const text = unadorned(oneLine(typed)).slice(0, 60);
  const may = (kind: Sought) => kind !== sought && who.may(`read.${kind}`);
  if (contactIn(text, app.policy.country) !== undefined && idIn(text) === undefined)
    return may('customer') ? [{ say: speak('That looks like an e-mail address or a phone number.'), ...customerWay(text) }] : [];
  if (!/\d/.test(text))
    return may('customer') ? [{ say: speak('If that’s a person, look them up as a customer.'), ...customerWay(text) }] : [];
  if (!isCode(numberBehindCardWord(text) ?? text)) return [];
  const ways = await Promise.all([
    may('card') ? cardWays(app, text).catch(() => []) : [],
    may('account') ? accountWays(app, text).catch(() => []) : [],
    may('customer') ? customerWays(app, text).catch(() => []) : [],
  ]);
  return ways.flat();
}

type App = Interaction['app'];

async function cardWays(app: App, text: string): Promise<WayOn[]> {
  const card = await cardNumbered(app, text, homeBranch(app));
  if (card === undefined) return [];
  const number = cut(oneLine(card.cardNumber ?? String(card.id)), 60);
  const show: WayOn = { say: cardSentence(card, number), text: speak('Show card'), command: `card find ${number}` };
  return card.userId === undefined
    ? [show]
    : [
        { ...show, text: speak('Open customer {id}', { id: String(card.userId) }), command: `customer lookup ${card.userId}` },
        { ...show, say: '' },
      ];
}

function cardSentence({ userId, state }: Card, number: string): string {
  if (userId !== undefined) return speak('That’s card {number}, assigned to customer {id}.', { number, id: String(userId) });
  return state === undefined
    ? speak('That’s card {number}.', { number })
    : speak('That’s card {number} ({state}).', { number, state: stateWord('card', state) });
}

async function accountWays(app: App, text: string): Promise<WayOn[]> {
  const found = await findAccount(app, text, homeBranch(app));
  const accounts: Account[] = found.kind === 'one' ? [found.account] : found.kind === 'several' ? found.hits : [];
  return accounts
    .filter(({ id, code }) => id === idIn(text) || sameCode(code, text))
    .slice(0, 1)
    .map(({ id, name }) => ({
      say: speak('That’s the business account {name}.', { name: cut(oneLine(name ?? String(id)), 60) }),
      text: speak('Open business account'),
      command: `account lookup ${id}`,
    }));
}

async function customerWays(app: App, text: string): Promise<WayOn[]> {
  const id = idIn(text);
  if (id === undefined) return [];
  const customer = await ifThere(app.readers.operations.customers.get({ params: { id } }));
  return customer === undefined ? [] : [{ say: speak('That’s a customer’s ID.'), ...customerWay(String(id)) }];
}

function customerWay(text: string): Omit<WayOn, 'say'> {
  return { text: speak('Look up customer'), command: `customer lookup ${text}` };
}
