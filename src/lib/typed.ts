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
const doubleQuotes = /[\u00AB\u00BB\u201C-\u201F\u2033\u2036\u275D\u275E\u2760\u301D-\u301F\uFF02]/gu;
const singleQuotes = /[`\u00B4\u02B9\u02BB-\u02BD\u2018-\u201B\u2032\u2035\u2039\u203A\u275B\u275C\uA78C\uFF07]/gu;
const fullWidth = /[\uFF01-\uFF5E]/g;
const otherDigit = /(?![0-9])[\u0080-\uFFFF](?<=\p{Nd})/gu;

/**
 * Text for reading: every dash is `-`, every quote `"` or `'`, full-width letters and the digits of other scripts are ASCII. As long as
 * what `tidy` gives, unit by unit, so that a place in one is the same place in the other.
 */
export function plain(text: string): string {
  return tidy(text)
    .replace(dashes, '-')
    .replace(doubleQuotes, '"')
    .replace(singleQuotes, "'")
    .replace(fullWidth, (letter) => String.fromCharCode(letter.charCodeAt(0) - 0xfee0))
    .replace(otherDigit, digitValue);
}

/** `plain` on one line, without doubled or outer blanks. */
export function plainLine(text: string): string {
  return plain(text).replace(/\s+/g, ' ').trim();
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
};

/** One letter of a comparable text, and where in the text it came from: from `from` up to `to`. */
type Folded = { letter: string; from: number; to: number };

/**
 * Letter by letter: small, without marks, `ü`, `ue` and `u` alike, `ß` as `ss`, no apostrophes or full stops; dashes and blanks are one
 * blank. Positions are those of the text that was handed in.
 */
function fold(text: string): Folded[] {
  const folded: Folded[] = [];
  let at = 0;
  for (const sign of text) {
    const to = at + sign.length;
    const bare = plain(sign).normalize('NFKD').toLowerCase().normalize('NFKD').replace(/\p{M}/gu, '');
    const letters = [...bare].map((letter) => otherLetters[letter] ?? letter).join('');
    for (const letter of letters) {
      const isDropped = letter === "'" || letter === '.';
      const isBlank = letter === '-' || /\s/.test(letter);
      const last = folded.at(-1);
      if (isDropped || (isBlank && last?.letter === ' ')) extend(last, to);
      else if (letter === 'e' && last !== undefined && 'aou'.includes(last.letter)) last.to = to;
      else folded.push({ letter: isBlank ? ' ' : letter, from: at, to });
    }
    // What has no letter of its own (a mark, a soft hyphen) belongs to the letter before.
    if (letters === '') extend(folded.at(-1), to);
    at = to;
  }
  return folded;
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
 * The text with every occurrence of these words or names exchanged, however they are spelled in it, where they are words of their own
 * (`ana` is not in `banana`). Longer ones first.
 */
export function replaceNames(text: string, names: readonly string[], replacement: (name: string) => string): string {
  const wanted = names
    .map((name) => ({ name, letters: comparable(name) }))
    .filter(({ letters }) => letters.length >= 2)
    .sort((a, b) => b.letters.length - a.letters.length);
  return wanted.reduce((result, { name, letters }) => replaceName(result, letters, replacement(name)), text);
}

function replaceName(text: string, letters: string, replacement: string): string {
  const folded = fold(text);
  const all = folded.map(({ letter }) => letter).join('');
  // An astral letter is one entry and two units: places are counted in entries.
  const entries = folded.map(({ letter }) => letter);
  if (!all.includes(letters)) return text;
  const wanted = [...letters];
  let result = '';
  let done = 0;
  for (let at = 0; at + wanted.length <= entries.length; at += 1) {
    if (!wanted.every((letter, index) => entries[at + index] === letter)) continue;
    if (isWordLetter(entries[at - 1]) || isWordLetter(entries[at + wanted.length])) continue;
    const from = folded[at]?.from ?? 0;
    const to = folded[at + wanted.length - 1]?.to ?? text.length;
    result += text.slice(done, from) + replacement;
    done = to;
    at += wanted.length - 1;
  }
  return result + text.slice(done);
}

function isWordLetter(letter: string | undefined): boolean {
  return letter !== undefined && /[\p{L}\p{N}]/u.test(letter);
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
