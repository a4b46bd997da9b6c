import { describe, expect, it } from 'vitest';
import { checkMessage, checkOptions, checkView, type Problem, type Thing } from '../../../../sandbox/workspace/index.ts';

const plain = (text: string) => ({ type: 'plain_text', text });
const mrkdwn = (text: string) => ({ type: 'mrkdwn', text });
const option = (value: string, text = value) => ({ text: plain(text), value });
const field = (more: Thing = {}, element: Thing = { type: 'plain_text_input' }) => ({
  type: 'input',
  label: plain('Name'),
  element,
  ...more,
});
const message = (...blocks: unknown[]) => checkMessage({ text: 'fall-back', blocks });
const modal = (...blocks: unknown[]) => checkView({ type: 'modal', title: plain('t'), submit: plain('s'), blocks });
const home = (...blocks: unknown[]) => checkView({ type: 'home', blocks });
const at = (problems: Problem[]) => problems.map((problem) => problem.pointer);
const buttons = (...elements: Thing[]) => ({
  type: 'actions',
  elements: elements.map((more) => ({ type: 'button', text: plain('x'), ...more })),
});

describe('the checker refuses', () => {
  const refused: readonly [string, Problem[], string][] = [
    ['an unknown block', message({ type: 'sektion' }), '/blocks/0'],
    ['an unknown element', message({ type: 'actions', elements: [{ type: 'buton', text: plain('x') }] }), '/blocks/0/elements/0'],
    ['a misspelt field of a block', message({ type: 'section', text: plain('x'), acessory: {} }), '/blocks/0/acessory'],
    ['a misspelt field of an element', message(buttons({ actionId: 'x' })), '/blocks/0/elements/0/actionId'],
    [
      'a misspelt field of a text',
      message({ type: 'section', text: { type: 'mrkdwn', text: 'x', emoji: true } }),
      '/blocks/0/text/emoji',
    ],
    ['a misspelt field of a view', checkView({ type: 'modal', title: plain('t'), blocks: [], callbackId: 'x' }), '/callbackId'],
    ['a field that only sounds like every object', message({ type: 'divider', constructor: 1 }), '/blocks/0/constructor'],
    ['an empty text', message({ type: 'section', text: mrkdwn('') }), '/blocks/0/text/text'],
    ['a section without text or fields', message({ type: 'section' }), '/blocks/0'],
    ['an empty actions block', message({ type: 'actions', elements: [] }), '/blocks/0/elements'],
    ['mark-up in a header', message({ type: 'header', text: mrkdwn('x') }), '/blocks/0/text/type'],
    ['mark-up on a button', message(buttons({ text: mrkdwn('x') })), '/blocks/0/elements/0/text/type'],
    ['mark-up in a title', checkView({ type: 'modal', title: mrkdwn('t'), blocks: [] }), '/title/type'],
    [
      'mark-up in the options of a menu',
      modal(field({}, { type: 'static_select', options: [{ text: mrkdwn('x'), value: 'x' }] })),
      '/blocks/0/element/options/0/text/type',
    ],
    [
      'a url in the option of a select',
      modal(field({}, { type: 'static_select', options: [{ ...option('x'), url: 'https://x.example' }] })),
      '/blocks/0/element/options/0/url',
    ],
    ['a block_id twice', message({ type: 'divider', block_id: 'a' }, { type: 'divider', block_id: 'a' }), '/blocks/1/block_id'],
    ['an action_id twice in a block', message(buttons({ action_id: 'a' }, { action_id: 'a' })), '/blocks/0/elements/1/action_id'],
    ['an input without submit', checkView({ type: 'modal', title: plain('t'), blocks: [field()] }), '/submit'],
    [
      'two elements with focus_on_load',
      modal(
        field({}, { type: 'plain_text_input', focus_on_load: true }),
        field({}, { type: 'plain_text_input', focus_on_load: true }),
      ),
      '/blocks/1/element/focus_on_load',
    ],
    [
      'an initial option that is not offered',
      modal(field({}, { type: 'static_select', options: [option('a')], initial_option: option('b') })),
      '/blocks/0/element/initial_option',
    ],
    [
      'an initial option with another text',
      modal(field({}, { type: 'static_select', options: [option('a')], initial_option: option('a', 'A') })),
      '/blocks/0/element/initial_option',
    ],
    [
      'initial boxes that are not offered',
      modal(field({}, { type: 'checkboxes', options: [option('a')], initial_options: [option('b')] })),
      '/blocks/0/element/initial_options',
    ],
    [
      'options and option_groups together',
      modal(
        field(
          {},
          { type: 'static_select', options: [option('a')], option_groups: [{ label: plain('g'), options: [option('a')] }] },
        ),
      ),
      '/blocks/0/element',
    ],
    [
      'a number input that does not say whether decimals are allowed',
      modal(field({}, { type: 'number_input' })),
      '/blocks/0/element',
    ],
    [
      'a number that is not written as a string',
      modal(field({}, { type: 'number_input', is_decimal_allowed: false, initial_value: 5 })),
      '/blocks/0/element/initial_value',
    ],
    [
      'a date in another order',
      modal(field({}, { type: 'datepicker', initial_date: '24.12.2026' })),
      '/blocks/0/element/initial_date',
    ],
    ['a style that does not exist', message(buttons({ style: 'default' })), '/blocks/0/elements/0/style'],
    ['an image without alt_text', message({ type: 'image', image_url: 'https://x.example/a.png' }), '/blocks/0'],
    [
      'a text input in an actions block',
      message({ type: 'actions', elements: [{ type: 'plain_text_input' }] }),
      '/blocks/0/elements/0',
    ],
    ['a button in an input', modal(field({}, { type: 'button', text: plain('x') })), '/blocks/0/element'],
    [
      'a button in a context block',
      message({ type: 'context', elements: [{ type: 'button', text: plain('x') }] }),
      '/blocks/0/elements/0',
    ],
    ['a table in a modal', modal({ type: 'table', rows: [[{ type: 'raw_text', text: 'x' }]] }), '/blocks/0'],
    ['markdown in a modal', modal({ type: 'markdown', text: 'x' }), '/blocks/0'],
    ['markdown on Home', home({ type: 'markdown', text: 'x' }), '/blocks/0'],
    ['an alert in a message', message({ type: 'alert', text: plain('x') }), '/blocks/0'],
    ['a card in a modal', modal({ type: 'card', body: mrkdwn('x') }), '/blocks/0'],
    ['a message with nothing in it', checkMessage({}), '/text'],
    ['markdown_text beside text', checkMessage({ text: 'x', markdown_text: 'x' }), '/markdown_text'],
    ['a view of another type', checkView({ type: 'page', blocks: [] }), '/type'],
    ['a Home with a title', checkView({ type: 'home', title: plain('t'), blocks: [] }), '/title'],
    ['a modal without a title', checkView({ type: 'modal', blocks: [] }), ''],
    ['a suggestion with neither options nor groups', checkOptions({}), ''],
  ];
  it.each(refused)('%s', (_what, problems, pointer) => expect(at(problems)).toContain(pointer));
});

