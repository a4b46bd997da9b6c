import { expect, it } from 'vitest';
import { lookUpInMessage } from '../../../src/commands/shortcut/look-up.ts';
import { callbackIds } from '../../../src/views/ids.ts';
import { openDesk } from '../../support/kit.ts';
import { buttonObjects, readBlocks } from '../../views/read.ts';

async function lookUp(text: string) {
  const desk = await openDesk();
  await lookUpInMessage.run(await desk.command(), { text });
  const view = desk.drawn.now();
  return { desk, view, text: readBlocks(view.blocks), buttons: buttonObjects(view.blocks) };
}

it('one customer in a message is shown, in a modal that opened at once', async () => {
  const { desk, text } = await lookUp('Customer 1010 writes again');
  expect(desk.drawn.opened).toHaveLength(1);
  expect(text).toContain('Lena Novak (customer 1010)');
});

it('an address and an id of the same customer are one customer', async () => {
  const { office } = await openDesk();
  const email = office.world.customers.get(1010)?.email ?? '';
  expect((await lookUp(`${email} is 1010`)).text).toContain('Lena Novak (customer 1010)');
});

it('several customers are offered, masked, and each can be opened', async () => {
  const { text, buttons } = await lookUp('1010 and #1001');
  expect(text).toContain('2 customers');
  expect(text).not.toMatch(/[a-z]{2,}@/);
  expect(buttons.map(({ value }) => value)).toEqual(['customer:1001 branch:1', 'customer:1010 branch:1']);
});

it('a message that names nobody opens the form, and nobody is looked up', async () => {
  const { desk, view, text } = await lookUp('Good morning');
  expect(view.callback_id).toBe(callbackIds.lookup);
  expect(text).toContain('no e-mail address, phone number or id');
  expect(desk.calls()).toEqual(['GET /branches?size=500']);
});

it('somebody who is not there opens the form, filled in with who was looked for', async () => {
  const { view, text } = await lookUp('nobody@nowhere.example');
  expect(view.callback_id).toBe(callbackIds.lookup);
  expect(text).toContain('No customer for “nobody@nowhere.example”');
  expect(JSON.stringify(view.blocks)).toContain('"initial_value":"nobody@nowhere.example"');
});

it('a back office that does not answer is said in words', async () => {
  const desk = await openDesk();
  desk.office.setFaults([{ upstream: 'operations', kind: 'fail', on: 'reads' }]);
  await lookUpInMessage.run(await desk.command(), { text: '1010' });
  expect(readBlocks(desk.drawn.now().blocks)).toMatch(/back office/);
});
