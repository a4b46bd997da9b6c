import { asFault } from '../../errors.ts';
import { oneLine } from '../../lib/text.ts';
import type { Choice } from '../../views/form/form.ts';
import { accountChoice, findAccount } from '../find/accounts.ts';
import { cardChoice, findCard } from '../find/cards.ts';
import { customerChoice, findCustomer } from '../find/customers.ts';
import { showFor } from '../find/look-up.ts';
import type { Kit } from '../kit.ts';
import type { Filled } from './action-form.ts';

/** Slack takes a hundred; nobody reads more than a few. */
const mostOffers = 25;

/** What a typed word was understood as, for one field: one thing, several to choose from, or why none. */
export type Understood = { value?: Choice; offers?: readonly Choice[]; problem?: string };

/** The branch that is meant when nothing names one. */
export function homeBranch(kit: Kit): number {
  return kit.policy.branch ?? 1;
}

/** A customer as somebody typed it, for a form's field. Never throws: a back office that is down leaves the field empty and says so. */
export async function understandCustomer(kit: Kit, text: string, branchId: number): Promise<Understood> {
  return understood(text, async () => {
    const found = await findCustomer(kit, text, { branchId, size: mostOffers });
    const show = showFor(kit);
    if (found.kind === 'one') return { value: customerChoice(found.customer, show) };
    if (found.kind === 'several') {
      return {
        offers: found.hits.map((hit) => customerChoice(hit, show)),
        problem: `${found.total ?? found.hits.length} customers fit “${oneLine(text)}”: choose one.`,
      };
    }
    const branch = await kit.catalogue.branch(branchId);
    return {
      problem: `No customer for “${oneLine(text)}” in ${oneLine(branch.name)}. People who never accepted its terms are not listed there; try an id or an e-mail address.`,
    };
  });
}

export async function understandCard(kit: Kit, text: string, branchId: number): Promise<Understood> {
  return understood(text, async () => {
    const found = await findCard(kit, text, branchId);
    if (found.kind === 'one') return { value: cardChoice(found.card) };
    if (found.kind === 'several')
      return {
        offers: found.hits.slice(0, mostOffers).map(cardChoice),
        problem: `Several cards fit “${oneLine(text)}”: choose one.`,
      };
    return { problem: `No card for “${oneLine(text)}”. Check the number on the card.` };
  });
}

export async function understandAccount(kit: Kit, text: string, branchId: number): Promise<Understood> {
  return understood(text, async () => {
    const found = await findAccount(kit, text, branchId);
    if (found.kind === 'one') return { value: accountChoice(found.account) };
    if (found.kind === 'several')
      return {
        offers: found.hits.slice(0, mostOffers).map(accountChoice),
        problem: `Several business accounts fit “${oneLine(text)}”: choose one.`,
      };
    return { problem: `No business account for “${oneLine(text)}”.` };
  });
}

async function understood(text: string, find: () => Promise<Understood>): Promise<Understood> {
  try {
    return await find();
  } catch (error) {
    return { problem: `“${oneLine(text)}” could not be looked up: ${asFault(error).say}` };
  }
}

/** A known customer as a choice; by id alone when the back office does not answer. */
export async function customerById(kit: Kit, id: number): Promise<Choice> {
  try {
    return customerChoice(await kit.readers.operations.customers.get({ params: { id } }), showFor(kit));
  } catch {
    return { value: String(id), text: `customer ${id}` }; // the check that follows says what is wrong with it
  }
}

export async function cardById(kit: Kit, id: number): Promise<Choice> {
  try {
    return cardChoice(await kit.readers.operations.cards.get({ params: { cardId: id } }));
  } catch {
    return { value: String(id), text: `card ${id}` };
  }
}

export async function accountById(kit: Kit, id: number): Promise<Choice> {
  try {
    return accountChoice(await kit.readers.operations.accounts.get({ params: { userGroupId: id } }));
  } catch {
    return { value: String(id), text: `business account ${id}` };
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
    ...(problems.length === 0 ? {} : { problem: problems.join(' ') }),
  };
}
