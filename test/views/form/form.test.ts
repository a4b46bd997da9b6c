import { describe, expect, it } from 'vitest';
import { type Field, formView } from '../../../src/views/form/form.ts';
import { gateLine } from '../../../src/views/form/gate-note.ts';
import { readBlocks } from '../read.ts';

const base = { callbackId: 'action:card.assign', title: 'Assign card', submit: 'Assign' };
const input = (field: Field, more: object = {}) => {
  const [block] = formView({ ...base, fields: [field], ...more }).blocks;
  return JSON.parse(JSON.stringify(block)) as { type: string; block_id: string; element: Record<string, unknown> }; // safe: an input block, or the test fails on it
};
const choices = (count: number) => Array.from({ length: count }, (_, index) => ({ text: `Choice ${index}`, value: `${index}` }));

it('a field keeps its block and action id whatever else changes, so that what was typed survives', () => {
  const field: Field = { kind: 'text', name: 'reason', label: 'Reason' };
  const one = input(field);
  const two = input({ ...field, initial: 'typed', hint: 'new' }, { problem: undefined });
  expect([one.block_id, one.element.action_id]).toEqual(['reason', 'field:reason']);
  expect([two.block_id, two.element.action_id]).toEqual(['reason', 'field:reason']);
});

it('the cursor is in the first empty field that is required, and nowhere when the form is drawn again', () => {
  const fields: Field[] = [
    { kind: 'text', name: 'one', label: 'One', optional: true },
    { kind: 'text', name: 'two', label: 'Two' },
    { kind: 'text', name: 'three', label: 'Three' },
  ];
  const focused = (focus: 'first-empty' | 'none') =>
    formView({ ...base, fields, focus }).blocks.map((block) => JSON.stringify(block).includes('focus_on_load'));
  expect(focused('first-empty')).toEqual([false, true, false]);
  expect(focused('none')).toEqual([false, false, false]);
});

it('an initial value that is no choice any more is left out, since Slack would refuse the form', () => {
  expect(
    input({ kind: 'select', name: 'x', label: 'X', choices: choices(3), initial: 'gone' }).element.initial_option,
  ).toBeUndefined();
  expect(
    input({ kind: 'select', name: 'x', label: 'X', choices: choices(3), initial: '2' }).element.initial_option,
  ).toBeDefined();
});

it('nothing to choose from is explained in words and is no empty list', () => {
  const [block] = formView({
    ...base,
    fields: [{ kind: 'select', name: 'voucher', label: 'Voucher', choices: [], none: 'no template is active.' }],
  }).blocks;
  expect(readBlocks([block])).toContain('Voucher: no template is active.');
});

it('more than a hundred choices are in lists that say where they begin, none lost', () => {
  const { element } = input({ kind: 'select', name: 'x', label: 'X', choices: choices(250) });
  const groups = element.option_groups as { options: unknown[] }[]; // safe: checked by the lengths below
  expect(groups.map(({ options }) => options.length)).toEqual([100, 100, 50]);
});

it('more than ten answers of a radio question become a list', () => {
  expect(input({ kind: 'radio', name: 'x', label: 'X', choices: choices(10) }).element.type).toBe('radio_buttons');
  expect(input({ kind: 'radio', name: 'x', label: 'X', choices: choices(11) }).element.type).toBe('static_select');
});

describe('before sending, the form says', () => {
  const said = (note: Parameters<typeof gateLine>[0]) =>
    readBlocks([{ type: 'rich_text_section', elements: gateLine(note) }]).trim();

  it('that it runs at once, and by which rule', () => {
    expect(said({ kind: 'at-once', rule: 'small goodwill' })).toBe('Runs at once (rule “small goodwill”).');
    expect(said({ kind: 'at-once' })).toBe('Runs at once, as soon as you submit.');
  });

  it('whom it asks: two by name, the others by number', () => {
    expect(said({ kind: 'asks', role: 'lead', count: 1, approvers: ['U0LEAD1', 'U0LEAD2', 'U0LEAD3'], others: 2 })).toBe(
      'Asks 1 lead first: @U0LEAD1, @U0LEAD2 or 3 others.',
    );
    expect(said({ kind: 'asks', role: 'lead', count: 2, approvers: ['U0LEAD1', 'U0LEAD2'] })).toBe(
      'Asks 2 leads first: @U0LEAD1 and @U0LEAD2.',
    );
  });

  it('that nobody could approve it', () => {
    expect(said({ kind: 'nobody', why: 'nobody but you is a lead.' })).toBe(
      'Nobody could approve this right now: nobody but you is a lead.',
    );
  });
});

it('a list that is longer than a menu is searched as somebody types, with what was chosen in it', () => {
  const long: Field = { kind: 'select', name: 'branch', label: 'Branch', source: 'branch', choices: choices(101), initial: '77' };
  expect(input(long).element).toMatchObject({
    type: 'external_select',
    action_id: 'lookup.branch:branch',
    min_query_length: 0,
    initial_option: { value: '77' },
  });
  expect(input(long)).not.toHaveProperty('hint');
  expect(input({ ...long, choices: choices(100) }).element).toMatchObject({
    type: 'static_select',
    initial_option: { value: '77' },
  });
});
