import type { InputBlock, InputBlockElement, KnownBlock } from '@slack/types';
import { speak, spoken, spokenWord } from '../../lib/language/speak.ts';
import { cut, wellFormed } from '../../lib/text.ts';
import { type Choice, option, words } from '../common/blocks.ts';
import { isUserId, richLines, say } from '../common/rich.ts';
import { fieldId, type LookupSource, lookupIds, noneMark, uniqueId } from '../ids.ts';
import { CHOICE_CHARACTERS, type Choices, chosen, distinct, MENU_OPTIONS, menuOf, notSet } from './choices.ts';

/** Labels that people find their way by; promised from outside. */
export const labels = spoken({
  customer: 'Customer',
  account: 'Business account',
  branch: 'Branch',
  card: 'Card',
  voucher: 'Voucher',
  state: 'State',
  reason: 'Reason',
  ticket: 'Ticket',
  role: 'Role',
  category: 'Category',
  tags: 'Tags',
});

type FieldBase = {
  /** Also the block's id: what was typed survives an update of the view, and errors are keyed by it. */
  name: string;
  label: string;
  hint?: string;
  optional?: boolean;
  /** A change is sent at once, so that preview and gate note can follow it. */
  dispatch?: boolean;
};

export type { ChoiceGroup } from './choices.ts';

export type Field = FieldBase &
  /** With `canBeNone`, what is found is offered beside *Not set*. */
  (
    | {
        kind: 'lookup';
        source: LookupSource;
        initial?: Choice;
        minQueryLength?: number;
        placeholder?: string;
        canBeNone?: boolean;
      }
    /** Several things of one kind, found as somebody types. */
    | { kind: 'lookup-many'; source: LookupSource; initial?: readonly Choice[]; most?: number; placeholder?: string }
    /**
     * `initial` is a choice's value. Said in `none` what to do when there is nothing to choose from. With a `source`, a list that is
     * longer than a menu is searched as somebody types.
     */
    | {
        kind: 'select';
        choices: Choices;
        source?: LookupSource;
        initial?: string;
        none?: string;
        placeholder?: string;
      }
    | { kind: 'radio'; choices: readonly Choice[]; initial?: string; none?: string }
    | { kind: 'checkboxes'; choices: readonly Choice[]; initial?: readonly string[]; none?: string }
    | { kind: 'multi-select'; choices: readonly Choice[]; initial?: readonly string[]; none?: string; placeholder?: string }
    | { kind: 'text' | 'multiline'; initial?: string; maxLength?: number; minLength?: number; placeholder?: string }
    | { kind: 'email'; initial?: string; placeholder?: string }
    | { kind: 'number'; initial?: string; decimal?: boolean; min?: number; max?: number; placeholder?: string }
    /** Somebody of the workspace; `initial` is their id. */
    | { kind: 'person'; initial?: string }
    /** `YYYY-MM-DD`. */
    | { kind: 'date'; initial?: string }
    /** `HH:mm`. */
    | { kind: 'time'; initial?: string; timeZone?: string }
  );

export function isEmpty(field: Field): boolean {
  const { initial } = field;
  if (field.kind === 'number') return !isNumberFor(field, field.initial);
  return initial === undefined || ((typeof initial === 'string' || Array.isArray(initial)) && initial.length === 0);
}

/** How many of a form's fields are lists: they share what a view may hold. */
function hasChoices(field: Field): boolean {
  return 'choices' in field && searchedInstead(field) === undefined;
}

/** A list that is too long for a menu, as the field in which it is searched. */
function searchedInstead(field: Field): (Field & { kind: 'lookup' }) | undefined {
  if (field.kind !== 'select' || field.source === undefined || 'groups' in field.choices) return undefined;
  const { kind, choices, source, initial, none, ...shared } = field;
  if (choices.length <= MENU_OPTIONS) return undefined;
  const chosenFirst = choices.find(({ value }) => value === initial);
  const canBeNone = choices.some(({ value }) => value === notSet.value);
  return {
    ...shared,
    kind: 'lookup',
    source,
    minQueryLength: 0,
    canBeNone,
    initial: chosenFirst,
  };
}

/** The fields as blocks; the cursor is in the first empty one, if asked for. */
export function fieldBlocks(fields: readonly Field[], focus: 'first-empty' | 'none'): KnownBlock[] {
  const empty = fields.filter(isEmpty);
  const focused = focus === 'none' ? undefined : (empty.find(({ optional }) => optional !== true) ?? empty[0]);
  const characters = Math.floor(CHOICE_CHARACTERS / Math.max(1, fields.filter(hasChoices).length));
  return fields.map((field) => fieldBlock(field, field === focused, characters));
}

function fieldBlock(field: Field, focus: boolean, characters: number): KnownBlock {
  const element = elementOf(field, focus, characters);
  if (element === undefined) {
    const none = 'none' in field && field.none !== undefined ? spokenWord(field.none) : speak('there is nothing to choose from.');
    return { ...richLines([say(`${spokenWord(field.label)}: ${none}`)]), block_id: field.name };
  }
  const block: InputBlock = { type: 'input', block_id: field.name, label: words(spokenWord(field.label), 100), element };
  const hint = [spokenWord(field.hint ?? ''), cutHint(field, characters)].filter((part) => part !== '').join(' ');
  if (hint !== '') block.hint = words(hint, 150);
  if (field.optional === true) block.optional = true;
  if (field.dispatch === true) block.dispatch_action = true;
  return block;
}

