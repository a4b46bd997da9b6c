import { comparableLatin, withoutLookAlikes } from './look-alikes.ts';
import { clean } from './text.ts';

/**
 * What people type, paste and dictate, read the same way however a keyboard, a spreadsheet or another program wrote it. Two folds, kept
 * apart: `plain` for **reading** (signs become the ones that parsers know), `comparable` for **comparing** names (what people leave out or
 * spell in another way no longer counts). What is written to a back office goes through `tidy` alone: nobody's name is respelled.
 */

/** Text as it may be written to a back office: nothing invisible, letters composed (NFC), every blank a plain one, line ends as `\n`; tabs stay. */
export function tidy(text: string): string {
  return clean(text)
    .normalize('NFC')
    .replace(/[^\S\n\t]/gu, ' ');
}

const dashes = /[\p{Pd}\u02D7\u2043\u2212]/gu;
const doubleQuotes = /[\u00AB\u00BB\u201C-\u201F\u2033\u2036\u275D\u275E\u2760\u300A-\u300F\u301D-\u301F\uFF02\uFF62\uFF63]/gu;
const singleQuotes = /[`\u00B4\u02B9\u02BB-\u02BD\u2018-\u201B\u2032\u2035\u2039\u203A\u275B\u275C\uA78B\uA78C\uFF07]/gu;
const fullWidth = /[\uFF01-\uFF5E]/g;
const otherDigit = /(?![0-9])[\u0080-\uFFFF](?<=\p{Nd})/gu;

/**
 * Text for reading: every dash is `-`, every quote `"` or `'`, full-width letters and the digits of other scripts are ASCII, and so are
 * letters of another script that look Latin within a Latin word or an id. As long as what `tidy` gives, unit by unit, so that a place in
 * one is the same place in the other.
 */
export function plain(text: string): string {
  const asciiSigns = tidy(text)
    .replace(dashes, '-')
    .replace(doubleQuotes, '"')
    .replace(singleQuotes, "'")
    .replace(fullWidth, (letter) => String.fromCharCode(letter.charCodeAt(0) - 0xfee0))
    .replace(otherDigit, digitValue);
  return withoutLookAlikes(asciiSigns);
}

/** `plain` on one line, without doubled or outer blanks. */
export function plainLine(text: string): string {
  return plain(text).replace(/\s+/g, ' ').trim();
}

/** `1 0 1 6` as `1016`: digits that are read out are one number, from three on; anything else as it is. */
export function withoutSpelledBlanks(text: string): string {
  const line = text.trim();
  return /^#?\d(?:\s\d){2,}$/.test(line) ? line.replace(/\s/g, '') : line;
}

/** The same for the words that a line begins with. */
export function joinSpelledDigits(words: readonly string[]): readonly string[] {
  const found = words.findIndex((word, index) => !(index === 0 ? /^#?\d$/ : /^\d$/).test(word));
  const length = found < 0 ? words.length : found;
  return length < 3 ? words : [words.slice(0, length).join(''), ...words.slice(length)];
}

/** Unicode lists the ten digits of a script one after the other, the zero first. */
function digitValue(digit: string): string {
  let value = 0;
  while (value < 9 && /\p{Nd}/u.test(String.fromCharCode(digit.charCodeAt(0) - value - 1))) value += 1;
  return String(value);
}

/** Letters that Unicode does not decompose, as people type them without their key. */
const otherLetters: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
  ŋ: 'n',
  ħ: 'h',
  ŧ: 't',
  ǥ: 'g',
  ƒ: 'f',
  ĸ: 'k',
  ə: 'a',
  ɓ: 'b',
  ɗ: 'd',
  ƙ: 'k',
  ƴ: 'y',
  ɨ: 'i',
  ʉ: 'u',
  ɑ: 'a',
  ɡ: 'g',
  ς: 'σ',
};

/** What follows these is how people write the letter's mark without its key: `ue` is ü, `oe` is ø, `aa` is å, `dj` is đ. */
const spelledOut: Readonly<Record<string, string>> = { a: 'ae', o: 'e', u: 'e', d: 'j' };

/**
 * One letter of a comparable text, and where in the text it came from: from `from` up to `to`. `begins`: an apostrophe or a full stop was
 * dropped before it, so that a word may begin here (`J.Müller`, `l’Anna`).
 */
type Folded = { letter: string; from: number; to: number; begins?: boolean };

/**
 * Letter by letter: small, without marks, `ü`, `ue` and `u` alike, `å` as `aa`, `ß` as `ss`, no apostrophes or full stops; dashes and blanks
 * are one blank; letters of other scripts that look Latin are Latin. Positions are those of the text that was handed in.
 */
function fold(text: string): Folded[] {
  const bare = withoutSigns(text);
  const folded: Folded[] = [];
  let isDropped = false;
  // Letter by letter the same length: which script a letter belongs to is seen by its neighbours.
  for (const [index, sign] of [...comparableLatin(bare.map(({ letter }) => letter).join(''))].entries()) {
    const { from = 0, to = 0 } = bare[index] ?? {};
    for (const letter of lettersOf(sign)) {
      const begins = isDropped;
      isDropped = letter === "'" || letter === '.' || letter === '·';
      const isBlank = letter === '-' || /\s/.test(letter);
      const last = folded.at(-1);
      if (isDropped || (isBlank && last?.letter === ' ')) extend(last, to);
      else if (last !== undefined && spelledOut[last.letter]?.includes(letter)) last.to = to;
      else folded.push({ letter: isBlank ? ' ' : letter, from, to, begins });
    }
    extend(folded.at(-1), to);
  }
  return folded;
}

/** The letters without their marks, each with its place; what has no letter of its own belongs to the one before. */
function withoutSigns(text: string): Folded[] {
  const bare: Folded[] = [];
  let at = 0;
  for (const sign of text) {
    const to = at + sign.length;
    // Most letters, and far the quickest way.
    // Some signs come apart into ones that have a plain form, as a quadruple prime into four.
    const letters = /^[a-z0-9 ]$/i.test(sign) ? sign : plain(plain(sign).normalize('NFKD').replace(/\p{M}/gu, ''));
    for (const letter of letters) bare.push({ letter, from: at, to });
    if (letters === '') extend(bare.at(-1), to);
    at = to;
  }
  return bare;
}

function lettersOf(sign: string): string {
  if (/^[a-z0-9 ]$/i.test(sign)) return sign.toLowerCase();
  const bare = sign.toLowerCase().normalize('NFKD').replace(/\p{M}/gu, '');
  return [...bare].map((letter) => otherLetters[letter] ?? letter).join('');
}

/** A word without its marks and with the letters that people type instead (`Łukasz` is `Lukasz`), its capitals kept. */
export function withoutMarks(text: string): string {
  const bare = text.normalize('NFD').replace(/\p{M}/gu, '').normalize('NFC');
  // The sigma at a word's end is the same letter as any other, and nobody writes it otherwise.
  return bare.replace(/[^\P{L}ς]/gu, (letter) => matchCase(letter, otherLetters[letter.toLowerCase()] ?? letter));
}

/** The text with a capital at its beginning if `like` has one. */
export function matchCase(like: string, text: string): string {
  const first = like.charAt(0);
  return first === first.toLowerCase() ? text : text.charAt(0).toUpperCase() + text.slice(1);
}

function extend(last: Folded | undefined, to: number): void {
  if (last !== undefined) last.to = to;
}

/** A name as it compares: `Jörg D’Angelo-Weiß`, `joerg dangelo weiss` and `JORG D'ANGELO WEISS` are the same. Not for showing. */
export function comparable(text: string): string {
  return fold(text)
    .map(({ letter }) => letter)
    .join('')
    .trim();
}

/**
 * The text with every occurrence of these words or names exchanged, however they are spelled in it, if they are words of their own
 * (`ana` is not in `banana`). Longer ones first.
 */
export function replaceNames(text: string, names: readonly string[], replacement: (name: string) => string): string {
  const wanted = names
    .map((name) => ({ name, letters: [...comparable(name)] }))
    .filter(({ letters }) => letters.length >= 2)
    .sort((a, b) => b.letters.length - a.letters.length);
  if (wanted.length === 0) return text;
  const byFirst = new Map<string, typeof wanted>();
  for (const one of wanted) byFirst.set(one.letters[0] ?? '', [...(byFirst.get(one.letters[0] ?? '') ?? []), one]);
  // An astral letter is one entry and two units: places are counted in entries.
  const folded = fold(text);
  let result = '';
  let done = 0;
  for (let at = 0; at < folded.length; at += 1) {
    if (isWithinWord(folded, at)) continue;
    const found = byFirst.get(folded[at]?.letter ?? '')?.find(({ letters }) => isAt(folded, at, letters));
    if (found === undefined) continue;
    const last = at + found.letters.length - 1;
    result += text.slice(done, folded[at]?.from ?? 0) + replacement(found.name);
    done = folded[last]?.to ?? text.length;
    at = last;
  }
  return result + text.slice(done);
}

/** Whether these letters are there, as words of their own. */
function isAt(folded: readonly Folded[], at: number, letters: readonly string[]): boolean {
  return letters.every((letter, index) => folded[at + index]?.letter === letter) && !isWithinWord(folded, at + letters.length);
}

/** Whether the word of the letter before goes on here. */
function isWithinWord(folded: readonly Folded[], at: number): boolean {
  const isLetter = (letter: string | undefined) => letter !== undefined && /[\p{L}\p{N}]/u.test(letter);
  return isLetter(folded[at - 1]?.letter) && isLetter(folded[at]?.letter) && folded[at]?.begins !== true;
}

/** Whether two names are the same to somebody who reads them; an empty one is like none. */
export function sameName(one: string | undefined, other: string | undefined): boolean {
  if (one === undefined || other === undefined) return false;
  const name = comparable(one);
  return name !== '' && name === comparable(other);
}

/** Whether two codes or numbers are the same whatever their case, dashes and blanks: every letter of them counts. */
export function sameCode(one: string | undefined, other: string | undefined): boolean {
  return one !== undefined && other !== undefined && plainLine(one).toLowerCase() === plainLine(other).toLowerCase();
}
