import { describe, it } from 'vitest';
import { holdPage, until } from './hold-page.ts';

const held = holdPage();

describe('behind the scenes', () => {
  it('the calls, the faults and the clock are seen and set', async () => {
    await held.open('#/U0MIRA/C0SUPPORT');
    await held.page.keyboard.press('Control+b');
    await held.page.getByText('/customer-identity-cards/4711/assign').first().click();
    await held.page.getByText('"userId": 104233').waitFor();
    await held.page.getByRole('tab', { name: 'Calls' }).press('ArrowRight');
    await held.page.getByRole('radio', { name: /^Hanging/ }).check();
    await held.page.getByRole('button', { name: 'Turn on' }).click();
    await until(() => held.last('set-faults'), {
      as: 'U0MIRA',
      act: 'set-faults',
      faults: [{ upstream: 'both', kind: 'hang', on: 'writes', times: 1 }],
    });
    await held.page.getByText('Fault is on.').waitFor();
    await held.page.getByRole('main').getByRole('button', { name: 'Turn off' }).click();
    await until(() => held.page.getByText('Fault is on.').count(), 0);
    await held.page.getByRole('tab', { name: 'Clock' }).click();
    await held.page.getByRole('button', { name: '+4 h' }).click();
    await held.page.getByText('Moved forward by 4 h').waitFor();
    await held.page.getByRole('tab', { name: 'Reset sandbox' }).click();
    await held.page.getByRole('button', { name: 'Reset sandbox…' }).click();
    await held.page.getByRole('button', { name: 'Reset', exact: true }).click();
    await until(() => held.last('start-again'), { as: 'U0MIRA', act: 'start-again' });
  });

  it('a lost connection is reported, and found again without a reload', async () => {
    await held.open('#/U0MIRA/C0SUPPORT');
    held.fixture.cut(true);
    await held.page.getByText('Connection to the sandbox lost, trying again').waitFor();
    held.fixture.cut(false);
    await until(() => held.page.getByText('Connection to the sandbox lost').count(), 0);
    held.fixture.change('U0MIRA', (state) => {
      for (const conversation of state.conversations) if (conversation.id === 'C0OPS') conversation.unread = 7;
    });
    await held.page.getByRole('button', { name: 'ops, 7 unread' }).waitFor();
  });

  it('a notice can be read and dismissed over an open modal', async () => {
    await held.open('#/U0MIRA/C0SUPPORT', { stopped: true });
    await held.page.keyboard.type('/kitchen');
    await held.page.keyboard.press('Enter');
    await held.page.getByRole('dialog').waitFor();
    held.fixture.change('U0MIRA', (state) => {
      state.notices = [{ id: 'n1', text: 'We had some trouble connecting. Try again?', at: state.clock.now }];
    });
    await held.page.getByRole('button', { name: 'Dismiss' }).click();
    await until(() => held.last('dismiss-notice'), { as: 'U0MIRA', act: 'dismiss-notice', id: 'n1' });
  });
});
