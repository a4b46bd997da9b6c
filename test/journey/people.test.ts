import { afterAll, beforeAll, expect, it } from 'vitest';
import { ana, ben, type Desk, fay, gio, lea, milan, openDesk, sam } from '../support/desk.ts';

// Somebody of another company is in the channel of the cards: whoever may not decide sees the buttons there and can press them.
let desk: Desk;
let card: { channel: string; ts: string };

beforeAll(async () => {
  desk = await openDesk();
  desk.workspace.setChannelMembers('C0APPROVALS', [ana, lea, milan, sam]);
  const me = desk.workspace.as(ana);
  await me.command('support', '/voucher apply 1010 50');
  await desk.workspace.until(() => JSON.stringify(me.modal()?.view ?? {}).includes('Asks 1 lead'), { timeoutMs: 15_000 });
  await me.submit(undefined, { Reason: 'Lost half a day' });
  card = await desk.workspace.until(
    () => {
      const message = desk.workspace
        .as(lea)
        .messages('approvals')
        .find(({ text }) => text.includes('Waiting for approval'));
      return message === undefined ? undefined : { channel: message.channel, ts: message.ts };
    },
    { timeoutMs: 15_000, say: 'the card' },
  );
});
afterAll(() => desk.close());

const state = () =>
  desk.workspace
    .as(lea)
    .messages('approvals')
    .find(({ ts }) => ts === card.ts)?.text ?? '';
const told = (person: string, words: RegExp) =>
  desk.workspace.until(
    () =>
      ['approvals', 'support', 'dm'].some((channel) =>
        desk.workspace
          .as(person)
          .messages(channel)
          .some(({ ephemeral, text }) => ephemeral && words.test(text)),
      ),
    { timeoutMs: 15_000, say: `${person} told ${words}` },
  );

it.each([
  ['a person from another company', sam, /other workspaces/],
  ['the asker', ana, /asked for this yourself/],
])('%s who presses Approve is told why it does not count', async (_who, person, words) => {
  const pressed = await desk.workspace.as(person).click(card, { text: 'Approve' });
  expect(pressed.ok).toBe(true);
  expect(pressed.ackMs).toBeLessThan(1_000);
  expect(await told(person, words)).toBe(true);
  expect(state()).toContain('Waiting for approval');
});

it.each([
  ['an agent who is no lead', ben, /takes the role lead/],
  ['somebody of finance', fay, /takes the role lead/],
  ['a guest, even one whom somebody put into the group of leads', gio, /Guests/],
])('%s who presses Approve is told why it does not count', async (_who, person, words) => {
  desk.workspace.setGroupMembers('S0LEADS', [lea, milan, gio]);
  desk.workspace.setChannelMembers('C0APPROVALS', [ana, lea, milan, sam, ben, fay, gio]);
  await desk.workspace.as(person).click(card, { text: 'Approve' });
  expect(await told(person, words)).toBe(true);
  expect(state()).toContain('Waiting for approval');
});

it('a guest who types a command is told that guests cannot, and nothing is looked up', async () => {
  const before = desk.office.calls().length;
  await desk.workspace.as(gio).command('support', '/customer lookup 1010');
  expect(await told(gio, /Guests/)).toBe(true);
  expect(desk.office.calls().length).toBe(before);
});

it('a lead who was taken out of the group a moment ago does not count any more, and one who is in it does, once', async () => {
  desk.workspace.setGroupMembers('S0LEADS', [milan]);
  desk.clock.forward(2_000);
  await desk.workspace.as(lea).click(card, { text: 'Approve' });
  expect(await told(lea, /don't hold right now/)).toBe(true);
  await desk.workspace.as(milan).click(card, { text: 'Approve' });
  await desk.workspace.until(() => state().startsWith('Done'), { timeoutMs: 15_000, say: 'Done' });
  expect(desk.office.writes().filter(({ call }) => call === 'vouchers.applyToCustomer')).toHaveLength(1);
});

it('the channel read no name, no contact and no reason’s name', () => {
  const seen = JSON.stringify(desk.workspace.as(sam).messages('approvals'));
  expect(seen).toContain('customer 1010');
  expect(seen).not.toMatch(/Lena|Novak \(customer|example\.com/);
});
