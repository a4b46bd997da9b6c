import { expect, it } from 'vitest';
import { resetByEmail } from '../../../src/actions/access/reset-by-email.ts';
import { openActionHarness } from '../../support/action-harness.ts';

it('asks for a reset by the address; its answer is the only proof there is', async () => {
  const harness = await openActionHarness();
  const input = { email: 'ghost+1@example.com' };
  const snapshot = await harness.look(resetByEmail, input);
  const customer = harness.backOffice.world.customers.get(1010);
  if (customer !== undefined) customer.email = input.email;
  await harness.write(resetByEmail, input, snapshot);
  expect(harness.writes().map(decodeURIComponent)).toEqual(['POST /customers/reset/ghost+1@example.com']);
  expect(resetByEmail.verify).toBeUndefined();
});

it('an address that a visible customer has is refused with what to type', async () => {
  const harness = await openActionHarness();
  await expect(harness.look(resetByEmail, { email: 'Lena.Novak@example.com' })).rejects.toMatchObject({
    code: 'refused',
    say: expect.stringContaining('/customer password-reset 1010'),
  });
});

it('an address that the back office does not know either fails clearly', async () => {
  const harness = await openActionHarness();
  await expect(harness.carryOut(resetByEmail, { email: 'nobody@example.com' })).rejects.not.toMatchObject({
    code: 'outcome_unknown',
  });
});