describe('the checker allows', () => {
  const allowed: readonly [string, Problem[]][] = [
    ['the same action_id in two blocks', message(buttons({ action_id: 'a' }), buttons({ action_id: 'a' }))],
    [
      'mark-up in the options of radio buttons',
      modal(field({}, { type: 'radio_buttons', options: [{ text: mrkdwn('*x*'), value: 'x' }] })),
    ],
    ['an alert in a modal', modal({ type: 'alert', text: plain('x'), level: 'warning' })],
    ['a modal without inputs and without submit', checkView({ type: 'modal', title: plain('t'), blocks: [{ type: 'divider' }] })],
    [
      'an initial option out of a group',
      modal(
        field(
          {},
          { type: 'static_select', option_groups: [{ label: plain('g'), options: [option('a')] }], initial_option: option('a') },
        ),
      ),
    ],
    [
      'rich text',
      message({
        type: 'rich_text',
        elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: 'x', style: { bold: true } }] }],
      }),
    ],
    ['fields that are undefined', message({ type: 'section', text: plain('x'), accessory: undefined })],
  ];
  it.each(allowed)('%s', (_what, problems) => expect(problems).toEqual([]));
});

it('a message with blocks but without text is warned about, not refused', () => {
  expect(checkMessage({ blocks: [{ type: 'divider' }] })).toMatchObject([{ pointer: '/text', warning: true }]);
});
