/** Slack's limits for messages and views, written from the platform page alone. Returns what Slack would refuse. */
import { everyThing, list, type Thing, text, thing, things } from './json.ts';

export type Surface = 'message' | 'modal' | 'home';

const surfaces: Record<string, Surface[]> = {
  section: ['message', 'modal', 'home'],
  actions: ['message', 'modal', 'home'],
  context: ['message', 'modal', 'home'],
  divider: ['message', 'modal', 'home'],
  header: ['message', 'modal', 'home'],
  image: ['message', 'modal', 'home'],
  input: ['message', 'modal', 'home'],
  rich_text: ['message', 'modal', 'home'],
  alert: ['modal'],
  markdown: ['message'],
  table: ['message', 'home'],
  data_table: ['message', 'home'],
  context_actions: ['message'],
};

const inActions = new Set([
  'button',
  'overflow',
  'static_select',
  'external_select',
  'users_select',
  'conversations_select',
  'channels_select',
  'multi_static_select',
  'multi_external_select',
  'checkboxes',
  'radio_buttons',
  'datepicker',
  'timepicker',
  'datetimepicker',
  'plain_text_input',
  'rich_text_input',
  'workflow_button',
]);

const known: Record<string, string[]> = {
  button: ['type', 'text', 'action_id', 'url', 'value', 'style', 'confirm', 'accessibility_label'],
  plain_text_input: [
    'type',
    'action_id',
    'initial_value',
    'multiline',
    'min_length',
    'max_length',
    'dispatch_action_config',
    'focus_on_load',
    'placeholder',
  ],
  static_select: ['type', 'action_id', 'options', 'option_groups', 'initial_option', 'confirm', 'focus_on_load', 'placeholder'],
  external_select: ['type', 'action_id', 'initial_option', 'min_query_length', 'confirm', 'focus_on_load', 'placeholder'],
  radio_buttons: ['type', 'action_id', 'options', 'initial_option', 'confirm', 'focus_on_load'],
  checkboxes: ['type', 'action_id', 'options', 'initial_options', 'confirm', 'focus_on_load'],
  overflow: ['type', 'action_id', 'options', 'confirm'],
  section: ['type', 'text', 'block_id', 'fields', 'accessory', 'expand'],
  actions: ['type', 'elements', 'block_id'],
  context: ['type', 'elements', 'block_id'],
  divider: ['type', 'block_id'],
  header: ['type', 'text', 'block_id', 'level'],
  input: ['type', 'label', 'element', 'dispatch_action', 'block_id', 'hint', 'optional'],
};

export function faultsOf(surface: Surface, blocks: unknown): string[] {
  const faults: string[] = [];
  const say = (where: string, what: string) => void faults.push(`${where}: ${what}`);
  const all = things(blocks);
  if (!Array.isArray(blocks)) say('blocks', 'no array');
  const most = surface === 'message' ? 50 : 100;
  if (all.length > most) say('blocks', `${all.length} blocks, at most ${most}`);
  const size = JSON.stringify(blocks ?? []).length;
  if (surface === 'message' && size > 250_000) say('blocks', `${size} characters`);
  unique('block_id', all.map((one) => text(one.block_id)).filter(Boolean), say);
  for (const [index, block] of all.entries()) {
    const where = `${surface}[${index}] ${text(block.type)}`;
    const allowed = surfaces[text(block.type)];
    if (allowed === undefined) {
      say(where, 'unknown type');
      continue;
    }
    if (!allowed.includes(surface)) say(where, `not on a ${surface}`);
    checkKeys(block, where, say);
    if (text(block.block_id).length > 255) say(where, 'block_id');
    checkBlock(block, where, say);
  }
  if (all.filter((one) => one.type === 'table').length > 1) say(surface, 'only_one_table_allowed');
  for (const one of everyThing(blocks)) checkAnywhere(one, surface, say);
  if ([...everyThing(blocks)].filter((one) => one.focus_on_load === true).length > 1) say(surface, 'more than one focus_on_load');
  const markdown = all.filter((one) => one.type === 'markdown').reduce((sum, one) => sum + text(one.text).length, 0);
  if (markdown > 12_000) say(surface, 'markdown too long');
  return faults;
}

type Say = (where: string, what: string) => void;

function unique(what: string, values: string[], say: Say) {
  const twice = values.find((value, index) => values.indexOf(value) !== index);
  if (twice !== undefined) say(what, `twice: ${twice}`);
}

