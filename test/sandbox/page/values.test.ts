import type { KnownBlock } from '@slack/types';
import { describe, expect, it } from 'vitest';
import { fieldErrors } from '../../../sandbox/page/validation.ts';
import { actionOf, fieldsOf, isEmpty, reconcile, withValue } from '../../../sandbox/page/values.ts';
import { kitchen } from './fixture-modals.ts';

const plain = (text: string) => ({ type: 'plain_text' as const, text, emoji: true });
const values = reconcile(undefined, kitchen.blocks);

describe('the values of a view', () => {
  it('have the shape that Slack sends, with the initial ones filled in', () => {
    expect(values).toMatchObject({
      text: { a: { type: 'plain_text_input', value: null } },
      number: { a: { type: 'number_input', value: '2' } },
      static: {
        a: { type: 'static_select', selected_option: { text: { type: 'plain_text', text: 'Broken' }, value: 'broken' } },
      },
      external: { a: { type: 'external_select', selected_option: null } },
      user: { a: { type: 'users_select', selected_user: null } },
      channel: { a: { type: 'channels_select', selected_channel: null } },
      conversation: { a: { type: 'conversations_select', selected_conversation: null } },
      tags: { a: { type: 'multi_static_select', selected_options: [{ value: 'press' }] } },
      leads: { a: { type: 'multi_users_select', selected_users: ['U0GRETA'] } },
      radio: { a: { type: 'radio_buttons', selected_option: { value: 'driver', description: { text: 'May drive' } } } },
      checks: { a: { type: 'checkboxes', selected_options: [] } },
      date: { a: { type: 'datepicker', selected_date: '2026-11-21' } },
      time: { a: { type: 'timepicker', selected_time: '09:30' } },
      moment: { a: { type: 'datetimepicker', selected_date_time: 1_795_300_200 } },
    });
  });

  it('hold nothing for buttons', () => {
    expect(values).not.toHaveProperty('push');
  });

  it('survive an update if block_id, action_id and type are kept, and start over otherwise', () => {
    const typed = withValue(values, 'text', 'a', { type: 'plain_text_input', value: 'Nora' });
    const kept = reconcile(typed, kitchen.blocks);
    expect(kept.text?.a?.value).toBe('Nora');
    const renamed = kitchen.blocks.map((block) => (block.block_id === 'text' ? { ...block, block_id: 'text-2' } : block));
    expect(reconcile(typed, renamed)['text-2']?.a?.value).toBeNull();
    expect(reconcile(typed, renamed)).not.toHaveProperty('text');
  });

  it('forget a choice that an update no longer offers', () => {
    const block = (options: string[]): KnownBlock => ({
      type: 'actions',
      block_id: 'b',
      elements: [{ type: 'static_select', action_id: 'a', options: options.map((value) => ({ text: plain(value), value })) }],
    });
    const chosen = withValue({}, 'b', 'a', { type: 'static_select', selected_option: { text: plain('x'), value: 'x' } });
    expect(reconcile(chosen, [block(['x', 'y'])]).b?.a).toEqual({
      type: 'static_select',
      selected_option: { text: plain('x'), value: 'x' },
    });
    expect(reconcile(chosen, [block(['y'])]).b?.a).toEqual({ type: 'static_select', selected_option: null });
  });

  it('find the fields of sections and actions, too', () => {
    const blocks: KnownBlock[] = [
      { type: 'section', block_id: 's', text: plain('x'), accessory: { type: 'users_select', action_id: 'u' } },
      {
        type: 'actions',
        block_id: 't',
        elements: [
          { type: 'button', text: plain('b') },
          { type: 'datepicker', action_id: 'd' },
        ],
      },
    ];
    expect(fieldsOf(blocks).map(({ blockId, actionId }) => `${blockId}/${actionId}`)).toEqual(['s/u', 't/d']);
  });

  it('know empty from filled', () => {
    expect(isEmpty({ type: 'plain_text_input', value: null })).toBe(true);
    expect(isEmpty({ type: 'checkboxes', selected_options: [] })).toBe(true);
    expect(isEmpty({ type: 'datetimepicker', selected_date_time: 0 })).toBe(false);
  });
});

describe('an action', () => {
  it('of a button carries its text and value, and its address', () => {
    expect(actionOf({ type: 'button', action_id: 'a', text: plain('Approve'), value: '7', style: 'primary' }, 'b', 'a')).toEqual({
      type: 'button',
      action_id: 'a',
      block_id: 'b',
      text: plain('Approve'),
      value: '7',
      style: 'primary',
    });
  });

  it('of a select carries what is selected', () => {
    const value = { type: 'users_select', selected_user: 'U1' };
    expect(actionOf({ type: 'users_select', action_id: 'a' }, 'b', 'a', value)).toEqual({
      type: 'users_select',
      action_id: 'a',
      block_id: 'b',
      selected_user: 'U1',
    });
  });
});

describe('what is checked before a form is sent', () => {
  const errors = (text: Record<string, string>) => {
    let filled = withValue(values, 'external', 'a', {
      type: 'external_select',
      selected_option: { text: plain('n'), value: '1' },
    });
    filled = withValue(filled, 'text', 'a', { type: 'plain_text_input', value: 'Nora' });
    for (const [block, value] of Object.entries(text))
      filled = withValue(filled, block, 'a', { ...filled[block]?.a, type: filled[block]?.a?.type ?? '', value: value || null });
    return fieldErrors(kitchen.blocks, filled);
  };

  it('lets a form pass whose required fields are filled', () => {
    expect(errors({})).toEqual({});
  });

  it('asks for required fields, at their blocks', () => {
    expect(Object.keys(fieldErrors(kitchen.blocks, values))).toEqual(['text', 'external']);
  });

  it.each([
    ['text', 'No', 'Please enter at least 3 characters.'],
    ['text', 'N'.repeat(41), 'Please enter no more than 40 characters.'],
    ['email', 'nora', 'Please enter a valid email address.'],
    ['url', 'nora', 'Please enter a valid URL.'],
    ['number', 'two', 'Please enter a number.'],
    ['number', '1.5', 'Please enter a whole number.'],
    ['number', '0', 'Please enter 1 or more.'],
    ['number', '10', 'Please enter 9 or less.'],
  ])('refuses in %s the text %j', (block, value, say) => {
    expect(errors({ [block]: value })).toEqual({ [block]: say });
  });
});
