import { expect, it } from 'vitest';
import { resetMfa } from '../../../src/actions/access/reset-mfa.ts';
import { context, openActionHarness } from '../../support/action-harness.ts';

const input = { customerId: 1001 };

it('takes the second factor away, and is proved by its being off', async () => {
  const harness = await openActionHarness();
  const { snapshot } = await harness.carryOut(resetMfa, input);
  expect(harness.writes()).toEqual(['DELETE /customers/1001/mfa']);
  expect(await resetMfa.verify?.(harness.readers, input, snapshot, context)).toBe('done');
});

it('whose answer was lost is done only when it is off', async () => {
  expect(await (await openActionHarness()).losing(resetMfa, input, 'done')).toBe('done');
  expect(await (await openActionHarness()).losing(resetMfa, input, 'undone')).toBe('not-done');
});

it('cannot be told if the back office leaves the fact out', async () => {
  const harness = await openActionHarness();
  const snapshot = await harness.look(resetMfa, input);
  Object.assign(harness.backOffice.world.customers.get(1001) ?? {}, { mfaEnabled: undefined });
  expect(await resetMfa.verify?.(harness.readers, input, snapshot, context)).toBe('cannot-tell');
});

it('who has none is refused', async () => {
  const harness = await openActionHarness();
  await expect(harness.look(resetMfa, { customerId: 1010 })).rejects.toMatchObject({ code: 'refused' });
});
