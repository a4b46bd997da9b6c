import { afterAll, beforeAll, expect, it } from 'vitest';
import { ana, fay, type Harness, lea, milan, openHarness } from '../support/harness.ts';

let harness: Harness;
beforeAll(async () => {
  harness = await openHarness();
});
afterAll(() => harness.close());

const as = (person: string) => harness.workspace.as(person);
const until = <T>(look: () => T | undefined | null | false, say: string) => harness.workspace.until(look, { say });
const modalOf = (person: string) => JSON.stringify(as(person).modal()?.view ?? {});
const directOf = (person: string) => JSON.stringify(as(person).messages('dm'));
const cardOf = (reason: string) =>
  as(lea)
    .messages('approvals')
    .find(({ blocks, text }) => JSON.stringify([blocks, text]).includes(reason));
async function askFor(customer: number, reason: string) {
  await as(ana).command('support', `/voucher apply ${customer} CC-VIE-50`);
  await until(() => modalOf(ana).includes('Asks 1 lead'), 'the form');
  await as(ana).submit(undefined, { Reason: reason });
  const card = await until(() => cardOf(reason), 'the card');
  await as(ana).close(undefined, { all: true });
  return { channel: card.channel, ts: card.ts };
}
const vouchers = () => harness.backOffice.writes().filter(({ call }) => call === 'vouchers.applyToCustomer');

it('a stand-in who was typed and is nobody’s mention is asked for in the form', async () => {
  await as(lea).command('support', '/approvals away Friday @nobody-of-us');
  await until(() => modalOf(lea).includes('Stand-in'), 'the form');
  expect(modalOf(lea)).toContain('“@nobody-of-us” is nobody’s name in Slack. Choose the stand-in below.');
  await as(lea).close(undefined, { all: true });
});

it.each([
  ['400d', 'at most 21 days long'],
  ['yesterday', 'This ends before it begins'],
  [`Friday <@${ana}>`, 'Ana Novak can’t stand in for you'],
  [`Friday <@${lea}>`, 'You can’t stand in for yourself'],
])('an absence that cannot be is refused as soon as it is typed: %s', async (typed, why) => {
  await as(lea).command('support', `/approvals away ${typed}`);
  await until(() => modalOf(lea).includes('Stand-in'), 'the form');
  expect(modalOf(lea)).toContain(why);
  expect(modalOf(lea)).not.toContain('You are away until');
  await as(lea).close(undefined, { all: true });
});

it('a lead goes away, finance decides in her place, and she reads what was decided when she is back', async () => {
  await as(lea).command('support', '/approvals away Friday');
  await until(() => modalOf(lea).includes('Stand-in'), 'the form');
  expect(modalOf(lea)).toContain('You are away until');
  const refused = await as(lea).submit(undefined, { 'Stand-in': lea });
  expect(JSON.stringify(refused.body)).toContain('You can’t stand in for yourself');
  await as(lea).submit(undefined, { 'Stand-in': fay, Note: 'Back on Monday' });
  await until(() => directOf(fay).includes('and you stand in'), 'what the stand-in is told');
  expect(directOf(fay)).toContain('Back on Monday');
  const card = await askFor(1005, 'Tram strike');
  await as(fay).click(card, { text: 'Approve' });
  await until(() => cardOf('Tram strike')?.text.startsWith('Done'), 'the card is Done');
  expect(JSON.stringify(cardOf('Tram strike')?.blocks)).toContain('Approved by ');
  expect(vouchers()).toHaveLength(1);
  await as(lea).command('support', '/approvals back');
  await until(() => directOf(lea).includes('1 request was decided in your place'), 'the list of what was decided');
});

it('the stand-in decides nothing after that, and the lead herself can', async () => {
  const card = await askFor(1006, 'Broken brake');
  await as(fay).click(card, { text: 'Approve' });
  await until(() => JSON.stringify(as(fay).messages('approvals')).includes('This takes the role lead'), 'why it does not count');
  expect(vouchers()).toHaveLength(1);
  await as(lea).click(card, { text: 'Approve' });
  await until(() => vouchers().length === 2, 'the voucher');
});

it('a lead asks back, the agent answers, and the answer reaches the lead and every copy', async () => {
  const card = await askFor(1010, 'Late ferry');
  await as(milan).click(card, { text: 'Ask back' });
  await until(() => modalOf(milan).includes('"Question"'), 'the question’s form');
  await as(milan).submit(undefined, { Question: 'Which ferry?' });
  const question = await until(
    () =>
      as(ana)
        .messages('dm')
        .find(({ text }) => text.startsWith('Question about your request')),
    'the question',
  );
  await as(ana).click({ channel: question.channel, ts: question.ts }, { text: 'Answer' });
  await until(() => modalOf(ana).includes('Which ferry?'), 'the answer’s form');
  await as(ana).submit(undefined, { Answer: 'The one at nine.' });
  await until(() => directOf(milan).includes('Your question was answered'), 'the answer');
  await until(() => JSON.stringify(cardOf('Late ferry')?.blocks).includes('The one at nine.'), 'the answer on the card');
  expect(cardOf('Late ferry')?.text).toMatch(/^Waiting for approval/);
});
