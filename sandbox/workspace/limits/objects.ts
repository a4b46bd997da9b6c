/** Composition objects: texts, options, confirm dialogs. docs.slack.dev/reference/block-kit/composition-objects */
import { isThing, type Thing, textOf, things } from '../thing.ts';
import { boolean, type Check, complain, type Inspection, list, oneOf, shape, shown, string } from './check.ts';

/** Text that Slack does not interpret. */
export function plainText(max: number): Check {
  return textObject(max, ['plain_text']);
}

/** Text with Slack's mark-up, or without. */
export function anyText(max: number): Check {
  return textObject(max, ['plain_text', 'mrkdwn']);
}

export function mrkdwnText(max: number): Check {
  return textObject(max, ['mrkdwn']);
}

function textObject(max: number, types: readonly string[]): Check {
  const plain = shape({ type: oneOf('plain_text'), text: shown({ max }) }, { emoji: boolean });
  const mrkdwn = shape({ type: oneOf('mrkdwn'), text: shown({ max }) }, { verbatim: boolean });
  return (value, at, inspection) => {
    if (!isThing(value)) complain(inspection, at, 'must be a text object');
    else if (typeof value.type !== 'string' || !types.includes(value.type))
      complain(inspection, `${at}/type`, `must be ${types.join(' or ')}`);
    else (value.type === 'mrkdwn' ? mrkdwn : plain)(value, at, inspection);
  };
}

export const url = string({ max: 3000, pattern: /^[a-z][a-z0-9+.-]*:/i, say: 'must be a URL' });

/** Options of menus; mark-up is allowed in checkboxes and radio buttons alone, URLs in overflow menus alone. */
export const menuOption = shape({ text: plainText(75), value: string({ max: 150 }) }, { description: plainText(75) });
export const choiceOption = shape({ text: anyText(75), value: string({ max: 150 }) }, { description: anyText(75) });
export const overflowOption = shape({ text: plainText(75), value: string({ max: 150 }) }, { description: plainText(75), url });
export const optionGroup = shape({ label: plainText(75), options: list(menuOption, { max: 100 }) });

export const confirm = shape(
  { text: anyText(300) },
  { title: plainText(100), confirm: plainText(30), deny: plainText(30), style: oneOf('primary', 'danger') },
);

export const dispatchConfig = shape(
  {},
  { trigger_actions_on: list(oneOf('on_enter_pressed', 'on_character_entered'), { max: 2 }) },
);

export const conversationFilter = shape(
  {},
  {
    include: list(oneOf('im', 'mpim', 'private', 'public')),
    exclude_external_shared_channels: boolean,
    exclude_bot_users: boolean,
  },
  (value, at, inspection) => {
    if (Object.keys(value).length === 0) complain(inspection, at, 'must have at least one field');
  },
);

export const slackFile = shape({}, { id: string({}), url }, (value, at, inspection) => {
  if ((value.id === undefined) === (value.url === undefined)) complain(inspection, at, 'needs either id or url');
});

/** Either `options` or `option_groups`, not both. */
export function optionsOrGroups(value: Thing, at: string, inspection: Inspection): void {
  if ((value.options === undefined) === (value.option_groups === undefined)) {
    complain(inspection, at, 'needs either options or option_groups');
  }
}

/** What is chosen at first must be one of what can be chosen. */
export function initialAmongOptions(value: Thing, at: string, inspection: Inspection): void {
  const offered = [...things(value.options), ...things(value.option_groups).flatMap((group) => things(group.options))].map(
    sameness,
  );
  for (const name of ['initial_option', 'initial_options']) {
    const initial = value[name];
    for (const option of Array.isArray(initial) ? initial : [initial]) {
      if (isThing(option) && !offered.includes(sameness(option)))
        complain(inspection, `${at}/${name}`, 'must be one of the options, exactly');
    }
  }
}

function sameness(option: Thing): string {
  return JSON.stringify([option.value, textOf(option.text), textOf(option.description)]);
}
