import { describe, expect, it } from 'vitest';
import type { PageAct, PageModal } from '../../../sandbox/workspace/page-protocol.ts';
import { holdPage, until, untilFocused } from './hold-page.ts';

const held = holdPage();

describe('a modal', () => {
  const kitchen = async () => {
    await held.open('#/U0MIRA/C0SUPPORT');
    await held.page.keyboard.type('/kitchen');
    await held.page.keyboard.press('Enter');
    await held.page.getByRole('dialog', { name: 'Every kind of field' }).waitFor();
  };
  const search = async (text: string) => {
    await held.page.keyboard.type(text);
    await held.page.getByRole('option').first().waitFor();
    await held.page.keyboard.press('Enter');
  };

  it('sends every kind of field in the shape that Slack sends', async () => {
    await kitchen();
    const field = (name: string) => held.page.getByRole('dialog').locator(`[data-block="${name}"]`);
    await untilFocused(field('text').getByRole('textbox'));
    await held.page.keyboard.type('Nora Albrecht');
    await field('long').getByRole('textbox').fill('two\nlines');
    await field('email').getByRole('textbox').fill('nora@example.org');
    await field('url').getByRole('textbox').fill('https://example.org/');
    await field('number').getByRole('textbox').fill('3');
    await field('static').getByRole('combobox').click();
    await search('lost');
    await field('external').getByRole('combobox').click();
    await held.page.keyboard.type('n');
    await held.page.getByText('Type 1 more character to search').waitFor();
    await search('orb');
    await field('user').getByRole('combobox').click();
    await search('jonas');
    await field('channel').getByRole('combobox').click();
    await search('ops');
    await field('tags').getByRole('combobox').click();
    await search('vip');
    await held.page.keyboard.press('Escape');
    await field('leads').getByRole('button', { name: 'Remove Greta Lindqvist' }).click();
    await field('radio').getByRole('radio', { name: 'Admin' }).check();
    await field('checks').getByRole('checkbox', { name: 'Log out everywhere' }).check();
    await field('date').locator('input').fill('2026-12-01');
    await field('time').locator('input').fill('17:45');
    await field('moment').locator('input').fill('2026-11-22T10:00');
    await held.page.getByRole('button', { name: 'Send', exact: true }).last().click();
    const text = (name: string) => ({ type: 'plain_text', text: name, emoji: true });
    await until(() => held.last('modal-submit'), {
      as: 'U0MIRA',
      act: 'modal-submit',
      view: expect.any(String),
      values: {
        text: { a: { type: 'plain_text_input', value: 'Nora Albrecht' } },
        long: { a: { type: 'plain_text_input', value: 'two\nlines' } },
        email: { a: { type: 'email_text_input', value: 'nora@example.org' } },
        url: { a: { type: 'url_text_input', value: 'https://example.org/' } },
        number: { a: { type: 'number_input', value: '3' } },
        static: { a: { type: 'static_select', selected_option: { text: text('Lost'), value: 'lost' } } },
        external: {
          a: {
            type: 'external_select',
            selected_option: { text: text('Norbert Cruz'), value: '104233', description: text('n… · 104233') },
          },
        },
        user: { a: { type: 'users_select', selected_user: 'U0JONAS' } },
        channel: { a: { type: 'channels_select', selected_channel: 'C0OPS' } },
        conversation: { a: { type: 'conversations_select', selected_conversation: 'C0SUPPORT' } },
        tags: {
          a: {
            type: 'multi_static_select',
            selected_options: [
              { text: text('Press'), value: 'press' },
              { text: text('Vip'), value: 'vip' },
            ],
          },
        },
        leads: { a: { type: 'multi_users_select', selected_users: [] } },
        radio: {
          a: {
            type: 'radio_buttons',
            selected_option: { text: text('Admin'), value: 'admin', description: text('May drive and invite') },
          },
        },
        checks: {
          a: { type: 'checkboxes', selected_options: [{ text: text('Log out everywhere'), value: 'log out everywhere' }] },
        },
        date: { a: { type: 'datepicker', selected_date: '2026-12-01' } },
        time: { a: { type: 'timepicker', selected_time: '17:45' } },
        moment: { a: { type: 'datetimepicker', selected_date_time: Date.parse('2026-11-22T09:00:00Z') / 1000 } },
        live: { a: { type: 'plain_text_input', value: null } },
      },
    });
    await until(() => held.page.getByRole('dialog').count(), 0);
    await untilFocused(held.composer());
  });

  it('says at the field what is missing, and later what the app refused, and goes there', async () => {
    await kitchen();
    await held.page.getByRole('button', { name: 'Send', exact: true }).last().click();
    const name = held.page.getByRole('textbox', { name: 'Name' });
    await until(() => name.getAttribute('aria-invalid'), 'true');
    expect(await held.page.getByText('Please complete this required field.').count()).toBe(2);
    expect(held.last('modal-submit')).toBeUndefined();
    await name.fill('refuse me');
    await held.page.locator('[data-block=external]').getByRole('combobox').click();
    await search('nora');
    await held.page.getByRole('button', { name: 'Send', exact: true }).last().click();
    await held.page.getByText('The back office does not know this name.').waitFor();
    await untilFocused(name);
  });

  it('tells the app while somebody types if it asked for that, with all values', async () => {
    await kitchen();
    await held.page.locator('[data-block=live] input').pressSequentially('50');
    await until(() => held.last('modal-action'), {
      as: 'U0MIRA',
      act: 'modal-action',
      view: expect.any(String),
      action: { type: 'plain_text_input', block_id: 'live', action_id: 'a', value: '50' },
      values: expect.objectContaining({
        live: { a: { type: 'plain_text_input', value: '50' } },
        number: { a: { type: 'number_input', value: '2' } },
      }),
    });
  });

  it('keeps what was typed under a pushed view, and Escape takes one view away', async () => {
    await kitchen();
    await held.page.getByRole('textbox', { name: 'Name' }).fill('Nora');
    await held.page.getByRole('button', { name: 'Open another view' }).click();
    await held.page.getByRole('dialog', { name: 'On top' }).waitFor();
    expect(await held.page.getByRole('textbox', { name: 'Name' }).count()).toBe(0);
    await held.page.keyboard.press('Escape');
    await held.page.getByRole('dialog', { name: 'Every kind of field' }).waitFor();
    expect(await held.page.getByRole('textbox', { name: 'Name' }).inputValue()).toBe('Nora');
    await held.page.keyboard.press('Escape');
    await until(() => held.page.getByRole('dialog').count(), 0);
  });

  it('keeps what was typed when the app updates it, and the focus inside', async () => {
    await kitchen();
    await held.page.getByRole('textbox', { name: 'Name' }).fill('Nora');
    held.fixture.change('U0MIRA', (state) => {
      const modal = state.modals[0];
      if (modal)
        Object.assign(modal, {
          hash: 'next',
          view: { ...modal.view, blocks: [...modal.view.blocks.slice(0, 3), { type: 'divider' }] },
        });
    });
    await until(() => held.page.locator('[data-block=external]').count(), 0);
    expect(await held.page.getByRole('textbox', { name: 'Name' }).inputValue()).toBe('Nora');
    for (let press = 0; press < 12; press += 1) {
      await held.page.keyboard.press('Tab');
      expect(
        await held.page.evaluate(
          () => document.activeElement === document.body || document.activeElement?.closest('dialog') !== null,
        ),
      ).toBe(true);
    }
  });

  const plain = (text: string) => ({ type: 'plain_text' as const, text });
  const opened = async (view: PageModal['view']) => {
    await held.open('#/U0MIRA/C0SUPPORT');
    held.fixture.change('U0MIRA', (state) => {
      state.modals = [{ id: 'VFORM', hash: 'h1', errors: {}, busy: false, view }];
    });
    await held.page.getByRole('dialog').waitFor();
  };

  it('amounts side by side are chosen with the arrow keys alone, and each choice goes to the app', async () => {
    const options = ['20 EUR', '50 EUR', '100 EUR'].map((text) => ({ text: plain(text), value: text }));
    await opened({
      type: 'modal',
      title: plain('Apply a voucher'),
      submit: plain('Apply'),
      blocks: [
        {
          type: 'input',
          block_id: 'voucher',
          dispatch_action: true,
          label: plain('Voucher'),
          element: { type: 'radio_buttons', action_id: 'a', options },
        },
      ],
    });
    await held.page.getByRole('radio', { name: '20 EUR' }).focus();
    await held.page.keyboard.press('Space');
    for (const text of ['20 EUR', '50 EUR', '100 EUR']) {
      await until(() => chosenIn(held.last('modal-action')), text);
      await until(() => held.page.getByRole('radio', { name: text, exact: true }).isChecked(), true);
      await held.page.keyboard.press('ArrowDown');
    }
  });

  it('a button of a form that leaves somebody out draws the form again, which then can be sent', async () => {
    const withText = (problem: string, submit: string): PageModal['view'] => ({
      type: 'modal',
      title: plain('Add members'),
      submit: plain(submit),
      blocks: [
        { type: 'section', text: plain(problem) },
        {
          type: 'actions',
          elements: [{ type: 'button', action_id: 'leave-out', text: plain('Add the other 10'), value: '1011' }],
        },
        {
          type: 'input',
          block_id: 'reason',
          optional: true,
          label: plain('Reason'),
          element: { type: 'plain_text_input', action_id: 'a' },
        },
      ],
    });
    await opened(withText('Customer 1011 is deleted and can’t be added.', 'Add'));
    await untilFocused(held.page.getByRole('textbox', { name: 'Reason' }));
    await held.page.keyboard.type('new team');
    await held.page.getByRole('button', { name: 'Add the other 10' }).click();
    await until(() => held.last('modal-action'), expect.objectContaining({ action: expect.objectContaining({ value: '1011' }) }));
    held.fixture.change('U0MIRA', (state) => {
      state.modals = [{ id: 'VFORM', hash: 'h2', errors: {}, busy: false, view: withText('10 people are added.', 'Add 10') }];
    });
    await held.page.getByText('10 people are added.').waitFor();
    expect(await held.page.getByRole('textbox', { name: 'Reason' }).inputValue()).toBe('new team');
    await held.page.keyboard.press('Control+Enter');
    await until(() => held.page.getByRole('dialog').count(), 0);
    expect(held.last('modal-submit')).toMatchObject({ values: { reason: { a: { value: 'new team' } } } });
  });
});

function chosenIn(act: PageAct | undefined): string | undefined {
  const action: { selected_option?: { value?: string } } = act?.act === 'modal-action' ? act.action : {};
  return action.selected_option?.value;
}
