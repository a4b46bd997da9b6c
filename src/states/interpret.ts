import { speak } from '../lib/language/speak.ts';
import { oneLine, short } from '../lib/text.ts';
import { type Meaning, meanings } from './meanings.ts';

/** What has states that something is judged by. */
export type StateKind = keyof typeof meanings;

/** A state as judged: a value that nobody knows, or that did not come, is never fine. */
export type Interpreted = Meaning & { known: boolean };

/**
 * The one place that says what a state means. A value that is not in the tables is kept in the words in which it came; a back office may
 * add to its lists at any time, and the absence of a bad word says nothing.
 */
export function interpret(kind: StateKind, state: string | undefined): Interpreted {
  const table: Readonly<Record<string, Meaning>> = meanings[kind];
  if (state !== undefined && Object.hasOwn(table, state)) {
    const meaning = table[state];
    if (meaning !== undefined) return { ...meaning, known: true };
  }
  const came = short(oneLine(state ?? ''), 60);
  return { words: came === '' ? speak('not known') : came, fine: false, known: false };
}

/** A state in words. */
export function stateWord(kind: StateKind, state: string | undefined): string {
  return interpret(kind, state).words;
}

/** Whether a state is one that counts as fine. */
export function isFine(kind: StateKind, state: string | undefined): boolean {
  return interpret(kind, state).fine;
}

/** What an account's block state says against it, in a sentence about `who`; undefined when it is known not to be blocked. */
export function blockSentence(who: string, state: string | undefined): string | undefined {
  const { words, fine, known } = interpret('block', state);
  if (fine) return undefined;
  if (known) return speak('{who} is {words}.', { who, words });
  return oneLine(state ?? '') === ''
    ? speak('The back office does not say whether {who} is blocked.', { who })
    : speak('{who} has the block state “{words}”, which Wheelhouse does not know: check it in the back office first.', {
        who,
        words,
      });
}

/** Whether the account is gone; only the word for it says so. */
export function isDeleted(state: string | undefined): boolean {
  return state === 'DELETED';
}

/** Whether a card in this state can be given to somebody. */
export function isFreeCard(state: string | undefined): boolean {
  return state === 'NEW' || state === 'UNASSIGNED';
}

/** A state as the first words of a line. */
export function stateTitle(kind: StateKind, state: string | undefined): string {
  const { words } = interpret(kind, state);
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}
