import { expect, it } from 'vitest';
import { lookUpInMessage } from '../../../src/commands/shortcut/look-up.ts';
import { openCommandHarness } from '../../support/command-harness.ts';
import { buttonObjects, readBlocks } from '../../views/read.ts';

async function lookUp(text: string) {
  const harness = await openCommandHarness();
  await lookUpInMessage.run(await harness.command(), { text });
  const view = harness.drawn.now();
  return { harness, view, text: readBlocks(view.blocks), buttons: buttonObjects(view.blocks) };
}

it('one customer in a message is shown, in a modal that opened at once', async () => {
  const { harness, text } = await lookUp('Customer 1010 writes again');
  expect(harness.drawn.opened).toHaveLength(1);
  expect(text).toContain('Lena Novak (customer 1010)');
});

it('an address and an id of the same customer are one customer', async () => {
  const { backOffice } = await openCommandHarness();
  const email = backOffice.world.customers.get(1010)?.email ?? '';
  expect((await lookUp(`${email} is 1010`)).text).toContain('Lena Novak (customer 1010)');
});

it.each(['Please send it to 1010 Wien', 'She moved to Ring, Wien 1010', '1010 WIEN'])(
  'a postcode opens nobody, and the form asks whether it is an id: %s',
  async (message) => {
    const { view, text } = await lookUp(message);
    expect(view.callback_id).toBe('customer.lookup.form');
    expect(text).toContain('it may be a postcode. Is it the customer’s id?');
    expect(text).not.toContain('Novak');
    expect(JSON.stringify(view.blocks)).toContain('"initial_value":"1010"');
  },
);

it.each(['1010 Lena Novak cannot start', '1010 NOVAK'])(
  'an id beside the name of its customer opens them: %s',
  async (message) => {
    expect((await lookUp(message)).text).toContain('Lena Novak (customer 1010)');
  },
);

it('several customers are offered, masked, and each can be opened', async () => {
  const { text, buttons } = await lookUp('1010 and #1001');
  expect(text).toContain('2 customers');
  expect(text).not.toMatch(/[a-z]{2,}@/);
  expect(buttons.map(({ value }) => value)).toEqual(['customer:1001 branch:1', 'customer:1010 branch:1']);
});

it('a message that names nobody opens the form, and nobody is looked up', async () => {
  const { harness, view, text } = await lookUp('Good morning');
  expect(view.callback_id).toBe('customer.lookup.form');
  expect(text).toContain('no e-mail address, phone number or id');
  expect(harness.calls()).toEqual(['GET /branches?size=500']);
});

it('somebody who is not there opens the form, filled in with who was looked for', async () => {
  const { view, text } = await lookUp('nobody@nowhere.example');
  expect(view.callback_id).toBe('customer.lookup.form');
  expect(text).toContain('No customer matches “nobody@nowhere.example”');
  expect(JSON.stringify(view.blocks)).toContain('"initial_value":"nobody@nowhere.example"');
});

it('a back office that does not answer is explained in words', async () => {
  const harness = await openCommandHarness();
  harness.backOffice.setFaults([{ upstream: 'operations', kind: 'fail', on: 'reads' }]);
  await lookUpInMessage.run(await harness.command(), { text: '1010' });
  expect(readBlocks(harness.drawn.now().blocks)).toMatch(/back office/);
});
