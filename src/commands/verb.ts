import { speak } from '../lib/language/speak.ts';
import { nearestOf } from '../lib/nearest.ts';
import { cut, oneLine } from '../lib/text.ts';
import type { Command } from './context.ts';

/** The verb that is meant if a line begins with none: its words can only be looked up. */
const whenLeftOut: Readonly<Record<string, string>> = {
  customer: 'lookup',
  card: 'find',
  voucher: 'apply',
  account: 'lookup',
  rating: 'list',
  verification: 'show',
  terms: 'show',
  'business-unit': 'show',
  smartmove: 'user',
};

export type Chosen =
  /** `isWhole`: the line begins with no verb. `ifNothing` is reported when nothing is found. */
  | { kind: 'run'; found: Command; words: readonly string[]; isWhole: boolean; ifNothing?: string }
  | { kind: 'help'; unknown?: string }
  /** The first word is almost a verb, and one of these was probably meant; `whole` looks the whole line up. */
  | { kind: 'meant'; word: string; verbs: readonly Command[]; whole: Command | undefined };

/**
 * What a line means: a verb and its words; without a verb, words to look up. A first word that is almost a verb is only read as one when
 * what follows could be an id, an e-mail address or a phone number, since names look like verbs, too.
 */
export function chooseVerb(name: string, commands: readonly Command[], words: readonly string[]): Chosen {
  const verbs = commands.filter(({ command }) => command === name);
  const [first] = words;
  const typed = first?.toLowerCase();
  // `/wheelhouse` has a help of its own, which says everything; it is also what the bare command means.
  const found = verbs.find(({ verb }) => verb === (typed ?? 'help'));
  if (found) return { kind: 'run', found, words: words.slice(1), isWhole: false };
  if (typed === 'help') return { kind: 'help' };
  const verbless = verbs.find(({ verb }) => verb === '');
  if (verbless && (first === undefined || takesWords(verbless))) return { kind: 'run', found: verbless, words, isWhole: true };
  if (first === undefined || typed === undefined) return { kind: 'help' };
  const whole = defaultOf(name, commands);
  const close = almost(typed, verbs);
  const near = close.length > 0 ? close : elsewhere(typed, name, commands);
  if (near.length > 0 && (whole === undefined || words.slice(1).some(couldPoint)))
    return { kind: 'meant', word: first, verbs: near, whole };
  if (whole === undefined) return { kind: 'help', unknown: first };
  const ifNothing = hintFor(name, first, verbs, near, words.slice(1));
  return { kind: 'run', found: whole, words, isWhole: true, ifNothing };
}

/** How somebody types it, without its slash. */
export function lineOf({ command, verb }: Command, words: string): string {
  return [command, verb, words].filter((part) => part !== '').join(' ');
}

export function takesWords({ usage }: Command): boolean {
  return usage !== '';
}

/** What a command does with words that begin with none of its verbs. */
function defaultOf(name: string, commands: readonly Command[]): Command | undefined {
  const verb = Object.hasOwn(whenLeftOut, name) ? whenLeftOut[name] : undefined;
  return commands.find((one) => one.command === name && one.verb === verb);
}

/** Another command that is called so, or has a verb that is: `/wheelhouse figures`, `/customer vouchers 1010`. Not if many have it. */
function elsewhere(word: string, name: string, commands: readonly Command[]): Command[] {
  const others = commands.filter(({ command }) => command !== name);
  const called = others.some(({ command }) => command === word) ? word : word.replace(/s$/, '');
  const of = others.filter(({ command }) => command === called);
  const list = of.filter(({ verb }) => verb === 'list');
  const main = of.filter((one) => one.verb === '' || one === defaultOf(called, commands));
  const meant = word === called ? [...main, ...list] : [...list, ...main];
  const having = others.filter(({ verb }) => verb === word);
  return [...new Set([...meant, ...(having.length > 2 ? [] : having)])].slice(0, 2);
}

/** Verbs that differ in a letter or two, or begin like it; never a word with digits. */
function almost(word: string, verbs: readonly Command[]): Command[] {
  if (!/^[\p{L}-]{2,20}$/u.test(word)) return [];
  const named = verbs.filter(({ verb }) => verb !== '');
  const begun = word.length < 3 ? [] : named.filter(({ verb }) => verb.startsWith(word));
  if (begun.length > 0) return begun.slice(0, 2);
  const near = nearestOf(
    word,
    named.map(({ verb }) => verb),
  );
  return named.filter(({ verb }) => near.includes(verb)).slice(0, 2);
}

/** An id, a number on a card, an e-mail address, a phone number, a business account. */
function couldPoint(word: string): boolean {
  return /\d|@|^account:/i.test(word);
}

function hintFor(
  name: string,
  word: string,
  verbs: readonly Command[],
  near: readonly Command[],
  rest: readonly string[],
): string | undefined {
  const isNoVerb = speak('“{word}” isn’t a /{name} command, so the whole line was looked up.', {
    word: cut(oneLine(word), 60),
    name,
  });
  const [nearest] = near;
  if (nearest !== undefined)
    return speak('{isNoVerb} Did you mean {line}?', { isNoVerb, line: `/${lineOf(nearest, cut(oneLine(rest.join(' ')), 100))}` });
  // Anyone who looks for a person need not be told of verbs.
  if (name === 'customer' || !/^\p{L}+$/u.test(word)) return undefined;
  return speak('{isNoVerb} The commands are: {verbs}.', { isNoVerb, verbs: verbs.map(({ verb }) => verb).join(', ') });
}
