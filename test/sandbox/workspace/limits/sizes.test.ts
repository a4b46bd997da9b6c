import { describe, expect, it } from 'vitest';
import { checkMessage, checkOptions, checkView, type Problem, type Thing } from '../../../../sandbox/workspace/index.ts';

const of = (length: number) => 'x'.repeat(length);
const many = <T>(count: number, make: (index: number) => T) => Array.from({ length: count }, (_, index) => make(index));
const plain = (text: string) => ({ type: 'plain_text', text });
const mrkdwn = (text: string) => ({ type: 'mrkdwn', text });
const option = (index: number, more: Thing = {}) => ({ text: plain(`o${index}`), value: `v${index}`, ...more });
const button = (more: Thing = {}) => ({ type: 'button', text: plain('Go'), ...more });
const actions = (element: unknown) => ({ type: 'actions', elements: [element] });
const section = (text = 'x') => ({ type: 'section', text: mrkdwn(text) });
const input = (element: unknown, more: Thing = {}) => ({ type: 'input', label: plain('Name'), element, ...more });
const textInput = (more: Thing = {}) => ({ type: 'plain_text_input', ...more });
const menu = (more: Thing = {}) => ({ type: 'static_select', options: [option(0)], ...more });
const ask = (more: Thing) =>
  button({ confirm: { title: plain('t'), text: mrkdwn('t'), confirm: plain('y'), deny: plain('n'), ...more } });

const message = (...blocks: unknown[]) => checkMessage({ text: 'fall-back', blocks });
const modal = (...blocks: unknown[]) => checkView({ type: 'modal', title: plain('t'), submit: plain('s'), blocks });
const frame = (more: Thing) => checkView({ type: 'modal', title: plain('t'), blocks: [], ...more });

