import { describe, expect, it } from 'vitest';
import { holdPage, until } from './hold-page.ts';

const held = holdPage();

const card = () => held.page.getByRole('article').filter({ has: held.page.getByRole('button', { name: 'Approve' }) });
const field = () => held.page.getByRole('textbox', { name: 'Reply in this thread' });
const open = () => held.open('#/U0GRETA/C0APPROVALS');
async function beginReply() {
  await card().first().getByRole('button', { name: 'Reply to this message' }).focus();
  await held.page.keyboard.press('Enter');
  await field().waitFor();
}
const tsOf = async () => (await card().first().getAttribute('data-ts')) ?? '';

describe('a reply below a card', () => {
  it('is written with the keyboard alone, sent with Enter, and shown below the card', async () => {
    await open();
    const ts = await tsOf();
    await beginReply();
    await held.page.keyboard.type('ok');
    await until(() => field().inputValue(), 'ok');
    await held.page.keyboard.press('Enter');
    await until(() => held.last('reply'), { as: 'U0GRETA', act: 'reply', channel: 'C0APPROVALS', ts, text: 'ok' });
    const thread = held.page.getByRole('region', { name: 'Replies' });
    await thread.getByText('ok', { exact: true }).waitFor();
    await until(() => field().inputValue(), '');
    // The next one goes on in the same field, and nothing of it reaches the composer.
    await held.page.keyboard.type('passt');
    await until(() => field().inputValue(), 'passt');
    expect(await held.composer().inputValue()).toBe('');
  });

  it('sends nothing if nothing is written, and gives the letters back to the composer after Escape', async () => {
    await open();
    await beginReply();
    await held.page.keyboard.press('Enter');
    await held.page.keyboard.press('Escape');
    await until(() => field().count(), 0);
    await held.page.keyboard.type('hello');
    await until(() => held.composer().inputValue(), 'hello');
    expect(held.last('reply')).toBeUndefined();
  });

  it('has its field focused again if it is asked for a second time', async () => {
    await open();
    await beginReply();
    await held.composer().focus();
    await beginReply();
    await held.page.keyboard.type('no');
    await until(() => field().inputValue(), 'no');
  });

  it('is not offered below what only one person sees', async () => {
    await open();
    held.fixture.change('U0GRETA', (state) => {
      for (const message of state.messages.C0APPROVALS ?? []) message.ephemeral = true;
    });
    await held.page.getByText('Only visible to you').first().waitFor();
    expect(await held.page.getByRole('button', { name: 'Reply to this message' }).count()).toBe(0);
  });
});

describe('a reaction', () => {
  it('is chosen from a menu by keyboard, shown with who gave it, and taken back by a press', async () => {
    await open();
    const ts = await tsOf();
    await card().first().getByRole('button', { name: 'React to this message' }).focus();
    await held.page.keyboard.press('Enter');
    await held.page.getByRole('menu', { name: 'React to this message' }).waitFor();
    await held.page.keyboard.press('ArrowDown');
    await held.page.keyboard.press('ArrowUp');
    await held.page.keyboard.press('Enter');
    await until(() => held.last('react'), { as: 'U0GRETA', act: 'react', channel: 'C0APPROVALS', ts, name: '+1' });
    const given = card().first().getByRole('button', { name: '+1: Greta Lindqvist' });
    await until(() => given.getAttribute('aria-pressed'), 'true');
    await given.press('Enter');
    await until(() => given.count(), 0);
  });
});
