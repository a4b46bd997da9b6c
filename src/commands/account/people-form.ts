import { mostPeople } from '../../actions/account/shared/membership.ts';
import { speak } from '../../lib/language/speak.ts';
import { type Choice, type Field, labels } from '../../views/form/form.ts';
import type { AppContext } from '../app-context.ts';
import type { Who } from '../context.ts';
import { type ActionForm, type Filled, type FormErrors, filledId } from '../engine/action-form.ts';
import { names } from '../engine/common-fields.ts';
import { accountById, customerById, fill, homeBranch } from '../subjects/understand.ts';
import { splitAccount, understandPeople } from './words.ts';

/** What an agent is told if no account is chosen. */
export const chooseAccount = 'Choose the business account: type its name, code or id.';

/** `<account> <customer …>`, typed. */
export async function peopleFromWords(app: AppContext, who: Who, words: readonly string[]): Promise<Filled> {
  const branch = homeBranch(app);
  const { account, rest } = await splitAccount(app, words, branch);
  const { people, problem } = await understandPeople(app, rest, branch, who);
  return withPeople(fill(branch, { account, customer: problem === undefined ? undefined : { problem } }), people);
}

/** An account and people that are known by their ids. */
export async function peopleFromIds(
  app: AppContext,
  account: number | undefined,
  customers: readonly number[],
  branch = homeBranch(app),
): Promise<Filled> {
  const [choice, people] = await Promise.all([
    account === undefined ? undefined : accountById(app, account),
    Promise.all(customers.map((id) => customerById(app, id))),
  ]);
  return withPeople(fill(branch, choice === undefined ? {} : { account: { value: choice } }), people);
}

function withPeople(filled: Filled, people: readonly Choice[]): Filled {
  return { ...filled, lists: { [names.customer]: people } };
}

/** Several customers, found as somebody types. */
export function peopleField(filled: Filled, hint: string): Field {
  return {
    kind: 'lookup-many',
    // Another block once people were left out: Slack keeps what a block of the same id held.
    name: [names.customer, ...(filled.drawnFor?.[names.customer] === undefined ? [] : [filled.drawnFor[names.customer]])].join(
      ':',
    ),
    label: labels.customer,
    source: 'customer',
    dispatch: true,
    most: mostPeople,
    hint,
    initial: filled.lists?.[names.customer] ?? [],
  };
}

/** Goes on without some of them. */
export const withoutPeople: NonNullable<ActionForm['without']> = {
  count: (filled) => (filled.lists?.[names.customer] ?? []).length,
  label: (left) => (left === 1 ? speak('Add the other one') : speak('Add the other {left}', { left })),
  remove: (filled, ids) => {
    const people = (filled.lists?.[names.customer] ?? []).filter(({ value }) => !ids.includes(value));
    return {
      ...withPeople(filled, people),
      drawnFor: { ...filled.drawnFor, [names.customer]: `${people.length}-left` },
    };
  },
};

/** The account and the people, or what is wrong at which field. */
export function readPeople(
  filled: Filled,
): { ok: true; accountId: number; customerIds: number[] } | { ok: false; errors: FormErrors } {
  const accountId = filledId(filled, names.account);
  const customerIds = (filled.lists?.[names.customer] ?? []).flatMap(({ value }) =>
    /^\d{1,15}$/.test(value) ? [Number(value)] : [],
  );
  if (accountId !== undefined && customerIds.length > 0 && customerIds.length <= mostPeople)
    return { ok: true, accountId, customerIds };
  return {
    ok: false,
    errors: {
      [names.account]: accountId === undefined ? speak(chooseAccount) : undefined,
      [names.customer]:
        customerIds.length === 0
          ? speak('Choose at least one customer: type a name, an e-mail address, a phone number or an id.')
          : customerIds.length > mostPeople
            ? speak('Choose at most {mostPeople} people at once.', { mostPeople })
            : undefined,
    },
  };
}
