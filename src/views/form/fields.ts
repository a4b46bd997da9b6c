import type { InputBlock, InputBlockElement, KnownBlock, OptionGroup, PlainTextOption } from '@slack/types';
import { short } from '../../lib/text.ts';
import { type Choice, option, words } from '../common/blocks.ts';
import { richLines, say } from '../common/rich.ts';
import { fieldId, type LookupSource, lookupIds, uniqueId } from '../ids.ts';

/** Labels that people find their way by; promised from outside. */
export const labels = {
  customer: 'Customer',
  account: 'Business account',
  branch: 'Branch',
  card: 'Card',
  voucher: 'Voucher',
  state: 'State',
  reason: 'Reason',
  role: 'Role',
  category: 'Category',
  tags: 'Tags',
} as const;

type FieldBase = {
  /** Also the block's id: what was typed survives an update of the view, and errors are keyed by it. */
  name: string;
  label: string;
  hint?: string;
  optional?: boolean;
  /** A change is sent at once, so that preview and gate note can follow it. */
  dispatch?: boolean;
};

export type ChoiceGroup = { label: string; choices: readonly Choice[] };

export type Field = FieldBase &
  (
    | { kind: 'lookup'; source: LookupSource; initial?: Choice; minQueryLength?: number; placeholder?: string }
    /** `initial` is a choice's value. Said in `none` what to do when there is nothing to choose from. */
    | {
        kind: 'select';
        choices: readonly Choice[] | { groups: readonly ChoiceGroup[] };
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
    /** `YYYY-MM-DD`. */
    | { kind: 'date'; initial?: string }
    /** `HH:mm`. */
    | { kind: 'time'; initial?: string; timeZone?: string }
  );

export function isEmpty(field: Field): boolean {
  const { initial } = field;
  return initial === undefined || ((typeof initial === 'string' || Array.isArray(initial)) && initial.length === 0);
}

export function fieldBlock(field: Field, focus: boolean): KnownBlock {
  const element = elementOf(field, focus);
  if (element === undefined) {
    const none = 'none' in field && field.none !== undefined ? field.none : 'There is nothing to choose from.';
    return { ...richLines([say(`${field.label}: ${none}`)]), block_id: field.name };
  }
  const block: InputBlock = { type: 'input', block_id: field.name, label: words(field.label, 2000), element };
  if (field.hint !== undefined && field.hint !== '') block.hint = words(field.hint, 2000);
  if (field.optional === true) block.optional = true;
  if (field.dispatch === true) block.dispatch_action = true;
  return block;
}

function elementOf(field: Field, focus: boolean): InputBlockElement | undefined {
  const common = { action_id: uniqueId(fieldId, field.name), ...(focus ? { focus_on_load: true } : {}) };
  const placeholder =
    'placeholder' in field && field.placeholder !== undefined ? { placeholder: words(field.placeholder, 150) } : {};
  switch (field.kind) {
    case 'lookup':
      return {
        type: 'external_select',
        ...common,
        action_id: uniqueId(lookupIds[field.source], field.name),
        min_query_length: field.minQueryLength ?? 2,
        placeholder: words(field.placeholder ?? lookupPlaceholders[field.source], 150),
        ...(field.initial === undefined ? {} : { initial_option: option(field.initial) }),
      };
    case 'select': {
      const groups = groupsOf(field.choices);
      const all = groups.flatMap((group) => group.options);
      if (all.length === 0) return undefined;
      const initial = all.find((candidate) => candidate.value === field.initial);
      const flat = groups.length === 1 && groups[0]?.label.text === ALONE ? { options: all } : { option_groups: groups };
      return {
        type: 'static_select',
        ...common,
        ...placeholder,
        ...flat,
        ...(initial === undefined ? {} : { initial_option: initial }),
      };
    }
    case 'radio': {
      // Slack takes ten; the same question with more answers is a list.
      if (field.choices.length > 10) return elementOf({ ...field, kind: 'select' }, focus);
      const options = distinct(field.choices).map(option);
      if (options.length === 0) return undefined;
      const initial = options.find((candidate) => candidate.value === field.initial);
      return { type: 'radio_buttons', ...common, options, ...(initial === undefined ? {} : { initial_option: initial }) };
    }
    case 'checkboxes': {
      if (field.choices.length > 10) return elementOf({ ...field, kind: 'multi-select' }, focus);
      const options = distinct(field.choices).map(option);
      if (options.length === 0) return undefined;
      return { type: 'checkboxes', ...common, options, ...initialOptions(options, field.initial) };
    }
    case 'multi-select': {
      const groups = groupsOf(field.choices);
      const all = groups.flatMap((group) => group.options);
      if (all.length === 0) return undefined;
      const flat = groups.length === 1 ? { options: all } : { option_groups: groups };
      return { type: 'multi_static_select', ...common, ...placeholder, ...flat, ...initialOptions(all, field.initial) };
    }
    case 'text':
    case 'multiline':
      return {
        type: 'plain_text_input',
        ...common,
        ...placeholder,
        multiline: field.kind === 'multiline',
        ...(field.minLength === undefined ? {} : { min_length: Math.min(field.minLength, 3000) }),
        max_length: Math.min(field.maxLength ?? 3000, 3000),
        ...typed(field.initial, field.maxLength),
        ...(field.dispatch === true ? { dispatch_action_config: { trigger_actions_on: ['on_enter_pressed'] } } : {}),
      };
    case 'email':
      return { type: 'email_text_input', ...common, ...placeholder, ...typed(field.initial, 3000) };
    case 'number':
      return {
        type: 'number_input',
        ...common,
        ...placeholder,
        is_decimal_allowed: field.decimal ?? false,
        ...(field.min === undefined ? {} : { min_value: String(field.min) }),
        ...(field.max === undefined ? {} : { max_value: String(field.max) }),
        ...(field.initial !== undefined && /^-?\d+(\.\d+)?$/.test(field.initial) ? { initial_value: field.initial } : {}),
      };
    case 'date':
      return {
        type: 'datepicker',
        ...common,
        ...(/^\d{4}-\d{2}-\d{2}$/.test(field.initial ?? '') ? { initial_date: field.initial ?? '' } : {}),
      };
    case 'time':
      return {
        type: 'timepicker',
        ...common,
        ...(/^([01]\d|2[0-3]):[0-5]\d$/.test(field.initial ?? '') ? { initial_time: field.initial ?? '' } : {}),
        ...(field.timeZone === undefined ? {} : { timezone: field.timeZone }),
      };
  }
}

const lookupPlaceholders: Readonly<Record<LookupSource, string>> = {
  customer: 'Name, e-mail, phone or id',
  card: 'Card number',
  account: 'Name, code or id',
  template: 'Name of the voucher',
  branch: 'Name of the branch',
  category: 'Name of the category',
};

/** What somebody typed comes back as it was; only a text longer than Slack can hold is cut. */
function typed(initial: string | undefined, maxLength = 3000): { initial_value?: string } {
  return initial === undefined || initial === '' ? {} : { initial_value: initial.slice(0, Math.min(maxLength, 3000)) };
}

function initialOptions(
  options: readonly PlainTextOption[],
  values: readonly string[] | undefined,
): { initial_options?: PlainTextOption[] } {
  const chosen = options.filter((candidate) => values?.includes(candidate.value ?? '') ?? false);
  return chosen.length === 0 ? {} : { initial_options: chosen };
}

const ALONE = 'All';
type FullGroup = OptionGroup & { options: PlainTextOption[] };

/** Slack takes 100 choices in a list, and 100 lists: longer ones are cut into lists that say where they begin and end. */
function groupsOf(choices: readonly Choice[] | { groups: readonly ChoiceGroup[] }): FullGroup[] {
  const given: readonly ChoiceGroup[] = 'groups' in choices ? choices.groups : [{ label: ALONE, choices: distinct(choices) }];
  const full = given.flatMap((group) => {
    if (group.choices.length <= 100) return group.choices.length === 0 ? [] : [groupOf(group.label, group.choices)];
    return chunks(group.choices, 100).map((part) =>
      groupOf(`${short(part[0]?.text ?? '', 34)} … ${short(part.at(-1)?.text ?? '', 34)}`, part),
    );
  });
  return full.slice(0, 100);
}

function groupOf(label: string, choices: readonly Choice[]): FullGroup {
  return { label: words(label, 75), options: choices.map(option) };
}

function distinct(choices: readonly Choice[]): readonly Choice[] {
  const seen = new Set<string>();
  return choices.filter(({ value }) => !seen.has(value) && seen.add(value));
}

function chunks<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) => items.slice(index * size, (index + 1) * size));
}
