import { expect, it } from 'vitest';
import { cardFeature } from '../../../src/commands/card/index.ts';
import { openFormHarness, verbOf } from '../../support/form-harness.ts';

const tickets = { pattern: '[A-Z]{2,5}-\\d{1,7}', url: null, required: [] };

async function assigning(options: { needsTicket?: boolean; tickets?: typeof tickets | null } = {}) {
  const harness = await openFormHarness(verbOf(cardFeature.verbs, 'assign'), { needsTicket: options.needsTicket });
  harness.app.policy = { ...harness.app.policy, tickets: options.tickets === undefined ? tickets : options.tickets };
  await harness.type(['HM-10002', '1010']);
  return harness;
}
const filled = { card: { choose: '3002' }, customer: { choose: '1010' } };

it('a form has a field for a ticket only if the policy says how tickets are written', async () => {
  expect(JSON.stringify((await assigning()).drawn.now())).toContain('"Ticket"');
  const without = await assigning({ tickets: null });
  expect(JSON.stringify(without.drawn.now())).not.toContain('"Ticket"');
  expect(await without.send({ ...filled, ticket: 'HD-1', reason: 'see HD-2' })).toEqual({});
  expect(without.asked[0]?.ticket).toBeUndefined();
});

it('what is typed at Ticket is kept, and one in the reason is found', async () => {
  const typed = await assigning();
  expect(await typed.send({ ...filled, ticket: ' HD-1 ', reason: 'see HD-2' })).toEqual({});
  expect(typed.asked[0]).toMatchObject({ ticket: 'HD-1', reason: 'see HD-2' });
  const found = await assigning();
  expect(await found.send({ ...filled, reason: 'Lost on the tram (HD-4711)' })).toEqual({});
  expect(found.asked[0]?.ticket).toBe('HD-4711');
});

it('a text that is no ticket gets a sentence at the field, and nothing is asked for', async () => {
  const harness = await assigning();
  for (const ticket of ['HD1', `HD-1 ${'x'.repeat(80)}`, '<!channel>'])
    expect((await harness.send({ ...filled, ticket })).ticket).toContain('This is not the number of a ticket');
  expect(harness.asked).toEqual([]);
});

it('what the policy wants a ticket for is not asked without one', async () => {
  const harness = await assigning({ needsTicket: true });
  expect(await harness.send({ ...filled, reason: 'Lost' })).toEqual({
    ticket: 'This needs a ticket: write its number at Ticket, or in the reason.',
  });
  expect(await harness.send({ ...filled, reason: 'Lost, HD-9' })).toEqual({});
  expect(harness.asked).toHaveLength(1);
});
