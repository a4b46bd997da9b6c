/** Block elements: what is clicked, chosen and typed into. docs.slack.dev/reference/block-kit/block-elements */
import type { Thing } from '../thing.ts';
import { boolean, type Check, complain, type Fields, type Inspection, integer, list, oneOf, shape, string } from './check.ts';
import {
  choiceOption,
  confirm,
  conversationFilter,
  dispatchConfig,
  initialAmongOptions,
  menuOption,
  optionGroup,
  optionsOrGroups,
  overflowOption,
  plainText,
  slackFile,
  url,
} from './objects.ts';
import { richText } from './rich-text.ts';

/** Unique within its block. */
const actionId: Check = (value, at, inspection) => {
  string({ max: 255 })(value, at, inspection);
  if (typeof value !== 'string') return;
  if (inspection.actionIds.has(value)) complain(inspection, at, `"${value}" is already an action_id of this block`);
  inspection.actionIds.set(value, at);
};

/** One a view. */
const focusOnLoad: Check = (value, at, inspection) => {
  boolean(value, at, inspection);
  if (value !== true) return;
  if (inspection.focused.length > 0) complain(inspection, at, 'only one element may have focus_on_load');
  inspection.focused.push(at);
};

const actionable: Fields = { action_id: actionId };
const confirmable: Fields = { ...actionable, confirm };
const focusable: Fields = { ...actionable, focus_on_load: focusOnLoad };
const placeheld: Fields = { ...focusable, placeholder: plainText(150) };
const menu: Fields = { ...placeheld, confirm };
const multiMenu: Fields = { ...menu, max_selected_items: integer({ min: 1, max: 100 }) };
const typed: Fields = { ...placeheld, dispatch_action_config: dispatchConfig };
const buttonLook: Fields = { style: oneOf('primary', 'danger'), accessibility_label: string({ max: 75 }) };

const id = string({ max: 255 });
const options = list(menuOption, { max: 100 });
const groups = list(optionGroup, { max: 100 });
const date = string({ pattern: /^\d{4}-\d{2}-\d{2}$/, say: 'must be a date as YYYY-MM-DD' });
const time = string({ pattern: /^([01]\d|2[0-3]):[0-5]\d$/, say: 'must be a time as HH:mm' });
const numeral = string({ pattern: /^-?\d+(\.\d+)?$/, say: 'must be a number written as a string' });
const queryLength = integer({ min: 0, max: 3000 });

function element(
  type: string,
  required: Fields,
  optional: Fields,
  also?: (value: Thing, at: string, inspection: Inspection) => void,
): Check {
  return shape({ type: oneOf(type), ...required }, optional, also);
}

function menuChecks(value: Thing, at: string, inspection: Inspection): void {
  optionsOrGroups(value, at, inspection);
  initialAmongOptions(value, at, inspection);
}

function typedLengths(value: Thing, at: string, inspection: Inspection): void {
  const { min_length: min, max_length: max, initial_value: initial } = value;
  if (typeof min === 'number' && typeof max === 'number' && min > max)
    complain(inspection, `${at}/min_length`, 'must not be above max_length');
  if (typeof initial === 'string' && initial.length > (typeof max === 'number' ? max : 3000)) {
    complain(inspection, `${at}/initial_value`, 'is longer than the input may get');
  }
}

export const image: Check = element(
  'image',
  { alt_text: string({ max: 2000 }) },
  { image_url: url, slack_file: slackFile },
  (value, at, inspection) => {
    if ((value.image_url === undefined) === (value.slack_file === undefined))
      complain(inspection, at, 'needs either image_url or slack_file');
  },
);

const choices = list(choiceOption, { max: 10 });
const feedback = shape({ text: plainText(75), value: string({ max: 2000 }) }, { accessibility_label: string({ max: 75 }) });

