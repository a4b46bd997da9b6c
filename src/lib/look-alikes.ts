/**
 * Letters of other scripts that look like Latin ones, as they come in by a keyboard that was left on another language, by a program that
 * reads scans, or on purpose: `Nоvak` with a Cyrillic `о`, `НМ-10002` typed in Cyrillic. One unit each, so that places stay.
 *
 * Where a letter is in the table its capital does, too: putting a text in small letters never makes a look-alike of it.
 */
const cyrillic = pairs('аaеeкkмmоoрpсcтtуyхxіiјjѕsһhԁdԛqԝwѵvӏlёëїïАAВBЕEКKМMНHОOРPСCТTУYХXІIЈJЅSҺHԀDԚQԜWѴVӀIЁËЇÏ');
const greek = pairs('αaιiκkνvοoρpτtχxυuάáίíόóΑAΒBΕEΖZΗHΙIΚKΜMΝNΟOΡPΤTΥYΧXΆÁΊÍΌÓ');
const armenian = pairs('օoսuհhՕOՍUՀH');
const latinOf: ReadonlyMap<string, string> = new Map([...cyrillic, ...greek, ...armenian]);

/** Of those, what looks like the same Latin letter in both cases: a word of nothing else can be read either way. */
const sameInBothCases = new Set('аекморстухіјѕһԁԛԝѵёїАЕКМОРСТУХІЈЅҺԀԚԜѴЁЇαικορτχάίόΑΙΚΟΡΤΧΆΊΌ');

function pairs(text: string): [string, string][] {
  return (text.match(/../gu) ?? []).map((pair) => [pair.charAt(0), pair.charAt(1)]);
}

const anyOther = /[\u0370-\u058F]/;
/** Letters, marks, digits and what can't be seen, joined by hyphens: an id, or a name of two parts. */
const word = /[\p{L}\p{M}\p{N}\p{Cf}]+(?:-[\p{L}\p{M}\p{N}\p{Cf}]+)*/gu;
const part = /[^-]+/g;

/**
 * Words in which Latin letters or digits are beside look-alikes, in Latin letters alone. A word with a letter that looks like no Latin
 * one is of its own script and stays, and so does one that holds a mark: the mark might join the new letter.
 */
export function withoutLookAlikes(text: string): string {
  if (!anyOther.test(text)) return text;
  return text.replace(word, (found) => {
    // In a name of two parts each is a word; in an id they are one: НМ-10002.
    if (/[0-9]/.test(found)) return latin(found, /\p{M}/u);
    return found.replace(part, (name) => (/\p{Script=Latin}/u.test(name) ? latin(name, /\p{M}/u) : name));
  });
}

/** A word and what comparing drops within it. */
const comparableWord = /[\p{L}\p{M}\p{N}'.·]+/gu;

/** The same for comparing, of letters without marks: also a word of nothing but look-alikes (`Мах` is `Max`), in whatever case. */
export function comparableLatin(text: string): string {
  if (!anyOther.test(text)) return text;
  return text.replace(comparableWord, (found) => {
    const isMixed = /[\p{Script=Latin}0-9]/u.test(found);
    const isEither = () => [...found.matchAll(/\p{L}/gu)].every(([letter]) => sameInBothCases.has(letter));
    return isMixed || isEither() ? latin(found) : found;
  });
}

/** The word in Latin letters, if every letter of it is one or looks like one. */
function latin(found: string, unless?: RegExp): string {
  const letters = found.match(/\p{L}/gu) ?? [];
  const isLatin = letters.every((letter) => latinOf.has(letter) || /\p{Script=Latin}/u.test(letter));
  if (!isLatin || unless?.test(found) === true) return found;
  return found.replace(/\p{L}/gu, (letter) => latinOf.get(letter) ?? letter);
}
