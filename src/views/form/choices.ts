import type { OptionGroup, PlainTextOption } from '@slack/types';
import { spoken } from '../../lib/language/speak.ts';
import { short } from '../../lib/text.ts';
import { type Choice, option, words } from '../common/blocks.ts';

/** Choices under a heading of their own. */
export type ChoiceGroup = { label: string; choices: readonly Choice[] };
export type Choices = readonly Choice[] | { groups: readonly ChoiceGroup[] };

/** Takes a value away, since what was chosen from a list cannot be unchosen in Slack. */
export const notSet: Choice = spoken({ value: '(none)', text: 'Not set' });

/** What all the lists of a form may take of the view's 13,200 characters (the other large part is the preview, form.ts). */
export const CHOICE_CHARACTERS = 4500;
/** Slack takes a hundred options in one menu (docs.slack.dev/reference/block-kit/block-elements/select-menu-element). */
export const MENU_OPTIONS = 100;
/** Below this a choice says nothing any more: then the list ends early, and says so. */
const SHORTEST = 12;

type FullGroup = OptionGroup & { options: PlainTextOption[] };

export type Menu = {
  flat: { options: PlainTextOption[] } | { option_groups: FullGroup[] };
  all: PlainTextOption[];
  leftOut: number;
};

/**
 * A menu's choices within Slack's limits (100 a list, 100 lists) and within `characters`: first descriptions go, then texts are
 * shortened, last the list ends early. Absent when there is nothing to choose from. More than some hundred belong in a look-up.
 */
export function menuOf(choices: Choices, characters: number): Menu | undefined {
  const grouped = 'groups' in choices;
  const given: readonly ChoiceGroup[] = grouped ? choices.groups : [{ label: '', choices: distinct(choices) }];
  const total = given.reduce((sum, group) => sum + group.choices.length, 0);
  const most = Math.min(total, Math.floor(characters / SHORTEST));
  const word = wording(
    given.flatMap((group) => group.choices),
    characters,
  );
  let left = most;
  const groups = given.flatMap((group) => {
    const taken = group.choices.slice(0, left);
    left -= taken.length;
    return chunks(taken, MENU_OPTIONS).map((part) =>
      groupOf(taken.length > MENU_OPTIONS ? rangeOf(part) : group.label, part.map(word)),
    );
  });
  const first = groups[0];
  if (first === undefined) return undefined;
  const flat = groups.length === 1 && !grouped ? { options: first.options } : { option_groups: groups.slice(0, 100) };
  return { flat, all: groups.slice(0, 100).flatMap((group) => group.options), leftOut: total - most };
}

/** Those of the options that are chosen at first. */
export function chosen(
  options: readonly PlainTextOption[],
  values: readonly string[] = [],
): { initial_options?: PlainTextOption[] } {
  const found = options.filter((candidate) => values.includes(candidate.value ?? '')).slice(0, 100);
  return found.length === 0 ? {} : { initial_options: found };
}

export function distinct(choices: readonly Choice[]): readonly Choice[] {
  const seen = new Set<string>();
  return choices.filter(({ value }) => !seen.has(value) && seen.add(value));
}

function wording(choices: readonly Choice[], characters: number): (choice: Choice) => Choice {
  const texts = choices.reduce((sum, { text }) => sum + Math.min(text.length, 75), 0);
  const descriptions = choices.reduce((sum, { description }) => sum + Math.min(description?.length ?? 0, 75), 0);
  if (texts + descriptions <= characters) return (choice) => choice;
  if (texts <= characters) return ({ text, value }) => ({ text, value });
  const each = Math.max(SHORTEST, Math.floor(characters / choices.length));
  return ({ text, value }) => ({ text: short(text, each), value });
}

function groupOf(label: string, choices: readonly Choice[]): FullGroup {
  return { label: words(label, 75), options: choices.map(option) };
}

/** If a list had to be cut: its first and its last. */
function rangeOf(part: readonly Choice[]): string {
  return `${short(part[0]?.text ?? '', 30)} … ${short(part.at(-1)?.text ?? '', 30)}`;
}

function chunks<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) => items.slice(index * size, (index + 1) * size));
}