/** Every element that Slack knows, by its type. */
export const elements = {
  button: element('button', { text: plainText(75) }, { ...confirmable, ...buttonLook, value: string({ max: 2000 }), url }),
  workflow_button: element(
    'workflow_button',
    { text: plainText(75), workflow: () => undefined },
    { ...confirmable, ...buttonLook },
  ),
  checkboxes: element(
    'checkboxes',
    { options: choices },
    { ...focusable, confirm, initial_options: list(choiceOption, { max: 10 }) },
    initialAmongOptions,
  ),
  radio_buttons: element(
    'radio_buttons',
    { options: choices },
    { ...focusable, confirm, initial_option: choiceOption },
    initialAmongOptions,
  ),
  overflow: element('overflow', { options: list(overflowOption, { max: 5 }) }, confirmable),
  datepicker: element('datepicker', {}, { ...menu, initial_date: date }),
  timepicker: element('timepicker', {}, { ...menu, initial_time: time, timezone: string({}) }),
  datetimepicker: element(
    'datetimepicker',
    {},
    { ...focusable, confirm, initial_date_time: integer({ min: 1e9, max: 1e10 - 1 }) },
  ),
  static_select: element(
    'static_select',
    {},
    { ...menu, options, option_groups: groups, initial_option: menuOption },
    menuChecks,
  ),
  external_select: element('external_select', {}, { ...menu, initial_option: menuOption, min_query_length: queryLength }),
  users_select: element('users_select', {}, { ...menu, initial_user: id }),
  conversations_select: element(
    'conversations_select',
    {},
    {
      ...menu,
      initial_conversation: id,
      default_to_current_conversation: boolean,
      response_url_enabled: boolean,
      filter: conversationFilter,
    },
  ),
  channels_select: element('channels_select', {}, { ...menu, initial_channel: id, response_url_enabled: boolean }),
  multi_static_select: element(
    'multi_static_select',
    {},
    { ...multiMenu, options, option_groups: groups, initial_options: list(menuOption, { max: 100 }) },
    menuChecks,
  ),
  multi_external_select: element(
    'multi_external_select',
    {},
    { ...multiMenu, initial_options: list(menuOption, { max: 100 }), min_query_length: queryLength },
  ),
  multi_users_select: element('multi_users_select', {}, { ...multiMenu, initial_users: list(id) }),
  multi_conversations_select: element(
    'multi_conversations_select',
    {},
    { ...multiMenu, initial_conversations: list(id), default_to_current_conversation: boolean, filter: conversationFilter },
  ),
  multi_channels_select: element('multi_channels_select', {}, { ...multiMenu, initial_channels: list(id) }),
  plain_text_input: element(
    'plain_text_input',
    {},
    {
      ...typed,
      initial_value: string({ min: 0, max: 3000 }),
      multiline: boolean,
      min_length: integer({ min: 0, max: 3000 }),
      max_length: integer({ min: 1, max: 3000 }),
    },
    typedLengths,
  ),
  email_text_input: element('email_text_input', {}, { ...typed, initial_value: string({ min: 0, max: 3000 }) }),
  url_text_input: element('url_text_input', {}, { ...typed, initial_value: string({ min: 0, max: 3000 }) }),
  number_input: element(
    'number_input',
    { is_decimal_allowed: boolean },
    { ...typed, initial_value: numeral, min_value: numeral, max_value: numeral },
  ),
  rich_text_input: element(
    'rich_text_input',
    {},
    { ...typed, initial_value: richText, min_lines: integer({ min: 1, max: 100 }), max_lines: integer({ min: 1, max: 100 }) },
  ),
  file_input: element('file_input', {}, { ...actionable, filetypes: list(string({})), max_files: integer({ min: 1, max: 10 }) }),
  image,
  feedback_buttons: element('feedback_buttons', { positive_button: feedback, negative_button: feedback }, actionable),
  icon_button: element(
    'icon_button',
    { icon: oneOf('trash'), text: plainText(75) },
    { ...confirmable, accessibility_label: string({ max: 75 }), value: string({ max: 2000 }), visible_to_user_ids: list(id) },
  ),
} satisfies Record<string, Check>;

export type ElementType = keyof typeof elements;

/** The checks of these element types. */
export function pick(...types: readonly ElementType[]): Record<string, Check> {
  return Object.fromEntries(types.map((type) => [type, elements[type]]));
}