function checkKeys(one: Thing, where: string, say: Say) {
  const keys = known[text(one.type)];
  for (const key of keys ? Object.keys(one) : []) if (!keys?.includes(key)) say(where, `unknown field ${key}`);
}

function textObject(value: unknown, where: string, say: Say, most: number, kinds = ['plain_text', 'mrkdwn']) {
  const one = thing(value);
  if (!kinds.includes(text(one.type))) say(where, `text of type ${text(one.type)}, wanted ${kinds.join(' or ')}`);
  const length = text(one.text).length;
  if (length < 1) say(where, 'empty text');
  if (length > most) say(where, `text of ${length}, at most ${most}`);
}

const plain = ['plain_text'];

function checkBlock(block: Thing, where: string, say: Say) {
  switch (block.type) {
    case 'section': {
      if (block.text === undefined && block.fields === undefined) say(where, 'neither text nor fields');
      if (block.text !== undefined) textObject(block.text, where, say, 3000);
      if (block.fields !== undefined) {
        const fields = list(block.fields);
        if (fields.length < 1 || fields.length > 10) say(where, `${fields.length} fields`);
        for (const field of fields) textObject(field, where, say, 2000);
      }
      if (block.accessory !== undefined) checkElement(thing(block.accessory), where, say);
      return;
    }
    case 'actions': {
      const elements = things(block.elements);
      if (elements.length < 1 || elements.length > 25) say(where, `${elements.length} elements`);
      unique(`${where} action_id`, elements.map((one) => text(one.action_id)).filter(Boolean), say);
      for (const one of elements) {
        if (!inActions.has(text(one.type))) say(where, `${text(one.type)} in actions`);
        checkElement(one, where, say);
      }
      return;
    }
    case 'context': {
      const elements = things(block.elements);
      if (elements.length < 1 || elements.length > 10) say(where, `${elements.length} elements`);
      for (const one of elements) if (one.type !== 'image') textObject(one, where, say, 3000);
      return;
    }
    case 'header':
      return textObject(block.text, where, say, 150, plain);
    case 'image':
      if (text(block.alt_text) === '' || text(block.alt_text).length > 2000) say(where, 'alt_text');
      return;
    case 'input':
      textObject(block.label, `${where} label`, say, 2000, plain);
      if (block.hint !== undefined) textObject(block.hint, `${where} hint`, say, 2000, plain);
      if (text(block.block_id) === '') say(where, 'an input without block_id cannot be told an error');
      return checkElement(thing(block.element), where, say);
  }
}

function checkElement(one: Thing, at: string, say: Say) {
  const where = `${at} ${text(one.type)} ${text(one.action_id)}`;
  checkKeys(one, where, say);
  if (one.type !== 'image' && (text(one.action_id) === '' || text(one.action_id).length > 255)) say(where, 'action_id');
  if (one.placeholder !== undefined) textObject(one.placeholder, `${where} placeholder`, say, 150, plain);
  switch (one.type) {
    case 'button':
      textObject(one.text, where, say, 75, plain);
      if (text(one.value).length > 2000) say(where, 'value');
      if (one.value === '') say(where, 'empty value');
      if (text(one.url).length > 3000) say(where, 'url');
      if (text(one.accessibility_label).length > 75) say(where, 'accessibility_label');
      if (one.style !== undefined && one.style !== 'primary' && one.style !== 'danger') say(where, 'style');
      return;
    case 'static_select':
    case 'multi_static_select': {
      const groups = things(one.option_groups);
      if (one.option_groups === undefined) options(one.options, where, say, 100);
      else if (groups.length < 1 || groups.length > 100) say(where, `${groups.length} groups`);
      for (const group of groups) {
        textObject(group.label, `${where} group`, say, 75, plain);
        options(group.options, where, say, 100);
      }
      const offered = [...things(one.options), ...groups.flatMap((group) => things(group.options))].map((each) =>
        JSON.stringify(each),
      );
      for (const initial of one.initial_option === undefined ? things(one.initial_options) : [thing(one.initial_option)])
        if (!offered.includes(JSON.stringify(initial))) say(where, 'initial_option is not one of the options');
      return;
    }
    case 'external_select':
      if (one.initial_option !== undefined) options([one.initial_option], where, say, 1);
      return;
    case 'radio_buttons':
    case 'checkboxes': {
      options(one.options, where, say, 10, true);
      const offered = things(one.options).map((each) => JSON.stringify(each));
      for (const initial of one.initial_option === undefined ? things(one.initial_options) : [thing(one.initial_option)])
        if (!offered.includes(JSON.stringify(initial))) say(where, 'initial_option is not one of the options');
      if (one.initial_options !== undefined && list(one.initial_options).length < 1) say(where, 'empty initial_options');
      return;
    }
    case 'overflow':
      return options(one.options, where, say, 5);
    case 'plain_text_input': {
      const most = typeof one.max_length === 'number' ? one.max_length : 3000;
      const least = typeof one.min_length === 'number' ? one.min_length : 0;
      if (most > 3000 || most < 1 || least > 3000 || least > most) say(where, `lengths ${least} to ${most}`);
      if (text(one.initial_value).length > most) say(where, 'initial_value longer than max_length');
      return;
    }
    case 'datepicker':
      if (one.initial_date !== undefined && !/^\d{4}-\d\d-\d\d$/.test(text(one.initial_date))) say(where, 'initial_date');
      return;
    case 'timepicker':
      if (one.initial_time !== undefined && !/^([01]\d|2[0-3]):[0-5]\d$/.test(text(one.initial_time))) say(where, 'initial_time');
      return;
    case 'datetimepicker':
      if (one.initial_date_time !== undefined && !/^\d{10}$/.test(text(one.initial_date_time))) say(where, 'initial_date_time');
      return;
  }
}

