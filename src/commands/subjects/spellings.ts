import { editDistance } from '../../lib/nearest.ts';
import { comparable, matchCase, withoutMarks } from '../../lib/typed.ts';

/** Letters that are taken for one another when a name is heard: each pair both ways, the commonest first. */
const soundAlike: readonly (readonly [string, string])[] = [
  ['w', 'v'],
  ['ck', 'k'],
  ['c', 'k'],
  ['ph', 'f'],
  ['y', 'i'],
  ['tz', 'z'],
  ['th', 't'],
  ['z', 's'],
];
/** Shorter ones may differ in no letter, so no part of them is searched for. */
const shortestInexact = 5;
const longest = 60;

/**
 * What else a name may be searched by, the likeliest first: with and without its umlauts, each word alone, the two halves of a word (one of
 * them is right when a letter in the other is wrong), and letters that sound alike. Each once, none of them the name itself.
 */
export function otherSpellings(name: string): string[] {
  const words = name
    .split(' ')
    .filter((word) => word.length >= 2)
    .map((word) => word.slice(0, longest));
  const byLength = [...words].sort((a, b) => b.length - a.length).slice(0, 3);
  const alone = words.length > 1 ? byLength : [];
  const respelled = byLength.flatMap(respellings);
  const inexact = byLength.filter((word) => [...comparable(word)].length >= shortestInexact);
  const apart = words.length === 1 ? runTogether(words[0] ?? '') : [];
  const all = [
    ...apart,
    ...alone.slice(0, 2),
    ...respelled,
    ...inexact.flatMap(halves),
    ...inexact.flatMap(soundsLike),
    ...alone.slice(2),
  ];
  return [...new Set(all)].filter((text) => text.toLowerCase() !== name.toLowerCase());
}

/** Scripts in which names are written without a blank, the family's first. */
const blankless = /^[\p{scx=Han}\p{scx=Hangul}\p{scx=Hiragana}\p{scx=Katakana}]{2,8}$/u;

/** Two names between which the blank is missing: `LenaNovak` as two, and of 山田太郎 what may be the given name. */
function runTogether(word: string): string[] {
  const letters = [...word];
  if (blankless.test(word)) return [letters.slice(1).join(''), ...(letters.length > 3 ? [letters.slice(2).join('')] : [])];
  const parted = word.replace(/(\p{Ll}{2})(?=\p{Lu}\p{Ll})/gu, '$1 ');
  return parted === word ? [] : [parted];
}

/** `Mueller` as `Müller`, `Weiß` as `Weiss`, `Ødegård` as `Odegaard`: in the ways of writing that people change between. */
function respellings(word: string): string[] {
  const spelledOut = withoutMarks(
    word.replace(/[äöüßåøæœþđ]/gi, (letter) => matchCase(letter, pairOf[letter.toLowerCase()] ?? letter)),
  );
  const bare = withoutMarks(word);
  if (bare !== word) return [spelledOut, bare, ...steadyPart(word)].filter(isNew(word));
  const pairs = /(?:aa|ae|oe|ue|dj)/gi;
  const lettered = word.replace(pairs, (pair) => matchCase(pair, letterOf[pair.toLowerCase()] ?? pair));
  return [lettered, lettered.replaceAll('ss', 'ß'), ...steadyPart(word)].filter(isNew(word));
}

const pairOf: Readonly<Record<string, string>> = {
  ä: 'ae',
  ö: 'oe',
  ü: 'ue',
  ß: 'ss',
  å: 'aa',
  ø: 'o',
  æ: 'ae',
  œ: 'oe',
  þ: 'th',
  đ: 'dj',
};
const letterOf: Readonly<Record<string, string>> = { aa: 'å', ae: 'ä', oe: 'ö', ue: 'ü', dj: 'đ' };

/** What of a word is written alike by everybody, at three letters or more: a back office that compares letter by letter finds it by that. */
function steadyPart(word: string): string[] {
  const partsBetween = (changing: RegExp) =>
    withoutMarks(word.replace(/[^ -~]/g, ' '))
      .split(changing)
      .filter((part) => part.length >= 3)
      .sort((one, other) => other.length - one.length)
      .slice(0, 1);
  // Vowels change with people, consonants with languages; if nothing is left the latter have to do.
  const [steady] = [...partsBetween(/(?:ss|dj|th|[aoucdglnstz\s])/i), ...partsBetween(/(?:ss|dj|[aou\s])/i)];
  return steady === undefined ? [] : [steady];
}

function isNew(word: string): (text: string, index: number, all: readonly string[]) => boolean {
  return (text, index, all) => text !== word && all.indexOf(text) === index;
}

function halves(word: string): string[] {
  const letters = [...word];
  const middle = Math.floor(letters.length / 2);
  return [letters.slice(middle).join(''), letters.slice(0, middle).join('')];
}

function soundsLike(word: string): string[] {
  const small = word.toLowerCase();
  return soundAlike
    .flatMap(([one, other]) => [small.replaceAll(one, other), small.replaceAll(other, one)])
    .filter((text) => text !== small);
}

/**
 * How many letters of a customer's name differ from what was typed; undefined when they are too many: one letter in five of each word may
 * differ, a single letter is an initial, and every typed word must be in the name. `ü`, `ue` and `u` are the same letter here, and so are `ß` and `ss`.
 */
export function likeness(
  { firstName = '', lastName = '' }: { firstName?: string | undefined; lastName?: string | undefined },
  typed: string,
): number | undefined {
  const names = [firstName, lastName].map((name) => comparable(name.slice(0, longest * 2)));
  const theirs = [...names.join(' ').split(' '), names.join(''), names.reverse().join('')];
  let far = 0;
  for (const word of comparable(typed)
    .split(' ')
    .filter((one) => one !== '')) {
    // `J. Müller`
    if ([...word].length === 1 && theirs.some((other) => other.startsWith(word))) continue;
    const nearest = Math.min(...theirs.map((other) => editDistance(word, other)));
    if (nearest > Math.floor([...word].length / shortestInexact)) return undefined;
    far += nearest;
  }
  return far;
}