/** name, the limit, and what is built at a size. */
const sizes: readonly [name: string, limit: number, build: (size: number) => Problem[]][] = [
  ['blocks of a message', 50, (n) => message(...many(n, () => ({ type: 'divider' })))],
  ['blocks of a modal', 100, (n) => modal(...many(n, () => ({ type: 'divider' })))],
  ['blocks of a Home', 100, (n) => checkView({ type: 'home', blocks: many(n, () => ({ type: 'divider' })) })],
  ['text of a section', 3000, (n) => message(section(of(n)))],
  ['fields of a section', 10, (n) => message({ type: 'section', fields: many(n, () => mrkdwn('x')) })],
  ['text of a field', 2000, (n) => message({ type: 'section', fields: [mrkdwn(of(n))] })],
  ['text of a header', 150, (n) => message({ type: 'header', text: plain(of(n)) })],
  ['block_id', 255, (n) => message({ type: 'divider', block_id: of(n) })],
  ['action_id', 255, (n) => message(actions(button({ action_id: of(n) })))],
  ['text of a button', 75, (n) => message(actions(button({ text: plain(of(n)) })))],
  ['value of a button', 2000, (n) => message(actions(button({ value: of(n) })))],
  ['url of a button', 3000, (n) => message(actions(button({ url: `https://x.example/${of(n - 18)}` })))],
  ['accessibility_label of a button', 75, (n) => message(actions(button({ accessibility_label: of(n) })))],
  ['elements of an actions block', 25, (n) => message({ type: 'actions', elements: many(n, () => button()) })],
  ['elements of a context block', 10, (n) => message({ type: 'context', elements: many(n, () => plain('x')) })],
  ['options of a select', 100, (n) => modal(input(menu({ options: many(n, (index) => option(index)) })))],
  [
    'option groups',
    100,
    (n) => modal(input({ type: 'static_select', option_groups: many(n, () => ({ label: plain('g'), options: [option(0)] })) })),
  ],
  [
    'options of a group',
    100,
    (n) =>
      modal(input({ type: 'static_select', option_groups: [{ label: plain('g'), options: many(n, (index) => option(index)) }] })),
  ],
  [
    'label of a group',
    75,
    (n) => modal(input({ type: 'static_select', option_groups: [{ label: plain(of(n)), options: [option(0)] }] })),
  ],
  ['text of an option', 75, (n) => modal(input(menu({ options: [option(0, { text: plain(of(n)) })] })))],
  ['value of an option', 150, (n) => modal(input(menu({ options: [option(0, { value: of(n) })] })))],
  ['description of an option', 75, (n) => modal(input(menu({ options: [option(0, { description: plain(of(n)) })] })))],
  ['radio buttons', 10, (n) => modal(input({ type: 'radio_buttons', options: many(n, (index) => option(index)) }))],
  ['checkboxes', 10, (n) => modal(input({ type: 'checkboxes', options: many(n, (index) => option(index)) }))],
  ['options of an overflow menu', 5, (n) => message(actions({ type: 'overflow', options: many(n, (index) => option(index)) }))],
  ['placeholder', 150, (n) => modal(input(textInput({ placeholder: plain(of(n)) })))],
  ['title of a confirm dialog', 100, (n) => message(actions(ask({ title: plain(of(n)) })))],
  ['text of a confirm dialog', 300, (n) => message(actions(ask({ text: mrkdwn(of(n)) })))],
  ['confirm of a confirm dialog', 30, (n) => message(actions(ask({ confirm: plain(of(n)) })))],
  ['deny of a confirm dialog', 30, (n) => message(actions(ask({ deny: plain(of(n)) })))],
  ['label of an input', 2000, (n) => modal(input(textInput(), { label: plain(of(n)) }))],
  ['hint of an input', 2000, (n) => modal(input(textInput(), { hint: plain(of(n)) }))],
  ['max_length of an input', 3000, (n) => modal(input(textInput({ max_length: n })))],
  ['initial_value against max_length', 5, (n) => modal(input(textInput({ max_length: 5, initial_value: of(n) })))],
  ['title of a modal', 24, (n) => frame({ title: plain(of(n)) })],
  ['submit of a modal', 24, (n) => frame({ submit: plain(of(n)) })],
  ['close of a modal', 24, (n) => frame({ close: plain(of(n)) })],
  ['private_metadata', 3000, (n) => frame({ private_metadata: of(n) })],
  ['callback_id', 255, (n) => frame({ callback_id: of(n) })],
  ['external_id', 255, (n) => frame({ external_id: of(n) })],
  ['text of a message', 40_000, (n) => checkMessage({ text: of(n) })],
  ['characters of all blocks', 13_200, (n) => message(...many(4, () => section(of(3000))), section(of(n - 12_000)))],
  [
    'characters of all markdown blocks',
    12_000,
    (n) => message({ type: 'markdown', text: of(6000) }, { type: 'markdown', text: of(n - 6000) }),
  ],
  ['tables of a message', 1, (n) => message(...many(n, () => ({ type: 'table', rows: [[{ type: 'raw_text', text: 'x' }]] })))],
  ['rows of a table', 100, (n) => message({ type: 'table', rows: many(n, () => [{ type: 'raw_text', text: 'x' }]) })],
  ['columns of a table', 20, (n) => message({ type: 'table', rows: [many(n, () => ({ type: 'raw_text', text: 'x' }))] })],
  ['alt_text of an image', 2000, (n) => message({ type: 'image', image_url: 'https://x.example/a.png', alt_text: of(n) })],
  [
    'title of an image',
    2000,
    (n) => message({ type: 'image', image_url: 'https://x.example/a.png', alt_text: 'x', title: plain(of(n)) }),
  ],
  ['body of a card', 200, (n) => message({ type: 'card', body: mrkdwn(of(n)) })],
  [
    'cards of a carousel',
    10,
    (n) => message({ type: 'carousel', elements: many(n, () => ({ type: 'card', body: mrkdwn('x') })) }),
  ],
  [
    'blocks of a container',
    10,
    (n) => message({ type: 'container', title: plain('t'), child_blocks: many(n, () => ({ type: 'divider' })) }),
  ],
  ['options of a suggestion', 100, (n) => checkOptions({ options: many(n, (index) => option(index)) })],
];

describe.each(sizes)('%s (%i)', (_name, limit, build) => {
  it('passes at the limit', () => expect(build(limit)).toEqual([]));
  it('fails one past it', () => expect(build(limit + 1)).not.toEqual([]));
});

it('a problem says where it is and by how much', () => {
  expect(message(section('ok'), section(of(3001)))).toEqual([
    { pointer: '/blocks/1/text/text', say: 'must be at most 3000 characters, is 3001' },
  ]);
});