function cutHint(field: Field, characters: number): string {
  const leftOut = 'choices' in field && hasChoices(field) ? (menuOf(field.choices, characters)?.leftOut ?? 0) : 0;
  return leftOut === 0 ? '' : speak('{leftOut} more are not listed.', { leftOut });
}

function elementOf(field: Field, focus: boolean, characters: number): InputBlockElement | undefined {
  const common = { action_id: uniqueId(fieldId, field.name), focus_on_load: focus ? true : undefined };
  const placeholder =
    'placeholder' in field && field.placeholder !== undefined ? { placeholder: words(spokenWord(field.placeholder), 150) } : {};
  switch (field.kind) {
    case 'lookup':
      return {
        type: 'external_select',
        ...common,
        action_id: uniqueId(lookupIds[field.source], field.canBeNone === true ? `${noneMark}:${field.name}` : field.name),
        min_query_length: field.minQueryLength ?? 2,
        placeholder: words(field.placeholder ?? lookupPlaceholders[field.source], 150),
        initial_option: field.initial === undefined ? undefined : option(field.initial),
      };
    case 'lookup-many':
      return {
        type: 'multi_external_select',
        ...common,
        action_id: uniqueId(lookupIds[field.source], field.name),
        min_query_length: 2,
        placeholder: words(field.placeholder ?? lookupPlaceholders[field.source], 150),
        max_selected_items: field.most,
        initial_options:
          field.initial === undefined || field.initial.length === 0 ? undefined : field.initial.slice(0, 100).map(option),
      };
    case 'select': {
      const searched = searchedInstead(field);
      if (searched !== undefined) return elementOf(searched, focus, characters);
      const menu = menuOf(field.choices, characters);
      if (menu === undefined) return undefined;
      const initial = menu.all.find((candidate) => candidate.value === field.initial);
      return {
        type: 'static_select',
        ...common,
        ...placeholder,
        ...menu.flat,
        initial_option: initial,
      };
    }
    case 'multi-select': {
      const menu = menuOf(field.choices, characters);
      if (menu === undefined) return undefined;
      return { type: 'multi_static_select', ...common, ...placeholder, ...menu.flat, ...chosen(menu.all, field.initial) };
    }
    case 'radio': {
      // Slack takes ten; the same question with more answers is a list.
      if (field.choices.length > 10) return elementOf({ ...field, kind: 'select' }, focus, characters);
      const options = distinct(field.choices).map(option);
      if (options.length === 0) return undefined;
      const initial = options.find((candidate) => candidate.value === field.initial);
      return { type: 'radio_buttons', ...common, options, initial_option: initial };
    }
    case 'checkboxes': {
      if (field.choices.length > 10) return elementOf({ ...field, kind: 'multi-select' }, focus, characters);
      const options = distinct(field.choices).map(option);
      if (options.length === 0) return undefined;
      return { type: 'checkboxes', ...common, options, ...chosen(options, field.initial) };
    }
    case 'text':
    case 'multiline':
      return {
        type: 'plain_text_input',
        ...common,
        ...placeholder,
        multiline: field.kind === 'multiline',
        min_length: field.minLength === undefined ? undefined : Math.min(field.minLength, 3000),
        max_length: Math.min(field.maxLength ?? 3000, 3000),
        ...typed(field.initial, field.maxLength),
        dispatch_action_config: field.dispatch === true ? { trigger_actions_on: ['on_enter_pressed'] } : undefined,
      };
    case 'email':
      return { type: 'email_text_input', ...common, ...placeholder, ...typed(field.initial, 3000) };
    case 'number':
      return {
        type: 'number_input',
        ...common,
        ...placeholder,
        is_decimal_allowed: field.decimal ?? false,
        min_value: field.min === undefined ? undefined : String(field.min),
        max_value: field.max === undefined ? undefined : String(field.max),
        initial_value: isNumberFor(field, field.initial) ? field.initial : undefined,
      };
    case 'person':
      return { type: 'users_select', ...common, initial_user: isUserId(field.initial ?? '') ? field.initial : undefined };
    case 'date':
      return {
        type: 'datepicker',
        ...common,
        initial_date: /^\d{4}-\d{2}-\d{2}$/.test(field.initial ?? '') ? (field.initial ?? '') : undefined,
      };
    case 'time':
      return {
        type: 'timepicker',
        ...common,
        initial_time: /^([01]\d|2[0-3]):[0-5]\d$/.test(field.initial ?? '') ? (field.initial ?? '') : undefined,
        timezone: field.timeZone,
      };
  }
}

/** Slack takes no other number to begin with than one that could be typed there. */
function isNumberFor(field: Field & { kind: 'number' }, initial = ''): boolean {
  if (!(field.decimal ? /^-?\d+(\.\d+)?$/ : /^-?\d+$/).test(initial)) return false;
  const { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY } = field;
  return Number(initial) >= min && Number(initial) <= max;
}

const lookupPlaceholders: Readonly<Record<LookupSource, string>> = spoken({
  customer: 'Name, e-mail, phone or id',
  card: 'Card number',
  account: 'Name, code or id',
  template: 'Name of the voucher',
  branch: 'Name of the branch',
  category: 'Name of the category',
  unit: 'Name of the business unit',
});

/** A value comes back as it was, so that only what somebody changes is a change; only what is longer than Slack can hold is cut. */
function typed(initial: string | undefined, maxLength = 3000): { initial_value?: string } {
  return initial === undefined || initial === '' ? {} : { initial_value: cut(wellFormed(initial), Math.min(maxLength, 3000)) };
}
