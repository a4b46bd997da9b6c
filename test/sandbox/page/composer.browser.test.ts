import { describe, expect, it } from 'vitest';
import { holdPage, until } from './hold-page.ts';

const held = holdPage();

describe('the composer', () => {
  it('completes a command, its verb, and says what is missing, by keyboard alone', async () => {
    await held.open('#/U0MIRA/C0SUPPORT');
    await held.page.keyboard.type('/ca');
    await held.page.getByRole('option', { name: /^\/card/ }).waitFor();
    await held.page.keyboard.press('Tab');
    await held.page.keyboard.press('ArrowDown');
    await held.page.keyboard.press('Enter');
    await until(() => held.composer().inputValue(), '/card assign ');
    await until(() => held.page.locator('.ghost-rest').textContent(), '<card> <customer>');
    await held.page.keyboard.type('4711 nora');
    await held.page.keyboard.press('Enter');
    await until(() => held.last('send'), { as: 'U0MIRA', act: 'send', channel: 'C0SUPPORT', text: '/card assign 4711 nora' });
    await until(() => held.composer().inputValue(), '');
  });

  it('sends a finished command on Enter though the list is open, and closes the list on Escape', async () => {
    await held.open('#/U0MIRA/C0SUPPORT');
    await held.page.keyboard.type('/approvals');
    await held.page.keyboard.press('Enter');
    await until(() => held.last('send'), { as: 'U0MIRA', act: 'send', channel: 'C0SUPPORT', text: '/approvals' });
    await held.page.keyboard.type('/customer ');
    await held.page.getByRole('option', { name: /^lookup/ }).waitFor();
    await held.page.keyboard.press('Escape');
    await until(() => held.page.getByRole('option').count(), 0);
    await held.page.keyboard.press('Enter');
    await until(() => held.last('send'), { as: 'U0MIRA', act: 'send', channel: 'C0SUPPORT', text: '/customer' });
  });

  it('sends plain text as a message and recalls it with the arrow up', async () => {
    await held.open('#/U0MIRA/C0SUPPORT');
    await held.page.keyboard.type('Hello there');
    await held.page.keyboard.press('Enter');
    await held.page.getByRole('log').getByText('Hello there').waitFor();
    await held.page.keyboard.press('ArrowUp');
    await until(() => held.composer().inputValue(), 'Hello there');
    await held.page.keyboard.press('ArrowDown');
    await until(() => held.composer().inputValue(), '');
  });

  it("shows Slack's words when a command failed, and gives the text back", async () => {
    await held.open('#/U0MIRA/C0SUPPORT', { stopped: true });
    await held.page.keyboard.type('/fail now');
    await held.page.keyboard.press('Enter');
    await held.page.getByRole('region', { name: 'Notices' }).getByText('dispatch_failed').waitFor();
    await until(() => held.composer().inputValue(), '/fail now');
    await held.page.getByRole('button', { name: 'Dismiss' }).click();
    await until(() => held.page.getByText('dispatch_failed').count(), 0);
  });

  it('offers no commands to somebody who may not use them', async () => {
    await held.open('#/U0ZOE/C0SHARED');
    await held.page.keyboard.type('/');
    await held.page.getByText('You cannot use commands here.').waitFor();
    expect(await held.page.getByRole('option').count()).toBe(0);
  });
});
