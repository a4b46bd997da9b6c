import { mostPeople } from '../../actions/vocabulary/membership.ts';
import { type Choice, type Field, labels } from '../../views/form/form.ts';
import { type Filled, filledId } from '../form/action-form.ts';
import { names } from '../form/common-fields.ts';
import { accountById, customerById, fill, homeBranch } from '../form/filling.ts';
import type { Kit } from '../kit.ts';
import { splitAccount, understandPeople } from './words.ts';

/** What an agent is told where no account is chosen. */
export const chooseAccount = 'Choose the business account: type its name, code or id.';

/** `<account> <customer …>`, typed. */
export async function peopleFromWords(kit: Kit, words: readonly string[]): Promise<Filled> {
  const branch = homeBranch(kit);
  const { account, rest } = await splitAccount(kit, words, branch);
  const { people, problem } = await understandPeople(kit, rest, branch);
  return withPeople(fill(branch, { account, ...(problem === undefined ? {} : { customer: { problem } }) }), people);
}

/** An account and people that are known by their ids. */
export async function peopleFromIds(
  kit: Kit,
  account: number | undefined,
  customers: readonly number[],
  branch = homeBranch(kit),
): Promise<Filled> {
  const [choice, people] = await Promise.all([
    account === undefined ? undefined : accountById(kit, account),
    Promise.all(customers.map((id) => customerById(kit, id))),
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
    name: names.customer,
    label: labels.customer,
    source: 'customer',
    dispatch: true,
    most: mostPeople,
    hint,
    initial: filled.lists?.[names.customer] ?? [],
  };
}

/** The account and the people, or what is wrong at which field. */
export function readPeople(
  filled: Filled,
): { ok: true; accountId: number; customerIds: number[] } | { ok: false; errors: Record<string, string> } {
  const accountId = filledId(filled, names.account);
  const customerIds = (filled.lists?.[names.customer] ?? []).flatMap(({ value }) =>
    /^\d{1,15}$/.test(value) ? [Number(value)] : [],
  );
  if (accountId !== undefined && customerIds.length > 0 && customerIds.length <= mostPeople)
    return { ok: true, accountId, customerIds };
  return {
    ok: false,
    errors: {
      ...(accountId === undefined ? { [names.account]: chooseAccount } : {}),
      ...(customerIds.length === 0
        ? { [names.customer]: 'Choose at least one customer: type a name, an e-mail address, a phone number or an id.' }
        : {}),
      ...(customerIds.length > mostPeople ? { [names.customer]: `Choose at most ${mostPeople} people at once.` } : {}),
    },
  };
}
