import type { Account } from '../../api/operations/index.ts';
import { withoutTrailing } from '../../lib/around.ts';
import { speak } from '../../lib/language/speak.ts';
import { oneLine } from '../../lib/text.ts';
import { sameName } from '../../lib/typed.ts';
import type { Choice } from '../../views/form/form.ts';
import type { AppContext } from '../app-context.ts';
import type { Who } from '../context.ts';
import { cardWordsAt } from '../subjects/card-number.ts';
import { accountChoice, findAccount } from '../subjects/find-accounts.ts';
import { type Understood, understandAccount, understandCustomer } from '../subjects/understand.ts';

export type AccountWords = { account: Understood | undefined; rest: readonly string[] };

/**
 * Which of the words are the business account, and what follows: one word, or something in quotes; a name that nobody put into quotes is
 * followed as far as the account that was found is called so, or as its second word finds one.
 */
export async function splitAccount(app: AppContext, words: readonly string[], branch: number): Promise<AccountWords> {
  const [first, second] = words;
  if (first === undefined) return { account: undefined, rest: [] };
  const found = await oneAccount(app, first, branch);
  if (found !== undefined) return { account: { value: accountChoice(found) }, rest: words.slice(nameLength(found, words)) };
  // What is no account by itself may be the beginning of a name.
  if (second !== undefined && /^\p{L}[\p{L}&.-]*$/u.test(first) && !isPersonWord(second)) {
    const both = await oneAccount(app, `${first} ${second}`, branch);
    if (both !== undefined)
      return { account: { value: accountChoice(both) }, rest: words.slice(Math.max(2, nameLength(both, words))) };
  }
  return { account: await understandAccount(app, first, branch), rest: words.slice(1) };
}

async function oneAccount(app: AppContext, text: string, branch: number): Promise<Account | undefined> {
  const found = await findAccount(app, text, branch).catch(() => undefined);
  return found?.kind === 'one' ? found.account : undefined;
}

/** How many of the words are this account's name; at least the first, by which it was found. */
function nameLength({ name }: Account, words: readonly string[]): number {
  const parts = oneLine(name ?? '').split(' ');
  const same = words.findIndex((word, index) => !sameName(word.replace(/^account:/i, ''), parts[index]));
  return Math.max(1, same < 0 ? words.length : same);
}

/** An id, an e-mail address or a phone number: a person by itself, and no part of a name. */
function isPersonWord(word: string): boolean {
  return /[\d@]/.test(word) || /\s/.test(word);
}

/** People one after the other: ids, e-mail addresses, phone numbers and what is in quotes; other words in a row are one name. */
export function peopleIn(words: readonly string[]): string[] {
  const people: string[] = [];
  let name: string[] = [];
  const endName = () => {
    if (name.length > 0) people.push(name.join(' '));
    name = [];
  };
  for (let at = 0; at < words.length; at += 1) {
    const length = Math.max(1, cardWordsAt(words, at));
    const typed = words.slice(at, at + length).join(' ');
    at += length - 1;
    const word = withoutTrailing(typed, ',;').trim();
    if (word === '') endName();
    else if (isPersonWord(word)) {
      endName();
      people.push(...(/^[\d,;#]+$/.test(word) ? word.split(/[,;]/).filter((part) => part !== '') : [word]));
    } else {
      name.push(word);
      if (word !== typed) endName();
    }
  }
  endName();
  return people;
}

/** More words than this are not looked up one by one: each is a call. */
const mostLookedUp = 25;

/** The customers that were typed, as far as each is one; who is not is named. */
export async function understandPeople(
  app: AppContext,
  words: readonly string[],
  branch: number,
  who: Who,
): Promise<{ people: Choice[]; problem?: string }> {
  const typed = [...new Set(peopleIn(words))];
  const found = await Promise.all(typed.slice(0, mostLookedUp).map((text) => understandCustomer(app, text, branch, who)));
  const people = found.flatMap(({ value }) => (value === undefined ? [] : [value]));
  const rest = typed.slice(mostLookedUp);
  const problems = [
    ...found.flatMap(({ problem }) => (problem === undefined ? [] : [problem])),
    ...(rest.length === 0
      ? []
      : [
          speak('Only {mostLookedUp} people were looked up. Choose the others: {rest}.', {
            mostLookedUp,
            rest: rest.map(oneLine).join(', '),
          }),
        ]),
  ];
  return {
    people: people.filter(({ value }, index) => people.findIndex((one) => one.value === value) === index),
    problem: problems.length === 0 ? undefined : problems.join(' '),
  };
}
