import { describe, expect, it } from 'vitest';
import { holdPage, until } from './hold-page.ts';

const held = holdPage();

describe('on a phone', () => {
  it('nothing is wider than the screen, wherever one is', async () => {
    await held.open('#/U0MIRA/C0OPS', { width: 390, height: 844 });
    const widest = () =>
      held.page.evaluate(() =>
        Math.max(document.documentElement.scrollWidth, document.querySelector('.messages, .home-scroll')?.scrollWidth ?? 0),
      );
    await held.page.getByRole('heading', { name: 'Markdown' }).waitFor();
    expect(await widest()).toBeLessThanOrEqual(390);
    await held.page.getByRole('button', { name: 'Channels and people' }).click();
    await held.page.getByRole('button', { name: 'support', exact: true }).click();
    await held.page.getByRole('heading', { name: 'support' }).waitFor();
    expect(await widest()).toBeLessThanOrEqual(390);
    await held.composer().fill('/kitchen');
    await held.page.getByRole('button', { name: 'Send' }).click();
    await held.page.getByRole('dialog').waitFor();
    expect(await held.page.getByRole('dialog').evaluate((dialog) => dialog.scrollWidth)).toBeLessThanOrEqual(390);
  });

  it('the list of conversations stays out of the way of the keyboard until it is opened', async () => {
    await held.open('#/U0MIRA/C0OPS', { width: 390, height: 844 });
    expect(await held.page.getByRole('button', { name: 'support', exact: true }).count()).toBe(0);
    await held.page.getByRole('button', { name: 'Channels and people' }).click();
    await held.page.getByRole('button', { name: 'support', exact: true }).waitFor();
    await held.page.keyboard.press('Escape');
    await until(() => held.page.getByRole('button', { name: 'support', exact: true }).count(), 0);
  });
});
