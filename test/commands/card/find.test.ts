import { describe, expect, it } from 'vitest';
import { cardFind } from '../../../src/commands/card/find.ts';
import { lastOf, openCommandHarness, staff } from '../../support/command-harness.ts';
import { buttonObjects, readBlocks } from '../../views/read.ts';

async function find(words: readonly string[], person?: string) {
  const harness = await openCommandHarness();
  const interaction = await harness.command(person);
  await cardFind.command.run(interaction, words);
  const { blocks } = lastOf(interaction);
  return { harness, text: readBlocks(blocks), buttons: buttonObjects(blocks) };
}

describe('a card', () => {
  it.each(['HM-10001', 'hm 10001', 'Karte hm10001'])(
    '%s says its state and whose it is, and offers to take it back',
    async (typed) => {
      const { text, buttons } = await find(typed.split(' '));
      expect(text).toContain('Maja Horvat (customer 1001)');
      expect(text).toContain('assigned');
      expect(buttons).toMatchObject([
        { text: 'Unassign', value: 'action:card.unassign card:3001 branch:1' },
        { text: 'Edit', value: 'action:card.update card:3001 branch:1' },
      ]);
    },
  );

  it.each([
    ['HM-10002', 'Assign'],
    ['HM-10003', 'Assign'],
  ])('%s is free: it can be assigned', async (number, label) => {
    expect((await find([number])).buttons).toMatchObject([{ text: label }, { text: 'Edit' }]);
  });

  it.each(['HM-10004', 'HM-10005', 'HM-10006'])('%s is out of use: it can only be corrected', async (number) => {
    expect((await find([number])).buttons).toMatchObject([{ text: 'Edit' }]);
  });

  it('offers nothing to somebody who may only look', async () => {
    expect((await find(['HM-10001'], staff.reader)).buttons).toEqual([]);
  });

  it('that is not there is reported, that no branch has it, and the way to search again', async () => {
    const { text, buttons } = await find(['XX-9']);
    expect(text).toContain('No card for “XX-9” in any branch');
    expect(buttons).toMatchObject([{ text: 'Search again', value: 'card find' }]);
  });
});

it('many cards name their owners by id, without a call for each, and have one button each', async () => {
  const { harness, text, buttons } = await find(['HM-10']);
  expect(buttons.map((button) => button.text)).not.toContain('Edit');
  expect(text).toMatch(/customer \d+/);
  expect(harness.calls().filter((call) => call.startsWith('GET /customers/'))).toEqual([]);
});

it('a hostile owner pings nobody', async () => {
  const harness = await openCommandHarness();
  const card = harness.backOffice.world.cards.get(3001);
  if (card === undefined) throw new Error('no card');
  harness.backOffice.world.cards.set(3001, { ...card, userId: 1007, cardNumber: '<!channel>-1' });
  const interaction = await harness.command();
  await cardFind.command.run(interaction, ['<!channel>-1']);
  expect(readBlocks(lastOf(interaction).blocks)).toContain('customer 1007');
});

it('no words open a form, which answers in its own place', async () => {
  const harness = await openCommandHarness();
  await cardFind.command.run(await harness.command(), []);
  expect(harness.drawn.now().callback_id).toBe(cardFind.submission.callbackId);
  const sent = harness.submission({ card: { 'field:card': { type: 'plain_text_input', value: 'HM-10001' } } });
  const { answer, after } = await cardFind.submission.run(sent);
  expect(answer.kind).toBe('update');
  await after?.();
  expect(readBlocks(harness.drawn.now('V-sent').blocks)).toContain('Maja Horvat');
  expect((await cardFind.submission.run(harness.submission({}))).answer.kind).toBe('errors');
});
