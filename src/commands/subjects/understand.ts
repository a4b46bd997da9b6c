import { asFault } from '../../errors.ts';
import { speak } from '../../lib/language/speak.ts';
import { clip, oneLine } from '../../lib/text.ts';
import { unadorned } from '../../lib/unadorned.ts';
import type { Choice } from '../../views/form/form.ts';
import type { AppContext } from '../app-context.ts';
import type { Who } from '../context.ts';
import type { Filled } from '../engine/action-form.ts';
import { numberBehindCardWord } from './card-number.ts';
import { accountChoice, findAccount, isAccountWord } from './find-accounts.ts';
import { cardChoice, cardNumbered, findCard } from './find-cards.ts';
import { customerChoice, findCustomer } from './find-customers.ts';
import { offeredOf } from './found-customer.ts';
import { isCode, redactorFor } from './look-up.ts';
import { toldApart } from './tell-apart.ts';

/** Slack takes a hundred; nobody reads more than a few. */
const mostOffers = 25;

/** What a typed word was understood as, for one field: one thing, several to choose from, or why none. */
export type Understood = { value?: Choice; offers?: readonly Choice[]; problem?: string };

/** The branch that is meant when nothing names one. */
export function homeBranch(app: AppContext): number {
  return app.policy.branch ?? 1;
}

/** A form in which nothing is filled in yet. */
export function filledAt(app: AppContext): Filled {
  return { branch: homeBranch(app), values: {} };
}

/**
 * A customer as somebody typed it, for a form's field. `who` types it: a card's number means its holder if they may see cards. Never
 * throws: a back office that is down leaves the field empty and says so.
 */
export async function understandCustomer(app: AppContext, text: string, branchId: number, who: Who): Promise<Understood> {
  return understood(text, async () => {
    if (isAccountWord(text))
      return {
        problem: speak('“{text}” is a business account, and this needs a customer: an id, an e-mail address or a name.', {
          text: oneLine(text),
        }),
      };
    const found = await findCustomer(app, text, { branchId, size: mostOffers });
    const redactor = redactorFor(app);
    const hits = offeredOf(found);
    if (found.kind === 'one' && hits.length === 1) return { value: customerChoice(found.customer, redactor) };
    // Rather the card of this number than somebody whose name is a little like it.
    const holder = found.kind === 'none' || found.kind === 'alike' ? await holderOf(app, text, branchId, who) : undefined;
    if (holder !== undefined) return holder;
    if (hits.length > 0)
      return {
        offers: (await toldApart(app, hits)).map((hit) => customerChoice(hit, redactor)),
        problem:
          found.kind === 'alike'
            ? speak('No customer matches “{text}” exactly. Choose one of these, or search again.', { text: oneLine(text) })
            : speak('{rest} customers match “{text}”. Choose one.', {
                rest: found.kind === 'several' ? (found.total ?? hits.length) : hits.length,
                text: oneLine(text),
              }),
      };
    return {
      problem: speak('No customer matches “{text}”. Try an id, an e-mail address or a phone number.', { text: oneLine(text) }),
    };
  });
}

/** Who has the card of this number, as far as `who` may see cards; undefined if there is no such card. Throws the reader's faults. */
export async function holderOf(app: AppContext, typed: string, branchId: number, who: Who): Promise<Understood | undefined> {
  const text = unadorned(oneLine(typed));
  if (!who.may('read.card') || !isCode(numberBehindCardWord(text) ?? text)) return undefined;
  const card = await cardNumbered(app, text, branchId);
  if (card === undefined) return undefined;
  const number = clip(oneLine(card.cardNumber ?? String(card.id)), 60);
  if (card.userId === undefined)
    return { problem: speak('“{number}” is a card number, and the card is not assigned.', { number }) };
  return {
    value: await customerById(app, card.userId),
    problem: speak('“{number}” is a card number. Its holder is filled in.', { number }),
  };
}

export async function understandCard(app: AppContext, text: string, branchId: number): Promise<Understood> {
  return understood(text, async () => {
    const found = await findCard(app, text, branchId);
    if (found.kind === 'one') return { value: cardChoice(found.card) };
    if (found.kind === 'several')
      return {
        offers: found.hits.slice(0, mostOffers).map(cardChoice),
        problem: speak('Several cards fit “{text}”: choose one.', { text: oneLine(text) }),
      };
    return { problem: speak('No card for “{text}”. Check the number on the card.', { text: oneLine(text) }) };
  });
}

export async function understandAccount(app: AppContext, text: string, branchId: number): Promise<Understood> {
  return understood(text, async () => {
    const found = await findAccount(app, text, branchId);
    if (found.kind === 'one') return { value: accountChoice(found.account) };
    if (found.kind === 'several')
      return {
        offers: found.hits.slice(0, mostOffers).map(accountChoice),
        problem: speak('Several business accounts fit “{text}”: choose one.', { text: oneLine(text) }),
      };
    return { problem: speak('No business account for “{text}”.', { text: oneLine(text) }) };
  });
}

async function understood(text: string, find: () => Promise<Understood>): Promise<Understood> {
  try {
    return await find();
  } catch (error) {
    const fault = asFault(error);
    // What was typed is of another kind: it says so by itself.
    if (fault.code === 'bad_input') return { problem: fault.say };
    return { problem: speak('“{text}” could not be looked up: {say}', { text: oneLine(text), say: fault.say }) };
  }
}

/** A known customer as a choice; by id alone when the back office does not answer. */
export async function customerById(app: AppContext, id: number): Promise<Choice> {
  try {
    return customerChoice(await app.readers.operations.customers.get({ params: { id } }), redactorFor(app));
  } catch {
    return { value: String(id), text: speak('customer {id}', { id }) }; // the check that follows says what is wrong with it
  }
}

export async function cardById(app: AppContext, id: number): Promise<Choice> {
  try {
    return cardChoice(await app.readers.operations.cards.get({ params: { cardId: id } }));
  } catch {
    return { value: String(id), text: speak('card {id}', { id }) };
  }
}

export async function accountById(app: AppContext, id: number): Promise<Choice> {
  try {
    return accountChoice(await app.readers.operations.accounts.get({ params: { userGroupId: id } }));
  } catch {
    return { value: String(id), text: speak('business account {id}', { id }) };
  }
}

/** Puts what was understood of several fields together. */
export function fill(branch: number, fields: Readonly<Record<string, Understood | undefined>>): Filled {
  const known = Object.entries(fields).flatMap(([name, field]) => (field === undefined ? [] : [{ name, field }]));
  const problems = known.flatMap(({ field }) => (field.problem === undefined ? [] : [field.problem]));
  return {
    branch,
    values: Object.fromEntries(known.flatMap(({ name, field }) => (field.value === undefined ? [] : [[name, field.value]]))),
    offers: Object.fromEntries(known.flatMap(({ name, field }) => (field.offers === undefined ? [] : [[name, field.offers]]))),
    problem: problems.length === 0 ? undefined : problems.join(' '),
  };
}
