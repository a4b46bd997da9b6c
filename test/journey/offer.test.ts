import { afterAll, beforeAll, expect, it } from 'vitest';
import { ana, type Harness, lea, milan, openHarness } from '../support/harness.ts';

let harness: Harness;
beforeAll(async () => {
  harness = await openHarness();
});
afterAll(() => harness.close());

const as = (person: string) => harness.workspace.as(person);
const until = <T>(look: () => T | undefined | null | false, say: string) => harness.workspace.until(look, { say });
const modalOf = (person: string) => JSON.stringify(as(person).modal()?.view ?? {});
const cardOf = (reason: string) =>
  as(lea)
    .messages('approvals')
    .find(({ blocks, text }) => JSON.stringify([blocks, text]).includes(reason));
const directTo = (person: string, text: string) =>
  as(person)
    .messages('dm')
    .findLast((message) => message.text.startsWith(text));
async function askFor(customer: number, reason: string) {
  await as(ana).command('support', `/voucher apply ${customer} CC-VIE-50`);
  await until(() => modalOf(ana).includes('Asks 1 lead'), 'the form');
  await as(ana).submit(undefined, { Reason: reason });
  const card = await until(() => cardOf(reason), 'the card');
  await as(ana).close(undefined, { all: true });
  return { channel: card.channel, ts: card.ts };
}
async function offer(person: string, card: { channel: string; ts: string }, voucher: string) {
  await as(person).click(card, { text: 'Offer less' });
  await until(() => modalOf(person).includes(voucher), 'the form with what is worth less');
  await as(person).submit(undefined, { Voucher: voucher, Reason: 'A short delay' });
  const told = await until(() => directTo(ana, 'Less is offered for your request'), 'the message to the asker');
  return { channel: told.channel, ts: told.ts };
}
const vouchers = () =>
  harness.backOffice
    .writes()
    .filter(({ call }) => call === 'vouchers.applyToCustomer')
    .map(({ body }) => JSON.stringify(body));

it('a lead offers 20 for 50, the agent accepts with one press, and 20 are given', async () => {
  const card = await askFor(1005, 'Tram strike');
  const message = await offer(lea, card, 'Goodwill 20 EUR');
  expect(modalOf(lea)).not.toContain('Goodwill 50 EUR');
  await as(ana).click(message, { text: 'Accept' });
  await until(() => cardOf('Tram strike')?.text.startsWith('Done'), 'the card is Done');
  expect(vouchers()).toEqual([expect.stringContaining('"voucherableId":903')]);
  const shown = JSON.stringify(cardOf('Tram strike')?.blocks);
  expect(shown).toContain('Goodwill 20 EUR');
  expect(shown).toContain('Before: Goodwill 50 EUR');
});

it('the agent declines, the lead is told, and what was asked for can be approved as before', async () => {
  const card = await askFor(1006, 'Broken brake');
  const message = await offer(milan, card, 'Goodwill 10 EUR');
  await as(ana).click(message, { text: 'Decline' });
  await until(() => directTo(milan, 'Your offer was declined'), 'what the lead is told');
  await until(() => JSON.stringify(cardOf('Broken brake')?.blocks).includes('Declined, '), 'the answer on the card');
  await as(lea).click(card, { text: 'Approve' });
  await until(() => vouchers().length === 2, 'the voucher');
  expect(vouchers().at(-1)).toContain('"voucherableId":904');
});
