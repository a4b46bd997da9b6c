import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { launch } from './browser.ts';
import { type Fixture, startFixture } from './fixture.ts';

let browser: Browser;
let fixture: Fixture;
let page: Page;
let problems: string[];

beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

beforeEach(async () => {
  fixture = await startFixture();
  problems = [];
});
afterEach(async () => {
  await page.context().close();
  await fixture.close();
  // A page that throws, or that wants something from elsewhere, is broken whatever it shows.
  expect(problems).toEqual([]);
});

async function open(hash: string, options: { width?: number; height?: number; guide?: boolean } = {}): Promise<void> {
  const context = await browser.newContext({
    viewport: { width: options.width ?? 1440, height: options.height ?? 900 },
    reducedMotion: 'reduce',
  });
  page = await context.newPage();
  page.setDefaultTimeout(10_000);
  page.on('pageerror', (error) => problems.push(String(error)));
  page.on('request', (request) => {
    if (
      !request.url().startsWith(fixture.url) &&
      !request.url().startsWith('data:') &&
      !request.url().startsWith('http://127.0.0.1:9/')
    )
      problems.push(request.url());
  });
  if (!options.guide) await page.addInitScript(() => localStorage.setItem('wheelhouse.guide', 'closed'));
  await page.goto(`${fixture.url}/${hash}`);
  await page.getByRole('main').waitFor();
}

const composer = () => page.getByRole('combobox', { name: /^Message to/ });
const last = (act: string) => fixture.acts.findLast((each) => each.act === act);
const until = <Value>(read: () => Promise<Value> | Value, value: Value) =>
  vi.waitFor(async () => expect(await read()).toEqual(value), { timeout: 8000, interval: 40 });

describe('the composer', () => {
  it('completes a command, its verb, and says what is missing, by keyboard alone', async () => {
    await open('#/U0MIRA/C0SUPPORT');
    await page.keyboard.type('/ca');
    await page.getByRole('option', { name: /^\/card/ }).waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await until(() => composer().inputValue(), '/card assign ');
    await until(() => page.locator('.ghost-rest').textContent(), '<card> <customer>');
    await page.keyboard.type('4711 nora');
    await page.keyboard.press('Enter');
    await until(() => last('send'), { as: 'U0MIRA', act: 'send', channel: 'C0SUPPORT', text: '/card assign 4711 nora' });
    await until(() => composer().inputValue(), '');
  });

  it('sends a finished command on Enter though the list is open, and closes the list on Escape', async () => {
    await open('#/U0MIRA/C0SUPPORT');
    await page.keyboard.type('/approvals');
    await page.keyboard.press('Enter');
    await until(() => last('send'), { as: 'U0MIRA', act: 'send', channel: 'C0SUPPORT', text: '/approvals' });
    await page.keyboard.type('/customer ');
    await page.getByRole('option', { name: /^lookup/ }).waitFor();
    await page.keyboard.press('Escape');
    await until(() => page.getByRole('option').count(), 0);
    await page.keyboard.press('Enter');
    await until(() => last('send'), { as: 'U0MIRA', act: 'send', channel: 'C0SUPPORT', text: '/customer' });
  });

  it('sends plain text as a message and recalls it with the arrow up', async () => {
    await open('#/U0MIRA/C0SUPPORT');
    await page.keyboard.type('Hello there');
    await page.keyboard.press('Enter');
    await page.getByRole('log').getByText('Hello there').waitFor();
    await page.keyboard.press('ArrowUp');
    await until(() => composer().inputValue(), 'Hello there');
    await page.keyboard.press('ArrowDown');
    await until(() => composer().inputValue(), '');
  });

  it("shows Slack's words when a command failed, and gives the text back", async () => {
    await open('#/U0MIRA/C0SUPPORT');
    await page.keyboard.type('/fail now');
    await page.keyboard.press('Enter');
    await page.getByRole('region', { name: 'Notices' }).getByText('dispatch_failed').waitFor();
    await until(() => composer().inputValue(), '/fail now');
    await page.getByRole('button', { name: 'Dismiss' }).click();
    await until(() => page.getByText('dispatch_failed').count(), 0);
  });

  it('offers no commands to somebody who may not use them', async () => {
    await open('#/U0ZOE/C0SHARED');
    await page.keyboard.type('/');
    await page.getByText('You cannot use commands here.').waitFor();
    expect(await page.getByRole('option').count()).toBe(0);
  });
});

