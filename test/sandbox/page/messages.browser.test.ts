import { describe, expect, it } from 'vitest';
import { holdPage, until } from './hold-page.ts';

const held = holdPage();

describe('messages', () => {
  it('show what the app escaped as text: no mention, no link, no markup', async () => {
    await held.open('#/U0MIRA/C0OPS');
    await held.page.getByText('<!channel> <@U0MIRA> [x](').waitFor();
    expect(await held.page.locator('.mention-loud').count()).toBe(0);
    expect(await held.page.getByRole('cell', { name: '*Goodwill* small' }).count()).toBe(1);
  });

  it('draw markdown with the library, which is loaded only then', async () => {
    const loaded: string[] = [];
    await held.open('#/U0MIRA/C0SUPPORT');
    held.page.on('request', (request) => loaded.push(new URL(request.url()).pathname));
    await held.page.getByRole('button', { name: 'ops', exact: true }).click();
    await held.page.getByRole('heading', { name: 'Markdown' }).waitFor();
    expect(loaded.filter((path) => path === '/assets/library.css')).toHaveLength(1);
  });

  it('send a button with its value and what was chosen beside it', async () => {
    await held.open('#/U0MIRA/C0SUPPORT');
    const button = held.page.getByRole('button', { name: 'Accept terms' });
    await button.click();
    await until(() => held.last('message-action'), {
      as: 'U0MIRA',
      act: 'message-action',
      channel: 'C0SUPPORT',
      ts: expect.any(String),
      action: {
        type: 'button',
        block_id: 'profile-actions',
        action_id: 'terms',
        text: { type: 'plain_text', text: 'Accept terms', emoji: true },
        value: '104233',
        style: 'primary',
      },
      values: expect.objectContaining({
        'profile-actions': expect.objectContaining({ day: { type: 'datepicker', selected_date: '2026-11-21' } }),
      }),
    });
    held.fixture.change('U0MIRA', (state) => {
      const message = state.messages.C0SUPPORT?.at(-1);
      if (message)
        message.blocks = message.blocks.slice(0, -1).concat({ type: 'section', text: { type: 'mrkdwn', text: 'Accepted' } });
    });
    await held.page.getByText('Accepted', { exact: true }).waitFor();
  });

  it('ask back before a button that wants it, do nothing on Escape, and give what is typed then to the composer', async () => {
    await held.open('#/U0MIRA/C0SUPPORT');
    const button = held.page.getByRole('button', { name: 'Log out everywhere' });
    await button.click();
    await held.page.getByRole('alertdialog', { name: 'Log Nora out?' }).waitFor();
    await held.page.keyboard.press('Escape');
    await until(() => held.page.getByRole('alertdialog').count(), 0);
    expect(held.last('message-action')).toBeUndefined();
    await held.page.keyboard.type('hello');
    await until(() => held.composer().inputValue(), 'hello');
    await held.composer().fill('');
    await button.press('Enter');
    await held.page.getByRole('button', { name: 'Log out', exact: true }).click();
    await until(() => held.last('message-action')?.act, 'message-action');
  });

  it('send what was chosen in a select and in an overflow menu, by keyboard', async () => {
    await held.open('#/U0MIRA/C0SUPPORT');
    await held.page.getByRole('combobox', { name: 'Another branch' }).press('ArrowDown');
    await held.page.keyboard.type('lis');
    await held.page.keyboard.press('Enter');
    await until(
      () => held.last('message-action'),
      expect.objectContaining({
        action: expect.objectContaining({
          type: 'static_select',
          selected_option: { text: { type: 'plain_text', text: 'Lisbon', emoji: true }, value: 'lisbon' },
        }),
      }),
    );
    await held.page.getByRole('button', { name: 'More actions' }).press('Enter');
    await held.page.getByRole('menuitem', { name: 'Share a masked version' }).press('Enter');
    await until(
      () => held.last('message-action'),
      expect.objectContaining({
        action: expect.objectContaining({
          type: 'overflow',
          selected_option: { text: { type: 'plain_text', text: 'Share a masked version', emoji: true }, value: 'share' },
        }),
      }),
    );
  });
});
