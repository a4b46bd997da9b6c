import { describe, expect, it } from 'vitest';
import type { PageModal } from '../../../sandbox/workspace/page-protocol.ts';
import { holdPage, until, untilDrawn, untilFocused } from './hold-page.ts';

const held = holdPage();

/** Real key presses: `fill` would put the text there whatever has the focus. */
async function typedIntoComposer(): Promise<void> {
  await held.page.keyboard.type('hello');
  await until(() => held.composer().inputValue(), 'hello');
}

async function kitchen(): Promise<void> {
  await held.page.keyboard.type('/kitchen');
  await held.page.keyboard.press('Enter');
  await held.page.getByRole('dialog', { name: 'Every kind of field' }).waitFor();
}

const gone = () => until(() => held.page.locator('dialog, .popover, .drawer').count(), 0);

/** A form whose first field is filled in and whose second one may stay empty. */
const twoFields = (hash: string): PageModal => ({
  id: 'VFORM',
  hash,
  errors: {},
  busy: false,
  view: {
    type: 'modal',
    title: { type: 'plain_text', text: 'Assign a card' },
    submit: { type: 'plain_text', text: 'Assign' },
    blocks: [
      ...(['card', 'note', 'reason', 'more'] as const).map((name) => ({
        type: 'input' as const,
        block_id: name,
        optional: name === 'note',
        label: { type: 'plain_text' as const, text: name },
        element: {
          type: 'plain_text_input' as const,
          action_id: 'a',
          multiline: name === 'reason',
          ...(name === 'card' || name === 'more' ? { initial_value: 'HM-10002' } : {}),
        },
      })),
    ],
  },
});

const waiting = (): PageModal => {
  const { submit, ...view } = twoFields('').view;
  return { ...twoFields('h1'), view: { ...view, blocks: [{ type: 'divider' }] } };
};

describe('letters go to the composer', () => {
  it.each(['Cancel', 'Close', 'Escape'])('after a form was closed by %s', async (how) => {
    await held.open('#/U0MIRA/C0SUPPORT');
    await kitchen();
    if (how === 'Escape') await held.page.keyboard.press('Escape');
    else await held.page.getByRole('button', { name: how, exact: true }).click();
    await gone();
    await typedIntoComposer();
  });

  it('after a form was sent, by its button and by Ctrl and Enter', async () => {
    await held.open('#/U0MIRA/C0SUPPORT');
    const open = () => held.fixture.change('U0MIRA', (state) => state.modals.push(twoFields('h1')));
    open();
    await held.page.getByRole('textbox', { name: 'reason' }).fill('why');
    await held.page.getByRole('button', { name: 'Assign' }).click();
    await gone();
    await typedIntoComposer();
    await held.composer().fill('');
    open();
    await held.page.getByRole('textbox', { name: 'reason' }).fill('why');
    await held.page.keyboard.press('Control+Enter');
    await gone();
    expect(held.fixture.acts.filter(({ act }) => act === 'modal-submit')).toHaveLength(2);
    await typedIntoComposer();
  });

  it('after the switcher, the drawer, a menu and the guide', async () => {
    await held.open('#/U0MIRA/C0SUPPORT');
    const closing: (() => Promise<void>)[] = [
      () => held.page.keyboard.press('Control+k'),
      () => held.page.keyboard.press('Control+b'),
      () => held.page.keyboard.press('Alt+p'),
      () => held.page.getByRole('button', { name: 'Shortcuts' }).click(),
    ];
    for (const open of closing) {
      await open();
      await held.page.locator('dialog, .popover, .drawer').waitFor();
      await held.page.keyboard.press('Escape');
      await gone();
      await typedIntoComposer();
      await held.composer().fill('');
    }
    await held.page.keyboard.press('Control+b');
    await held.page.locator('.drawer').getByRole('button', { name: 'Close' }).click();
    await gone();
    await typedIntoComposer();
    await held.composer().fill('');
    await held.page.getByRole('button', { name: 'Things to try' }).click();
    await held.page.getByRole('button', { name: 'Close the guide' }).click();
    await typedIntoComposer();
  });

  it('after a button was pressed', async () => {
    await held.open('#/U0MIRA/C0APPROVALS');
    await held.page.getByRole('button', { name: 'Approve' }).click();
    await until(() => held.last('message-action') !== undefined, true);
    await typedIntoComposer();
  });
});