describe('messages', () => {
  it('show what the app escaped as text: no mention, no link, no markup', async () => {
    await open('#/U0MIRA/C0OPS');
    await page.getByText('<!channel> <@U0MIRA> [x](').waitFor();
    expect(await page.locator('.mention-loud').count()).toBe(0);
    expect(await page.getByRole('cell', { name: '*Goodwill* small' }).count()).toBe(1);
  });

  it('draw markdown with the library, which is loaded only then', async () => {
    const loaded: string[] = [];
    await open('#/U0MIRA/C0SUPPORT');
    page.on('request', (request) => loaded.push(new URL(request.url()).pathname));
    await page.getByRole('button', { name: 'ops', exact: true }).click();
    await page.getByRole('heading', { name: 'Markdown' }).waitFor();
    expect(loaded.filter((path) => path === '/assets/library.css')).toHaveLength(1);
  });

  it('send a button with its value, and look pressed until something changes', async () => {
    await open('#/U0MIRA/C0SUPPORT');
    const button = page.getByRole('button', { name: 'Accept terms' });
    await button.click();
    await until(() => button.getAttribute('aria-busy'), 'true');
    await until(() => last('message-action'), {
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
    fixture.change('U0MIRA', (state) => {
      const message = state.messages.C0SUPPORT?.at(-1);
      if (message)
        message.blocks = message.blocks.slice(0, -1).concat({ type: 'section', text: { type: 'mrkdwn', text: 'Accepted' } });
    });
    await page.getByText('Accepted', { exact: true }).waitFor();
  });

  it('ask back before a button that wants it, and do nothing on Escape', async () => {
    await open('#/U0MIRA/C0SUPPORT');
    const button = page.getByRole('button', { name: 'Log out everywhere' });
    await button.click();
    await page.getByRole('alertdialog', { name: 'Log Nora out?' }).waitFor();
    await page.keyboard.press('Escape');
    await until(() => page.getByRole('alertdialog').count(), 0);
    expect(last('message-action')).toBeUndefined();
    await until(() => button.evaluate((element) => element === document.activeElement), true);
    await button.press('Enter');
    await page.getByRole('button', { name: 'Log out', exact: true }).click();
    await until(() => last('message-action')?.act, 'message-action');
  });

  it('send what was chosen in a select and in an overflow menu, by keyboard', async () => {
    await open('#/U0MIRA/C0SUPPORT');
    await page.getByRole('combobox', { name: 'Another branch' }).press('ArrowDown');
    await page.keyboard.type('lis');
    await page.keyboard.press('Enter');
    await until(
      () => last('message-action'),
      expect.objectContaining({
        action: expect.objectContaining({
          type: 'static_select',
          selected_option: { text: { type: 'plain_text', text: 'Lisbon', emoji: true }, value: 'lisbon' },
        }),
      }),
    );
    await page.getByRole('button', { name: 'More actions' }).press('Enter');
    await page.getByRole('menuitem', { name: 'Share a masked version' }).press('Enter');
    await until(
      () => last('message-action'),
      expect.objectContaining({
        action: expect.objectContaining({
          type: 'overflow',
          selected_option: { text: { type: 'plain_text', text: 'Share a masked version', emoji: true }, value: 'share' },
        }),
      }),
    );
  });
});

describe('a modal', () => {
  const kitchen = async () => {
    await open('#/U0MIRA/C0SUPPORT');
    await page.keyboard.type('/kitchen');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog', { name: 'Every kind of field' }).waitFor();
  };
  const search = async (text: string) => {
    await page.keyboard.type(text);
    await page.getByRole('option').first().waitFor();
    await page.keyboard.press('Enter');
  };

  it('sends every kind of field in the shape that Slack sends', async () => {
    await kitchen();
    const field = (name: string) => page.getByRole('dialog').locator(`[data-block="${name}"]`);
    await until(
      () =>
        field('text')
          .getByRole('textbox')
          .evaluate((element) => element === document.activeElement),
      true,
    );
    await page.keyboard.type('Nora Albrecht');
    await field('long').getByRole('textbox').fill('two\nlines');
    await field('email').getByRole('textbox').fill('nora@example.org');
    await field('url').getByRole('textbox').fill('https://example.org/');
    await field('number').getByRole('textbox').fill('3');
    await field('static').getByRole('combobox').click();
    await search('lost');
    await field('external').getByRole('combobox').click();
    await page.keyboard.type('n');
    await page.getByText('Type 1 more character to search').waitFor();
    await search('orb');
    await field('user').getByRole('combobox').click();
    await search('jonas');
    await field('channel').getByRole('combobox').click();
    await search('ops');
    await field('tags').getByRole('combobox').click();
    await search('vip');
    await page.keyboard.press('Escape');
    await field('leads').getByRole('button', { name: 'Remove Greta Lindqvist' }).click();
    await field('radio').getByRole('radio', { name: 'Admin' }).check();
    await field('checks').getByRole('checkbox', { name: 'Log out everywhere' }).check();
    await field('date').locator('input').fill('2026-12-01');
    await field('time').locator('input').fill('17:45');
    await field('moment').locator('input').fill('2026-11-22T10:00');
    await page.getByRole('button', { name: 'Send', exact: true }).last().click();
    const text = (name: string) => ({ type: 'plain_text', text: name, emoji: true });
    await until(() => last('modal-submit'), {
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
    await until(() => page.getByRole('dialog').count(), 0);
    await until(() => composer().evaluate((element) => element === document.activeElement), true);
  });

  it('says at the field what is missing, and later what the app refused, and goes there', async () => {
    await kitchen();
    await page.getByRole('button', { name: 'Send', exact: true }).last().click();
    const name = page.getByRole('textbox', { name: 'Name' });
    await until(() => name.getAttribute('aria-invalid'), 'true');
    expect(await page.getByText('Please complete this required field.').count()).toBe(2);
    expect(last('modal-submit')).toBeUndefined();
    await name.fill('refuse me');
    await page.locator('[data-block=external]').getByRole('combobox').click();
    await search('nora');
    await page.getByRole('button', { name: 'Send', exact: true }).last().click();
    await page.getByText('The back office does not know this name.').waitFor();
    await until(() => name.evaluate((element) => element === document.activeElement), true);
  });

  it('tells the app while somebody types where it asked for that, with all values', async () => {
    await kitchen();
    await page.locator('[data-block=live] input').pressSequentially('50');
    await until(() => last('modal-action'), {
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
    await page.getByRole('textbox', { name: 'Name' }).fill('Nora');
    await page.getByRole('button', { name: 'Open another view' }).click();
    await page.getByRole('dialog', { name: 'On top' }).waitFor();
    expect(await page.getByRole('textbox', { name: 'Name' }).count()).toBe(0);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog', { name: 'Every kind of field' }).waitFor();
    expect(await page.getByRole('textbox', { name: 'Name' }).inputValue()).toBe('Nora');
    await page.keyboard.press('Escape');
    await until(() => page.getByRole('dialog').count(), 0);
  });

  it('keeps what was typed when the app updates it, and the focus inside', async () => {
    await kitchen();
    await page.getByRole('textbox', { name: 'Name' }).fill('Nora');
    fixture.change('U0MIRA', (state) => {
      const modal = state.modals[0];
      if (modal)
        Object.assign(modal, {
          hash: 'next',
          view: { ...modal.view, blocks: [...modal.view.blocks.slice(0, 3), { type: 'divider' }] },
        });
    });
    await until(() => page.locator('[data-block=external]').count(), 0);
    expect(await page.getByRole('textbox', { name: 'Name' }).inputValue()).toBe('Nora');
    for (let press = 0; press < 12; press += 1) {
      await page.keyboard.press('Tab');
      expect(
        await page.evaluate(() => document.activeElement === document.body || document.activeElement?.closest('dialog') !== null),
      ).toBe(true);
    }
  });
});

describe('people and places', () => {
  it('become somebody else with one press, and the page is theirs', async () => {
    await open('#/U0MIRA/C0APPROVALS');
    await page.getByRole('button', { name: 'Become Greta Lindqvist, Team lead' }).click();
    await page.getByRole('button', { name: /^You are Greta Lindqvist/ }).waitFor();
    await page.getByRole('button', { name: 'Approve' }).click();
    await until(() => last('message-action')?.as, 'U0GRETA');
    expect(new URL(page.url()).hash).toBe('#/U0GRETA/C0APPROVALS');
    await page.goBack();
    await page.getByRole('button', { name: /^You are Mira Solano/ }).waitFor();
  });

  it('become somebody else by keyboard', async () => {
    await open('#/U0MIRA/C0SUPPORT');
    await page.keyboard.press('Alt+p');
    await page.getByRole('menuitemradio', { name: /Mira Solano/ }).waitFor();
    await page.keyboard.press('3');
    await page.getByRole('button', { name: /^You are Greta Lindqvist/ }).waitFor();
    expect(new URL(page.url()).hash).toBe('#/U0GRETA/C0SUPPORT');
  });

  it('jump anywhere with Ctrl and K', async () => {
    await open('#/U0MIRA/C0SUPPORT');
    await page.keyboard.press('Control+k');
    await page.keyboard.type('appr');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'approvals' }).waitFor();
    await page.keyboard.press('Control+k');
    await page.keyboard.type('home');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'What waits for you' }).waitFor();
    expect(last('open-home')).toEqual({ as: 'U0MIRA', act: 'open-home' });
  });

  it('show what is unread until somebody looks', async () => {
    await open('#/U0MIRA/C0SUPPORT');
    fixture.change('U0MIRA', (state) => {
      for (const conversation of state.conversations) if (conversation.id === 'C0OPS') conversation.unread = 2;
    });
    await page.getByRole('button', { name: 'ops, 2 unread' }).click();
    await page.getByRole('button', { name: 'ops', exact: true }).waitFor();
    expect(last('look-at')).toEqual({ as: 'U0MIRA', act: 'look-at', channel: 'C0OPS' });
  });

  it('are shown by the guide to somebody who comes for the first time', async () => {
    await open('', { guide: true });
    await page.getByRole('button', { name: '/customer lookup' }).click();
    await until(() => composer().inputValue(), '/customer lookup ');
    await page.getByRole('button', { name: 'Become Greta Lindqvist', exact: true }).click();
    await page.getByRole('button', { name: /^You are Greta Lindqvist/ }).waitFor();
    await page.getByRole('button', { name: 'Close the guide' }).click();
    await page.getByRole('button', { name: 'Things to try' }).click();
    await page.getByRole('heading', { name: 'Four things to try' }).waitFor();
  });
});

describe('behind the scenes', () => {
  it('the calls, the faults and the clock are seen and set', async () => {
    await open('#/U0MIRA/C0SUPPORT');
    await page.keyboard.press('Control+b');
    await page.getByText('/customer-identity-cards/4711/assign').first().click();
    await page.getByText('"userId": 104233').waitFor();
    await page.getByRole('tab', { name: 'Calls' }).press('ArrowRight');
    await page.getByRole('radio', { name: /^Hanging/ }).check();
    await page.getByRole('button', { name: 'Switch it on' }).click();
    await until(() => last('set-faults'), {
      as: 'U0MIRA',
      act: 'set-faults',
      faults: [{ upstream: 'both', kind: 'hang', on: 'writes', times: 1 }],
    });
    await page.getByText('Fault is on.').waitFor();
    await page.getByRole('main').getByRole('button', { name: 'Switch off' }).click();
    await until(() => page.getByText('Fault is on.').count(), 0);
    await page.getByRole('tab', { name: 'Clock' }).click();
    await page.getByRole('button', { name: '+4 h' }).click();
    await page.getByText('Moved forward by 4 h').waitFor();
    await page.getByRole('tab', { name: 'Start again' }).click();
    await page.getByRole('button', { name: 'Start again…' }).click();
    await page.getByRole('button', { name: 'Yes, start again' }).click();
    await until(() => last('start-again'), { as: 'U0MIRA', act: 'start-again' });
  });

  it('a lost connection is said, and found again without a reload', async () => {
    await open('#/U0MIRA/C0SUPPORT');
    fixture.cut(true);
    await page.getByText('Connection to the sandbox lost, trying again').waitFor();
    fixture.cut(false);
    await until(() => page.getByText('Connection to the sandbox lost').count(), 0);
    fixture.change('U0MIRA', (state) => {
      for (const conversation of state.conversations) if (conversation.id === 'C0OPS') conversation.unread = 7;
    });
    await page.getByRole('button', { name: 'ops, 7 unread' }).waitFor();
  });

  it('a notice can be read and dismissed over an open modal', async () => {
    await open('#/U0MIRA/C0SUPPORT');
    await page.keyboard.type('/kitchen');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor();
    fixture.change('U0MIRA', (state) => {
      state.notices = [{ id: 'n1', text: 'We had some trouble connecting. Try again?', at: state.clock.now }];
    });
    await page.getByRole('button', { name: 'Dismiss' }).click();
    await until(() => last('dismiss-notice'), { as: 'U0MIRA', act: 'dismiss-notice', id: 'n1' });
  });
});

describe('on a phone', () => {
  it('nothing is wider than the screen, wherever one is', async () => {
    await open('#/U0MIRA/C0OPS', { width: 390, height: 844 });
    const widest = () =>
      page.evaluate(() =>
        Math.max(document.documentElement.scrollWidth, document.querySelector('.messages, .home-scroll')?.scrollWidth ?? 0),
      );
    await page.getByRole('heading', { name: 'Markdown' }).waitFor();
    expect(await widest()).toBeLessThanOrEqual(390);
    await page.getByRole('button', { name: 'Channels and people' }).click();
    await page.getByRole('button', { name: 'support', exact: true }).click();
    await page.getByRole('heading', { name: 'support' }).waitFor();
    expect(await widest()).toBeLessThanOrEqual(390);
    await composer().fill('/kitchen');
    await page.getByRole('button', { name: 'Send' }).click();
    await page.getByRole('dialog').waitFor();
    expect(await page.getByRole('dialog').evaluate((dialog) => dialog.scrollWidth)).toBeLessThanOrEqual(390);
  });

  it('the list of conversations stays out of the way of the keyboard until it is opened', async () => {
    await open('#/U0MIRA/C0OPS', { width: 390, height: 844 });
    expect(await page.getByRole('button', { name: 'support', exact: true }).count()).toBe(0);
    await page.getByRole('button', { name: 'Channels and people' }).click();
    await page.getByRole('button', { name: 'support', exact: true }).waitFor();
    await page.keyboard.press('Escape');
    await until(() => page.getByRole('button', { name: 'support', exact: true }).count(), 0);
  });
});
