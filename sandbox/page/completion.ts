import type { CommandInfo } from '../workspace/page-protocol.ts';

/** One line that the composer offers. */
export type Completion = {
  label: string;
  hint: string;
  description: string;
  /** The whole text of the composer once this line is taken. */
  text: string;
};

/** What the composer shows for a text: lines to choose from, and the rest of the usage as grey text behind the caret. */
export type Offer = { items: Completion[]; ghost: string };

const NOTHING: Offer = { items: [], ghost: '' };

/**
 * What fits a text that somebody is typing: commands while the first word is being written, the command's verbs while the second
 * is, and after that the hints of the arguments that are still missing.
 */
export function complete(text: string, commands: readonly CommandInfo[]): Offer {
  if (!text.startsWith('/') || text.includes('\n')) return NOTHING;
  const [, word = '', rest] = /^(\/\S*)(?:\s+(.*))?$/s.exec(text) ?? [];
  if (rest === undefined && !/\s$/.test(text)) return { items: commandsLike(word, commands), ghost: '' };
  const command = commands.find((known) => known.command === word.toLowerCase());
  if (!command) return NOTHING;
  if (command.verbs.length === 0) return { items: [], ghost: missing(command.hint, rest ?? '') };
  const [, verbWord = '', verbRest] = /^(\S*)(\s.*)?$/s.exec(rest ?? '') ?? [];
  const verb = command.verbs.find((known) => known.verb === verbWord.toLowerCase());
  if (verbRest !== undefined) return { items: [], ghost: verb ? missing(hintOf(verb), verbRest) : '' };
  const items = command.verbs
    .filter((known) => known.verb.startsWith(verbWord.toLowerCase()))
    .map((known) => ({
      label: known.verb,
      hint: hintOf(known),
      description: known.description,
      text: `${command.command} ${known.verb} `,
    }));
  return { items, ghost: verb ? ` ${hintOf(verb)}`.trimEnd() : '' };
}

function commandsLike(word: string, commands: readonly CommandInfo[]): Completion[] {
  const typed = word.toLowerCase();
  const starting = commands.filter(({ command }) => command.startsWith(typed));
  const containing = commands.filter(
    ({ command }) => !command.startsWith(typed) && typed.length > 2 && command.includes(typed.slice(1)),
  );
  return [...starting, ...containing].map(({ command, hint, description, verbs }) => ({
    label: command,
    hint: hint || verbs.map(({ verb }) => verb).join(' · '),
    description,
    text: `${command} `,
  }));
}

/** A verb's hint may repeat the verb; here it is already typed. */
function hintOf({ verb, hint }: { verb: string; hint: string }): string {
  return hint === verb ? '' : hint.startsWith(`${verb} `) ? hint.slice(verb.length + 1) : hint;
}

/** The part of a hint whose arguments are not typed yet; it starts with a space if the caret is not behind one. */
function missing(hint: string, typed: string): string {
  const wanted = hint.match(/<[^>]*>|\[[^\]]*\]|\S+/g) ?? [];
  const given = typed.match(/["“”][^"“”]*["“”]?|\S+/g) ?? [];
  const left = wanted.slice(given.length).join(' ');
  if (left === '') return '';
  return typed === '' || /\s$/.test(typed) ? left : ` ${left}`;
}
