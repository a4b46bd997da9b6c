import { afterAll, beforeAll, expect, it } from 'vitest';
import { ana, ben, gio, type Harness, lea, milan, openHarness, sam } from '../support/harness.ts';

let harness: Harness;
beforeAll(async () => {
  harness = await openHarness();
  harness.workspace.setPerson(milan, { locale: 'de-DE' });
  const members = [ana, ben, lea, milan, gio, sam];
  harness.workspace.setChannelMembers('C0APPROVALS', members);
});
afterAll(() => harness.close());

const as = (person: string) => harness.workspace.as(person);
const until = <T>(look: () => T | undefined | null | false, say: string) => harness.workspace.until(look, { say });
const cardOf = (reason: string) =>
  as(lea)
    .messages('approvals')
    .find(({ blocks, text }) => JSON.stringify([blocks, text]).includes(reason));
async function askFor(customer: number, reason: string) {
  await as(ana).command('support', `/voucher apply ${customer} CC-VIE-50`);
  await until(() => JSON.stringify(as(ana).modal()?.view ?? {}).includes('Asks 1 lead'), 'the form');
  await as(ana).submit(undefined, { Reason: reason });
  const card = await until(() => cardOf(reason), 'the card');
  await as(ana).close(undefined, { all: true });
  return { channel: card.channel, ts: card.ts };
}
/** What only this person sees in the channel of the cards. */
const privately = (person: string) =>
  as(person)
    .messages('approvals')
    .filter(({ ephemeral }) => ephemeral);
const vouchers = () => harness.backOffice.writes().filter(({ call }) => call === 'vouchers.applyToCustomer');
const delivered = (count: number) => until(() => harness.workspace.deliveries.length >= count, `${count} deliveries`);

it('a lead who types “passt” below a card gets the buttons in that thread, for her alone; it does not count, a press there does', async () => {
  const card = await askFor(1005, 'Tram strike');
  expect(as(lea).reply(card, 'Passt für mich!').ok).toBe(true);
  const nudge = await until(() => privately(lea)[0], 'the nudge');
  expect(nudge.threadTs).toBe(card.ts);
  expect(nudge.text).toBe('Your reply doesn’t count as a decision. Use a button: Goodwill 50 EUR for E.Ö. · customer 1005');
  expect(privately(ana)).toEqual([]);
  expect(vouchers()).toHaveLength(0);
  expect(cardOf('Tram strike')?.text.startsWith('Waiting')).toBe(true);
  await as(lea).click({ channel: nudge.channel, ts: nudge.ts }, { text: 'Approve' });
  await until(() => cardOf('Tram strike')?.text.startsWith('Done'), 'the card is Done');
  expect(vouchers()).toHaveLength(1);
  await until(() => privately(lea)[0]?.text === 'Recorded. The card shows the current state.', 'the buttons are gone');
});

it('a thumb on a card is answered in the channel, in the language of who gave it, once', async () => {
  const card = await askFor(1006, 'Broken brake');
  as(milan).react(card, '+1');
  const nudge = await until(() => privately(milan)[0], 'the nudge');
  expect(nudge.threadTs).toBeUndefined();
  expect(nudge.text).toContain('Deine Reaktion zählt nicht als Entscheidung. Nimm einen Button:');
  await harness.restart();
  as(milan).react(card, '+1');
  as(milan).react(card, 'white_check_mark');
  as(milan).reply(card, 'ok');
  as(lea).reply(card, 'nein');
  await until(() => privately(lea).length === 2, 'what the other lead is told');
  expect(privately(milan)).toHaveLength(1);
  await as(milan).click({ channel: nudge.channel, ts: nudge.ts }, { text: 'Ablehnen' });
  await until(() => as(milan).modal(), 'the form that asks why');
  await as(milan).submit(undefined, { Grund: 'Twice this week' });
  await until(() => cardOf('Broken brake')?.text.startsWith('Rejected'), 'the card is Rejected');
  await as(milan).click({ channel: nudge.channel, ts: nudge.ts }, { text: 'Freigeben' });
  await until(() => privately(milan)[0]?.text === 'Das ist schon abgelehnt.', 'why it is too late, in its place');
  // Reject asks for a reason first: where there is nothing to reject any more, it says so and the buttons go.
  const hers = privately(lea).at(-1);
  await as(lea).click({ channel: hers?.channel ?? '', ts: hers?.ts ?? '' }, { text: 'Reject' });
  await until(() => privately(lea).at(-1)?.text.startsWith('This does not wait for a decision any more.'), 'the same of Reject');
  expect(vouchers()).toHaveLength(1);
});

it('a stranger, a guest, an agent and the asker are told nothing, and cost Slack’s limits nothing that a press needs', async () => {
  const card = await askFor(1010, 'Late ferry');
  const callsBefore = harness.workspace.apiCalls.length;
  const before = harness.workspace.deliveries.length;
  for (const person of [sam, gio, ben, ana]) {
    for (let time = 0; time < 5; time += 1) as(person).reply(card, 'ok');
    as(person).react(card, '+1');
  }
  await delivered(before + 24);
  as(lea).react(card, 'x');
  await until(() => privately(lea).length === 3, 'the lead is told');
  for (const person of [sam, gio, ben, ana]) expect(privately(person)).toEqual([]);
  const calls = harness.workspace.apiCalls.slice(callsBefore).map(({ method }) => method);
  expect(calls.filter((method) => method === 'users.info').length).toBeLessThanOrEqual(4);
  expect(calls.filter((method) => method === 'usergroups.users.list').length).toBeLessThanOrEqual(1);
  expect(vouchers()).toHaveLength(1);
});

it('a reply below a card that is over is told nothing', async () => {
  const before = privately(milan).length;
  const over = cardOf('Tram strike');
  const waiting = await askFor(1016, 'Wrong charge');
  as(milan).reply({ channel: over?.channel ?? '', ts: over?.ts ?? '' }, 'ok');
  as(milan).react({ channel: over?.channel ?? '', ts: over?.ts ?? '' }, '+1');
  as(milan).reply(waiting, 'ok');
  await until(() => privately(milan).length > before, 'what is told of the one that waits');
  expect(privately(milan)).toHaveLength(before + 1);
  expect(privately(milan).at(-1)?.threadTs).toBe(waiting.ts);
});

it('busy channels cost no call of the Web API: not by messages, replies or reactions, and nothing of them is in the log', async () => {
  const card = cardOf('Late ferry');
  const inThread = { channel: card?.channel ?? '', ts: card?.ts ?? '' };
  await as(ana).send('support', 'Zebrastreifen ok?');
  const root = as(ben).messages('support').at(-1);
  const among = { channel: root?.channel ?? '', ts: root?.ts ?? '' };
  const callsBefore = harness.workspace.apiCalls.length;
  for (let round = 0; round < 60; round += 1) {
    const before = harness.workspace.deliveries.length;
    for (let index = 0; index < 5; index += 1) {
      await as(ana).send('support', `ok Zebrastreifen ${index}`);
      as(ben).reply(among, 'ok');
      as(ben).react(among, index % 2 === 0 ? '+1' : 'x');
      as(milan).reply(inThread, `Zebrastreifen ${index}`);
    }
    // A reaction that is taken back is none that the app hears of.
    await delivered(before + 15);
  }
  const calls = harness.workspace.apiCalls.slice(callsBefore).map(({ method }) => method);
  expect(calls.filter((method) => method !== 'auth.test')).toEqual([]);
  expect(harness.lines.join('')).not.toMatch(/Zebrastreifen|Passt für mich/);
});
