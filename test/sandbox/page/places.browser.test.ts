import { describe, expect, it } from 'vitest';
import { holdPage, until } from './hold-page.ts';

const held = holdPage();

describe('people and places', () => {
  it('switch user with one press, and the page is theirs', async () => {
    await held.open('#/U0MIRA/C0APPROVALS');
    await held.page.getByRole('button', { name: 'Switch to Greta Lindqvist, Team lead' }).click();
    await held.page.getByRole('button', { name: /^You are Greta Lindqvist/ }).waitFor();
    await held.page.getByRole('button', { name: 'Approve' }).click();
    await until(() => held.last('message-action')?.as, 'U0GRETA');
    expect(new URL(held.page.url()).hash).toBe('#/U0GRETA/C0APPROVALS');
    await held.page.goBack();
    await held.page.getByRole('button', { name: /^You are Mira Solano/ }).waitFor();
  });

  it('switch user by keyboard', async () => {
    await held.open('#/U0MIRA/C0SUPPORT');
    await held.page.keyboard.press('Alt+p');
    await held.page.getByRole('menuitemradio', { name: /Mira Solano/ }).waitFor();
    await held.page.keyboard.press('3');
    await held.page.getByRole('button', { name: /^You are Greta Lindqvist/ }).waitFor();
    expect(new URL(held.page.url()).hash).toBe('#/U0GRETA/C0SUPPORT');
  });

  it('jump anywhere with Ctrl and K', async () => {
    await held.open('#/U0MIRA/C0SUPPORT');
    await held.page.keyboard.press('Control+k');
    await held.page.keyboard.type('appr');
    await held.page.keyboard.press('Enter');
    await held.page.getByRole('heading', { name: 'approvals' }).waitFor();
    await held.page.keyboard.press('Control+k');
    await held.page.keyboard.type('home');
    await held.page.keyboard.press('Enter');
    await held.page.getByRole('heading', { name: 'What waits for you' }).waitFor();
    expect(held.last('open-home')).toEqual({ as: 'U0MIRA', act: 'open-home' });
  });

  it('show what is unread until somebody looks', async () => {
    await held.open('#/U0MIRA/C0SUPPORT');
    held.fixture.change('U0MIRA', (state) => {
      for (const conversation of state.conversations) if (conversation.id === 'C0OPS') conversation.unread = 2;
    });
    await held.page.getByRole('button', { name: 'ops, 2 unread' }).click();
    await held.page.getByRole('button', { name: 'ops', exact: true }).waitFor();
    expect(held.last('look-at')).toEqual({ as: 'U0MIRA', act: 'look-at', channel: 'C0OPS' });
  });

  it('a permalink leads to its message, in whose name the page was last open', async () => {
    await held.open('#/U0MIRA/C0OPS');
    const ts = held.fixture.stateOf('U0MIRA').messages.C0SUPPORT?.[0]?.ts ?? '';
    await held.page.goto(`${held.fixture.url}/?channel=C0SUPPORT&message=${ts}`);
    await held.page.locator('.message.sought').getByText('Morning!').waitFor();
    await until(async () => new URL(held.page.url()).hash, `#/U0MIRA/C0SUPPORT/${ts}`);
    expect(new URL(held.page.url()).hash).toBe(`#/U0MIRA/C0SUPPORT/${ts}`);
  });

  it('are shown by the guide to somebody who comes for the first time', async () => {
    await held.open('', { guide: true });
    await held.page.getByRole('heading', { name: 'support' }).waitFor();
    await held.page.getByRole('heading', { name: 'Five things to try' }).waitFor();
    await held.page.getByRole('button', { name: '/customer lookup Lena Novak' }).click();
    await until(() => held.composer().inputValue(), '/customer lookup Lena Novak');
    await held.page.keyboard.press('Enter');
    await held.page.getByRole('heading', { name: 'Step 2 of 5' }).waitFor();
    await held.page.getByText('Fix what’s blocking her').waitFor();
    await held.page.keyboard.type('/card assign HM-10002 1010');
    await held.page.keyboard.press('Enter');
    await until(() => held.composer().inputValue(), '');
    await held.page.getByRole('button', { name: '/voucher apply 1010 50' }).click();
    await until(() => held.composer().inputValue(), '/voucher apply 1010 50');
    await held.page.keyboard.press('Enter');
    await held.page.getByRole('button', { name: 'Switch to Greta Lindqvist', exact: true }).click();
    await held.page.getByRole('button', { name: /^You are Greta Lindqvist/ }).waitFor();
    await held.page.getByRole('heading', { name: 'approvals' }).waitFor();
    await held.page.getByRole('button', { name: 'Approve' }).click();
    await held.page.getByRole('heading', { name: 'All done' }).waitFor();
    await held.page.getByRole('button', { name: 'Go on leave' }).click();
    await held.page.getByRole('button', { name: '/approvals away 3d @fay.lindqvist' }).click();
    await until(() => held.composer().inputValue(), '/approvals away 3d @fay.lindqvist');
    await held.page.keyboard.press('Enter');
    await held.page.getByRole('heading', { name: 'Step 2 of 5' }).waitFor();
    await held.page.reload();
    await held.page.getByRole('heading', { name: 'Step 2 of 5' }).waitFor();
    await held.page.getByText('Set the absence').waitFor();
    await held.page.getByRole('button', { name: 'Things to try' }).click();
    await held.page.getByRole('button', { name: 'Five things to try' }).click();
    await held.page.getByRole('heading', { name: 'Five things to try' }).waitFor();
    await held.page.getByRole('button', { name: 'Close the guide' }).click();
    await until(() => held.page.locator('.guide').count(), 0);
  });

  it.each([1280, 390])('are not covered by the guide at %i px', async (width) => {
    await held.open('#/U0MIRA/C0OPS', { guide: true, width, height: 844 });
    const overlap = () =>
      held.page.evaluate(() => {
        const box = (selector: string) => document.querySelector(selector)?.getBoundingClientRect() ?? new DOMRect();
        const guide = box('.guide');
        return ['.conversation-head', '.messages', '.composer'].filter((other) => {
          const { top, bottom } = box(other);
          return top < guide.bottom - 1 && bottom > guide.top + 1;
        });
      });
    const unfolded = { heading: 'Five things to try', turn: 'Fold' };
    const folded = { heading: 'Step 1 of 5', turn: 'Show all' };
    // On a phone it begins folded: its steps would take half the screen.
    const [now, next] = width < 760 ? [folded, unfolded] : [unfolded, folded];
    await held.page.getByRole('heading', { name: now.heading }).waitFor();
    expect(await overlap()).toEqual([]);
    await held.page.getByRole('button', { name: now.turn }).click();
    await held.page.getByRole('heading', { name: next.heading }).waitFor();
    expect(await overlap()).toEqual([]);
  });

  it('are read in German by whoever chooses that in the menu, and in English again', async () => {
    await held.open('#/U0MIRA/C0OPS');
    for (const [label, locale, next] of [
      ['Use Slack in German (Deutsch)', 'de-DE', 'Use Slack in English'],
      ['Use Slack in English', 'en-GB', 'Use Slack in German (Deutsch)'],
    ] as const) {
      await held.page.keyboard.press('Alt+p');
      const item = held.page.getByRole('menuitem', { name: label });
      await item.waitFor();
      await item.click();
      await until(() => held.last('use-slack-in'), { as: 'U0MIRA', act: 'use-slack-in', locale });
      await held.page.keyboard.press('Alt+p');
      await held.page.getByRole('menuitem', { name: next }).waitFor();
      await held.page.keyboard.press('Escape');
    }
  });

  it('take no messages if the manifest says that the app reads none', async () => {
    await held.open('#/U0MIRA/D0APPU0MIRA');
    await held.page.getByText('Sending messages to this app has been turned off.').waitFor();
    expect(await held.composer().count()).toBe(0);
  });
});
