import { expect, it } from 'vitest';
import { resetMfa } from '../../../src/actions/access/reset-mfa.ts';
import { openActionDesk, told } from '../../support/action-desk.ts';

const input = { customerId: 1001 };

it('takes the second factor away, and is proved by its being off', async () => {
  const desk = await openActionDesk();
  const { seen } = await desk.carryOut(resetMfa, input);
  expect(desk.writes()).toEqual(['DELETE /customers/1001/mfa']);
  expect(await resetMfa.settled?.(desk.readers, input, seen, told)).toBe('done');
});

it('whose answer was lost is done only when it is off', async () => {
  expect(await (await openActionDesk()).losing(resetMfa, input, 'done')).toBe('done');
  expect(await (await openActionDesk()).losing(resetMfa, input, 'undone')).toBe('not-done');
});

it('cannot be told where the back office leaves the fact out', async () => {
  const desk = await openActionDesk();
  const seen = await desk.look(resetMfa, input);
  Object.assign(desk.office.world.customers.get(1001) ?? {}, { mfaEnabled: undefined });
  expect(await resetMfa.settled?.(desk.readers, input, seen, told)).toBe('cannot-tell');
});

it('who has none is refused', async () => {
  const desk = await openActionDesk();
  await expect(desk.look(resetMfa, { customerId: 1010 })).rejects.toMatchObject({ code: 'refused' });
});
