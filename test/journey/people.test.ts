import { afterAll, beforeAll, expect, it } from 'vitest';
import { ana, ben, fay, gio, type Harness, lea, milan, openHarness, sam } from '../support/harness.ts';

// Somebody of another company is in the channel of the cards: anyone who may not decide sees the buttons there and can press them.
let harness: Harness;
let card: { channel: string; ts: string };

beforeAll(async () => {
  harness = await openHarness();
  harness.workspace.setChannelMembers('C0APPROVALS', [ana, lea, milan, sam]);
  const me = harness.workspace.as(ana);
  await me.command('support', '/voucher apply 1010 50');
  await harness.workspace.until(() => JSON.stringify(me.modal()?.view ?? {}).includes('Asks 1 lead'));
  await me.submit(undefined, { Reason: 'Lost half a day' });
  card = await harness.workspace.until(
    () => {
      const message = harness.workspace
        .as(lea)
        .messages('approvals')
        .find(({ text }) => text.includes('Waiting for approval'));
      return message === undefined ? undefined : { channel: message.channel, ts: message.ts };
    },
    { say: 'the card' },
  );
});
afterAll(() => harness.close());

const state = () =>
  harness.workspace
    .as(lea)
    .messages('approvals')
    .find(({ ts }) => ts === card.ts)?.text ?? '';
const told = (person: string, words: RegExp) =>
  harness.workspace.until(
    () =>
      ['approvals', 'support', 'dm'].some((channel) =>
        harness.workspace
          .as(person)
          .messages(channel)
          .some(({ ephemeral, text }) => ephemeral && words.test(text)),
      ),
    { say: `${person} told ${words}` },
  );

it.each([
  ['a person from another company', sam, /other workspaces/],
  ['the asker', ana, /asked for this yourself/],
])('%s who presses Approve is told why it does not count', async (_who, person, words) => {
  const pressed = await harness.workspace.as(person).click(card, { text: 'Approve' });
  expect(pressed.ok).toBe(true);
  expect(await told(person, words)).toBe(true);
  expect(state()).toContain('Waiting for approval');
});

it.each([
  ['an agent who is no lead', ben, /takes the role lead/],
  ['somebody of finance', fay, /takes the role lead/],
  ['a guest, even one whom somebody put into the group of leads', gio, /Guests/],
])('%s who presses Approve is told why it does not count', async (_who, person, words) => {
  harness.workspace.setGroupMembers('S0LEADS', [lea, milan, gio]);
  harness.workspace.setChannelMembers('C0APPROVALS', [ana, lea, milan, sam, ben, fay, gio]);
  await harness.workspace.as(person).click(card, { text: 'Approve' });
  expect(await told(person, words)).toBe(true);
  expect(state()).toContain('Waiting for approval');
});

it('a guest who types a command is told that guests cannot, and nothing is looked up', async () => {
  const before = harness.backOffice.calls().length;
  await harness.workspace.as(gio).command('support', '/customer lookup 1010');
  expect(await told(gio, /Guests/)).toBe(true);
  expect(harness.backOffice.calls().length).toBe(before);
});

it('a lead who was taken out of the group a moment ago does not count any more, and one who is in it does, once', async () => {
  harness.workspace.setGroupMembers('S0LEADS', [milan]);
  harness.clock.forward(2_000);
  await harness.workspace.as(lea).click(card, { text: 'Approve' });
  expect(await told(lea, /don't hold right now/)).toBe(true);
  await harness.workspace.as(milan).click(card, { text: 'Approve' });
  await harness.workspace.until(() => state().startsWith('Done'), { say: 'Done' });
  expect(harness.backOffice.writes().filter(({ call }) => call === 'vouchers.applyToCustomer')).toHaveLength(1);
});

it('the channel read no name, no contact and no reason’s name', () => {
  const seen = JSON.stringify(harness.workspace.as(sam).messages('approvals'));
  expect(seen).toContain('customer 1010');
  expect(seen).not.toMatch(/Lena|Novak \(customer|example\.com/);
});
