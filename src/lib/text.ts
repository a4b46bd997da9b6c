import { currentLanguage } from './language/language.ts';
import { speak } from './language/speak.ts';

/**
 * Words from outside (customers, back offices, people), made safe to show. Two things are kept apart: `clean` takes away what is
 * not visible or turns the reading order, and serves every kind of text; `escapeMrkdwn` also takes away what Slack's mrkdwn would
 * read as a command, and serves only where mrkdwn cannot be avoided. Lengths are UTF-16 units, as Slack's limits are counted.
 */

/** Controls except tab and line feed. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: controls are what is looked for.
const CONTROLS = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F]/gu;
/**
 * What has no shape of its own: bidirectional controls and marks (they make a text read in another order than it is stored),
 * zero-width letters, fillers, tags. Joiners and the emoji selector are judged by where they are.
 */
const SHAPELESS = /(?!\u200D|\uFE0F)\p{Default_Ignorable_Code_Point}|[\uFFF9-\uFFFB]/gu;
/** A joiner is kept only inside an emoji sequence, where it has a shape. */
const LOOSE_JOINER = /(?<!\p{Extended_Pictographic}|\p{Emoji_Modifier}|\uFE0F)\u200D|\u200D(?!\p{Extended_Pictographic})/gu;
/** An emoji selector that selects nothing. */
const LOOSE_SELECTOR = /(?<!\p{Extended_Pictographic}|[\d#*])\uFE0F/gu;
const LONE_SURROGATE = /[\uD800-\uDFFF]/gu;
/** More marks on one letter than any script needs; they paint over the lines around. */
const STACKED_MARKS = /(\p{M}{4})\p{M}+/gu;

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** Text with nothing invisible in it; line breaks stay, as `\n`. */
export function clean(text: string): string {
  return text
    .replace(/\r\n?|[\v\f\u0085\u2028\u2029]/g, '\n')
    .replace(CONTROLS, '')
    .replace(SHAPELESS, '')
    .replace(LOOSE_JOINER, '')
    .replace(LOOSE_SELECTOR, '')
    .replace(LONE_SURROGATE, '\uFFFD')
    .replace(STACKED_MARKS, '$1');
}

/** Half letters, which Slack refuses wherever they are, shown as such; all else as it is. For what goes back into an input. */
export function wellFormed(text: string): string {
  return text.replace(LONE_SURROGATE, '\uFFFD');
}

/** Clean text on one line, without doubled or outer blanks. */
export function oneLine(text: string): string {
  return clean(text).replace(/\s+/g, ' ').trim();
}

/** At most `max` UTF-16 units, cut between graphemes and ended with an ellipsis; `max` is at least 1. */
export function clip(text: string, max: number): string {
  return text.length <= max ? text : `${text.slice(0, boundary(text, max - 1)).trimEnd()}…`;
}

/** At most `max` UTF-16 units of it, ended between graphemes; nothing is put in place of the rest. For what people may go on typing in. */
export function cut(text: string, max: number): string {
  return text.length <= max ? text : text.slice(0, boundary(text, max));
}

/** `oneLine`, then `clip`: what a label, a button or a name needs. */
export function short(text: string, max: number): string {
  return clip(oneLine(head(text, max)), max);
}

/** `clean` without outer blanks, then `clip`: line breaks stay. */
export function passage(text: string, max: number): string {
  return clip(clean(head(text, max)).trim(), max);
}

/**
 * Foreign text for a mrkdwn object or a message's `text`: nothing in it mentions, links, formats or turns into an emoji. The
 * characters that format are exchanged for ones that look the same, since mrkdwn has no escape for them. `max` counts the result.
 */
export function escapeMrkdwn(text: string, max = 3000): string {
  const harmless = clean(head(text, max))
    .replace(/:\/\//g, ':\u2215\u2215')
    .replace(/:(?=[a-z0-9_+'-]+:)/gi, '\u2236')
    .replace(/[*_~`]/g, (mark) => LOOKALIKES[mark] ?? '')
    .replace(/^([^\S\n\r\u2028\u2029]*)>/gm, '$1\u203A');
  const escaped = escapeSigns(harmless);
  return escaped.length <= max
    ? escaped
    : `${escapeSigns(harmless.slice(0, boundary(harmless, unitsThatFit(harmless, max - 1))).trimEnd())}…`;
}

const LOOKALIKES: Readonly<Record<string, string>> = { '*': '\u2217', _: '\uFF3F', '~': '\u223C', '`': '\u02CB' };
const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

function escapeSigns(text: string): string {
  return text.replace(/[&<>]/g, (sign) => ENTITIES[sign] ?? '');
}

/** How many units of the text fit into `max` once it is escaped, so that no entity is cut in two. */
function unitsThatFit(text: string, max: number): number {
  let length = 0;
  for (let at = 0; at < text.length; at += 1) {
    length += ENTITIES[text.charAt(at)]?.length ?? 1;
    if (length > max) return at;
  }
  return text.length;
}

/** The last place at or before `at` where a grapheme ends; inside a giant one (an emoji with a hundred joiners), where a letter ends. */
function boundary(text: string, at: number): number {
  if (at >= text.length) return text.length;
  const before = graphemes.segment(text.slice(0, at + 100)).containing(at)?.index ?? at;
  if (before > 0 || at === 0) return before;
  return /[\uD800-\uDBFF]/.test(text.charAt(at - 1)) ? at - 1 : at;
}

/** Enough of a text to fill `max` after cleaning; the rest is not worth the work of five thousand characters a field. */
function head(text: string, max: number): string {
  const enough = 4 * max + 400;
  return text.length <= enough ? text : text.slice(0, enough).replace(/[\uD800-\uDBFF]$/, '');
}

/** `a`, `a and b`, `a, b and c`. */
export function listed(items: readonly string[], word: 'and' | 'or' = 'and'): string {
  const last = items.at(-1);
  if (last === undefined) return '';
  return items.length === 1 ? last : `${items.slice(0, -1).join(', ')} ${speak(word)} ${last}`;
}

/** `1 lead`, `2 leads`; the plural is given if an s does not make it. For names out of the policy; sentences have plurals of their own. */
export function counted(count: number, one: string, many = currentLanguage() === 'de' ? one : `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** A label within a sentence: `Assign a card` as `assign a card`. German labels begin with a noun, or are nouns. */
export function lowerFirst(label: string): string {
  if (currentLanguage() === 'de') return label;
  return label.charAt(0).toLowerCase() + label.slice(1);
}

/** What somebody typed, or a name, set apart: `“Gruber”`, in German `„Gruber“`. */
export function inQuotes(text: string): string {
  return currentLanguage() === 'de' ? `„${text}“` : `“${text}”`;
}

/** The name of a field within a sentence: `Postcode` as `postcode`; German nouns keep their capital. */
export function inSentence(label: string): string {
  return currentLanguage() === 'de' ? label : label.toLowerCase();
}

/** `CARE_TEAM` and `careTeam` as `Care team`: an upstream name nobody has words for, made readable and left recognisable. */
export function humanise(name: string): string {
  const words = oneLine(name)
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replace(/[_\s]+/g, ' ')
    .trim()
    .toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