describe('in a form', () => {
  const open = (modal: PageModal) =>
    held.fixture.change('U0MIRA', (state) => {
      state.modals = [modal];
    });

  it('the first required field that is empty takes the letters, also when the form comes after a waiting view', async () => {
    await held.open('#/U0MIRA/C0SUPPORT');
    open(waiting());
    await held.page.getByRole('dialog').waitFor();
    open(twoFields('h2'));
    await untilFocused(held.page.getByRole('textbox', { name: 'reason' }));
    await held.page.keyboard.type('rain');
    await until(() => held.page.getByRole('textbox', { name: 'reason' }).inputValue(), 'rain');
  });

  it('the focus stays if somebody writes when the app draws it again', async () => {
    await held.open('#/U0MIRA/C0SUPPORT');
    open(twoFields('h1'));
    await held.page.getByRole('textbox', { name: 'note' }).click();
    await held.page.keyboard.type('ab');
    open(twoFields('h2'));
    await held.page.keyboard.type('cd');
    await until(() => held.page.getByRole('textbox', { name: 'note' }).inputValue(), 'abcd');
  });

  it('what comes back when it was sent is read from its top, and its first empty required field takes the letters', async () => {
    await held.open('#/U0MIRA/C0SUPPORT', { width: 390, height: 500 });
    const { view, ...form } = twoFields('h1');
    // Everything may stay empty until the app says otherwise.
    const blocks = view.blocks.map((block) => ({ ...block, optional: true }));
    open({ ...form, view: { ...view, blocks } });
    await held.page.getByRole('textbox', { name: 'note' }).click();
    await held.page.keyboard.type('show me first');
    await held.page.getByRole('textbox', { name: 'more' }).click();
    const body = held.page.locator('.modal-body');
    expect(await body.evaluate((at) => at.scrollTop)).toBeGreaterThan(0);
    await held.page.keyboard.press('Control+Enter');
    await held.page.getByText('Check what will change.').waitFor();
    await until(() => body.evaluate((at) => at.scrollTop), 0);
    await untilFocused(held.page.getByRole('textbox', { name: 'reason' }));
    await held.page.keyboard.type('rain');
    await until(() => held.page.getByRole('textbox', { name: 'reason' }).inputValue(), 'rain');
  });

  it('notices take a place of their own, away from its buttons', async () => {
    await held.open('#/U0MIRA/C0SUPPORT', { width: 390, height: 600, stopped: true });
    open(twoFields('h1'));
    held.fixture.change('U0MIRA', (state) => {
      state.notices = ['one', 'two', 'three'].map((id) => ({
        id,
        text: `We had some trouble connecting (${id}).`,
        at: state.clock.now,
      }));
    });
    await until(() => held.page.locator('.toast').count(), 3);
    for (const name of ['Close', 'Cancel', 'Assign']) {
      await held.page.getByRole('button', { name, exact: true }).click({ trial: true });
    }
    expect(await held.page.locator('.toast').count()).toBe(3);
  });
});

describe('on the page', () => {
  it('a second press is another one as soon as the app has taken the first', async () => {
    await held.open('#/U0MIRA/C0APPROVALS');
    const approve = held.page.getByRole('button', { name: 'Approve' });
    await approve.waitFor();
    // No time passes: nothing but the app's answer makes the button free.
    await held.page.clock.install();
    await held.page.clock.pauseAt(Date.now() + 60_000);
    for (const presses of [1, 2]) {
      await approve.click();
      await until(() => held.fixture.acts.filter(({ act }) => act === 'message-action').length, presses);
      await until(() => approve.getAttribute('aria-busy'), 'false');
    }
    expect(held.fixture.acts.filter(({ act }) => act === 'message-action')).toHaveLength(2);
  });

  it('the same words are one notice however often they come, and an old notice is not shown again when the page is opened', async () => {
    const at = new Date(Date.parse(held.fixture.stateOf('U0MIRA').clock.now) - 120_000).toISOString();
    held.fixture.change('U0MIRA', (state) => {
      state.notices = [{ id: 'old', text: 'This is long past.', at }];
    });
    await held.open('#/U0MIRA/C0SUPPORT', { stopped: true });
    held.fixture.change('U0MIRA', (state) => {
      for (const id of ['one', 'two'])
        state.notices.push({ id, text: '/fail failed with the error "dispatch_failed"', at: state.clock.now });
    });
    await held.page.keyboard.type('/fail now');
    await held.page.keyboard.press('Enter');
    await until(
      () =>
        held.page
          .locator('.toast')
          .allTextContents()
          .then((all) => all.map((text) => text.replaceAll(/^!|×$/g, ''))),
      ['/fail failed with the error "dispatch_failed"'],
    );
    await held.page.getByRole('button', { name: 'Dismiss' }).click();
    await until(() => held.page.locator('.toast').count(), 0);
  });

  it('a notice goes by itself, but not while somebody reads it', async () => {
    await held.open('#/U0MIRA/C0SUPPORT', { stopped: true });
    await held.page.keyboard.type('/fail now');
    await held.page.keyboard.press('Enter');
    const notice = held.page.getByText('dispatch_failed');
    await notice.waitFor();
    await notice.hover();
    await untilDrawn(held.page);
    await held.page.clock.runFor(20_000);
    expect(await notice.count()).toBe(1);
    await held.composer().hover();
    await untilDrawn(held.page);
    await held.page.clock.runFor(9_000);
    await until(() => notice.count(), 0);
  });

  it('a notice goes when its time is over, also when a form opens meanwhile', async () => {
    await held.open('#/U0MIRA/C0SUPPORT', { stopped: true });
    await held.page.keyboard.type('/fail now');
    await held.page.keyboard.press('Enter');
    const notice = held.page.getByText('dispatch_failed');
    await notice.waitFor();
    await untilDrawn(held.page);
    await held.page.clock.runFor(6_000);
    expect(await notice.count()).toBe(1);
    held.fixture.change('U0MIRA', (state) => state.modals.push(twoFields('h1')));
    await held.page.getByRole('dialog').waitFor();
    await untilDrawn(held.page);
    await held.page.clock.runFor(3_000);
    await until(() => notice.count(), 0);
  });
});
