import { AsyncLocalStorage } from 'node:async_hooks';
import { german as ours } from './german/index.ts';
import { currentLanguage, type Language } from './language.ts';

/**
 * What is kept for anyone who reads it later is kept in both languages. A sentence that comes from elsewhere, such as why a call failed,
 * is there in one: while it is listened to, each sentence that is spoken is noted in the other language, too.
 */

const noted = new AsyncLocalStorage<Map<string, string>>();

/** Before the German in what is kept: invisible, so that what does not know of it shows both. */
const german = '\n\u2063';
/** A whole sentence is found within a longer text; a word, such as a name of the back office, only by itself. */
const isSentence = (text: string) => /^\p{Lu}.{10,}[.!?]$/su.test(text);

/** Everything that `work` says can be kept in both languages afterwards, within it. */
export function listening<T>(work: () => T): T {
  return noted.getStore() === undefined ? noted.run(new Map(), work) : work();
}

/** Notes that this was said, and what it is in the other language, if somebody listens. */
export function noteSaid(text: string, inLanguage: (language: Language, again: (said: string) => string) => string): string {
  const known = noted.getStore();
  if (known !== undefined && text !== '')
    known.set(
      text,
      inLanguage(other(currentLanguage()), (said) => known.get(said) ?? said),
    );
  return text;
}

type Both<Plain> = { one: Plain; many: Plain; german?: { one: Plain; many: Plain } | undefined };

/** What is kept in English with the German beside it, in the language of now. */
export function wordsNow<Plain>(kept: Both<Plain>): { one: Plain; many: Plain } {
  return currentLanguage() === 'de' ? (kept.german ?? kept) : kept;
}

/** A text as it is kept: in both languages if it was said, else as it is. What the app has in German is worded when it is read. */
export function keptInBoth(text: string): string {
  if (Object.hasOwn(ours, text)) return text;
  const translated = inOther(text);
  if (translated === text) return text;
  const [en, de] = currentLanguage() === 'en' ? [text, translated] : [translated, text];
  return `${en}${german}${de}`;
}

/** What was kept, in the reader's language. */
export function readKept(text: string): string {
  const at = text.indexOf(german);
  if (at < 0) return text;
  return currentLanguage() === 'de' ? text.slice(at + german.length) : text.slice(0, at);
}

function inOther(text: string): string {
  const known = noted.getStore();
  if (known === undefined) return text;
  const whole = known.get(text);
  if (whole !== undefined) return whole;
  // Sentences one after the other, or with a reference behind: the longest ones first, and none twice.
  const pieces = [...known.keys()].filter(isSentence).sort((a, b) => b.length - a.length);
  return exchange(text, pieces, known);
}

function exchange(text: string, pieces: readonly string[], known: ReadonlyMap<string, string>): string {
  const found = pieces.find((piece) => text.includes(piece));
  if (found === undefined) return text;
  const at = text.indexOf(found);
  const [before, after] = [text.slice(0, at), text.slice(at + found.length)];
  return `${exchange(before, pieces, known)}${known.get(found) ?? found}${exchange(after, pieces, known)}`;
}

function other(language: Language): Language {
  return language === 'en' ? 'de' : 'en';
}
