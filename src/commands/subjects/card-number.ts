import { plainLine } from '../../lib/typed.ts';
import { unadorned } from '../../lib/unadorned.ts';
import { isCode } from './look-up.ts';

/** What people write before a card's number to say that it is one: `card`, `Karte Nr.`, `RFID card no:`. */
const cardWord =
  /^(?:(?:rfid|chip|customer|kunden)[ -]?)?(?:card|karten?|rfid|chip)(?:[ -]?(?:no|nr|num|number|nummer))?(?:\.?[\s:=#№-]|\.)[\s:=#№.-]{0,3}(?=\S)/i;

/** The number alone, where a word says that it is a card's; undefined for everything else, names with that word in them among it. */
export function numberBehindCardWord(text: string): string | undefined {
  const line = unadorned(text);
  const [word] = cardWord.exec(line) ?? [];
  const number = word === undefined ? '' : line.slice(word.length);
  return number !== '' && isCode(number) ? number : undefined;
}

/** How many of the words from `at` on are a card's number with the word that says so; 0 if they begin with something else. */
export function cardWordsAt(words: readonly string[], at: number): number {
  if (!/^\p{L}/u.test(words[at] ?? '')) return 0;
  for (const length of [2, 3, 4]) {
    const said = words.slice(at, at + length);
    const number = said.length === length ? numberBehindCardWord(said.join(' ')) : undefined;
    // A short word is the beginning of the number: `card hm 10001`. Few digits alone are an amount for somebody who is called Card.
    if (number !== undefined && /[a-z]|\d{4}/i.test(number)) return length;
  }
  return 0;
}

/** The words that begin with a card's number, with that as one word. */
export function joinCardWords(words: readonly string[]): readonly string[] {
  const length = cardWordsAt(words, 0);
  return length === 0 ? words : [words.slice(0, length).join(' '), ...words.slice(length)];
}

/** `hm 10001`: letters and digits, as people read out a card's number. A name with an id behind it looks the same. */
export function isSpokenNumber(letters: string, digits: string): boolean {
  return /^[a-z]{1,4}$/i.test(letters) && /^\d{4,15}$/.test(digits);
}

/** A number without what people leave out or put between its parts: `HM-10001`, `hm 10001` and `hm10001` are the same. */
function bare(number: string): string {
  return plainLine(number)
    .toLowerCase()
    .replace(/[\s.:_/#-]/g, '');
}

export function sameNumber(one: string | undefined, other: string): boolean {
  return one !== undefined && bare(one) !== '' && bare(one) === bare(other);
}

/** What else a back office, which finds a part of a number as it is printed, may find this one by. */
export function otherSearches(number: string): string[] {
  if (!isCode(number) || !/[a-z]/i.test(number)) return [];
  const parts = bare(number).match(/[a-z]+|\d+/g) ?? [];
  const longest = parts.filter((part) => /^\d{3,}$/.test(part)).sort((one, other) => other.length - one.length)[0];
  const spellings = [parts.join('-'), longest].filter((one): one is string => one !== undefined);
  return [...new Set(spellings)].filter((one) => one !== plainLine(number).toLowerCase());
}