function options(value: unknown, where: string, say: Say, most: number, rich = false) {
  const all = things(value);
  if (all.length < 1 || all.length > most) say(where, `${all.length} options, 1 to ${most}`);
  unique(
    `${where} option values`,
    all.map((one) => text(one.value)),
    say,
  );
  for (const one of all) {
    textObject(one.text, `${where} option`, say, 75, rich ? ['plain_text', 'mrkdwn'] : plain);
    if (text(one.value).length < 1 || text(one.value).length > 150) say(where, `option value of ${text(one.value).length}`);
    if (one.description !== undefined)
      textObject(one.description, `${where} option description`, say, 75, rich ? ['plain_text', 'mrkdwn'] : plain);
    for (const key of Object.keys(one))
      if (!['text', 'value', 'description', 'url'].includes(key)) say(where, `option field ${key}`);
  }
}

function checkAnywhere(one: Thing, surface: Surface, say: Say) {
  if (one.type !== undefined && one.confirm !== undefined) {
    const confirm = thing(one.confirm);
    textObject(confirm.title, 'confirm title', say, 100, plain);
    textObject(confirm.text, 'confirm text', say, 300);
    textObject(confirm.confirm, 'confirm button', say, 30, plain);
    textObject(confirm.deny, 'confirm deny', say, 30, plain);
  }
  if (one.type === 'plain_text' || one.type === 'mrkdwn')
    for (const key of Object.keys(one))
      if (!['type', 'text', one.type === 'mrkdwn' ? 'verbatim' : 'emoji'].includes(key)) say(`${surface} text`, `field ${key}`);
}

export function viewFaults(value: unknown): string[] {
  const view = thing(value);
  const surface: Surface = view.type === 'home' ? 'home' : 'modal';
  const faults = faultsOf(surface, view.blocks);
  const say: Say = (where, what) => void faults.push(`${where}: ${what}`);
  if (surface === 'modal') {
    if (view.type !== 'modal') say('view', `type ${text(view.type)}`);
    textObject(view.title, 'title', say, 24, plain);
    if (view.submit !== undefined) textObject(view.submit, 'submit', say, 24, plain);
    if (view.close !== undefined) textObject(view.close, 'close', say, 24, plain);
    if (view.submit === undefined && things(view.blocks).some((one) => one.type === 'input')) say('view', 'input without submit');
  }
  if (text(view.private_metadata).length > 3000) say('view', 'private_metadata');
  if (text(view.callback_id).length > 255) say('view', 'callback_id');
  for (const key of Object.keys(view))
    if (
      ![
        'type',
        'title',
        'submit',
        'close',
        'blocks',
        'private_metadata',
        'callback_id',
        'clear_on_close',
        'notify_on_close',
        'external_id',
        'submit_disabled',
      ].includes(key)
    )
      say('view', `unknown field ${key}`);
  return faults;
}

/** A message: its blocks, and a fallback text for screen readers and notifications. */
export function messageFaults(message: Thing): string[] {
  const faults = message.blocks === undefined ? [] : faultsOf('message', message.blocks);
  const fallback = text(message.text);
  if (fallback.trim() === '') faults.push('message: no fallback text');
  if (fallback.length > 4000) faults.push(`message: fallback of ${fallback.length}, best at most 4000`);
  return faults;
}
