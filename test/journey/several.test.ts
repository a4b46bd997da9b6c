import { afterAll, beforeAll, expect, it } from 'vitest';
import { ana, type Harness, lea, milan, openHarness } from '../support/harness.ts';

let harness: Harness;
const customers = [1005, 1006, 1010];

beforeAll(async () => {
  harness = await openHarness();
  const me = harness.workspace.as(ana);
  for (const customer of customers) {
    await me.command('support', `/voucher apply ${customer} CC-VIE-50`);
    await harness.workspace.until(() => modalSays(ana).includes('Asks 1 lead'), { say: 'the form' });
    await me.submit(undefined, { Reason: `Tram strike ${customer}` });
    await harness.workspace.until(() => cardOf(customer), { say: 'the card' });
    await me.close(undefined, { all: true });
  }
});
afterAll(() => harness.close());

const modalSays = (person: string) => JSON.stringify(harness.workspace.as(person).modal()?.view ?? {});
const cardOf = (customer: number) =>
  harness.workspace
    .as(lea)
    .messages('approvals')
    .find(({ blocks, text }) => JSON.stringify([blocks, text]).includes(`Tram strike ${customer}`));
const boxes = () => [...modalSays(lea).matchAll(/"block_id":"(several\.choose:[^"]+)"/g)].map(([, id = '']) => id);
const until = (words: string) => harness.workspace.until(() => modalSays(lea).includes(words), { say: words });
const vouchers = () => harness.backOffice.writes().filter(({ call }) => call === 'vouchers.applyToCustomer');

it('a lead approves the two that are chosen of three, each carried out by itself', async () => {
  const me = harness.workspace.as(lea);
  await me.command('support', '/approvals');
  const list = await harness.workspace.until(
    () => me.messages('support').find(({ blocks }) => JSON.stringify(blocks).includes('Decide several')),
    { say: 'the list' },
  );
  await me.click({ channel: list.channel, ts: list.ts }, { text: 'Decide several' });
  await until('Tram strike 1010');
  expect(boxes()).toHaveLength(3);
  expect(modalSays(lea)).not.toContain('"text":"Approve');
  for (const [index, block] of boxes().slice(0, 2).entries()) {
    await me.choose('modal', { blockId: block }, true);
    await until(`"Approve ${index + 1}"`);
  }
  const pressed = await me.click('modal', { text: 'Approve 2' });
  expect(pressed.ok).toBe(true);
  await until('2 decisions recorded.');
  expect(modalSays(lea)).toContain('Goodwill 50 EUR');
  await harness.workspace.until(() => vouchers().length === 2, { say: 'both vouchers' });
  const states = customers.map((customer) => cardOf(customer)?.text.split(':')[0]);
  await harness.workspace.until(() => customers.filter((customer) => cardOf(customer)?.text.startsWith('Done')).length === 2, {
    timeoutMs: 60_000,
    say: `two cards Done, not ${states}`,
  });
  expect(customers.filter((customer) => cardOf(customer)?.text.startsWith('Waiting'))).toHaveLength(1);
});

it('one that somebody else has decided meanwhile is told by name, and the rest counts', async () => {
  const asker = harness.workspace.as(ana);
  await asker.command('support', '/voucher apply 1016 CC-VIE-50');
  await harness.workspace.until(() => modalSays(ana).includes('Asks 1 lead'), { say: 'the form' });
  await asker.submit(undefined, { Reason: 'Tram strike 1016' });
  const card = await harness.workspace.until(() => cardOf(1016), { say: 'the card' });
  const me = harness.workspace.as(lea);
  await me.close(undefined, { all: true });
  await me.openHome();
  await harness.workspace.until(() => JSON.stringify(me.home() ?? {}).includes('Decide several'), {
    timeoutMs: 60_000,
    say: 'Home',
  });
  await me.click('home', { text: 'Decide several' });
  await until('Tram strike 1016');
  for (const [index, block] of boxes().entries()) {
    await me.choose('modal', { blockId: block }, true);
    await until(`"Reject ${index + 1}"`);
  }
  await harness.workspace.as(milan).click({ channel: card.channel, ts: card.ts }, { text: 'Approve' });
  await me.click('modal', { text: 'Reject 2' });
  await until('You are rejecting 2 requests.');
  await me.submit(undefined, { Reason: 'The operator pays for all of them' });
  await until('1 of 2 decisions recorded.');
  expect(modalSays(lea)).toMatch(/has been approved already|is done already/);
  await harness.workspace.until(() => vouchers().length === 3, { say: 'the third voucher' });
});
