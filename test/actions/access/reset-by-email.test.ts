import { expect, it } from 'vitest';
import { resetByEmail } from '../../../src/actions/access/reset-by-email.ts';
import { openActionDesk } from '../../support/action-desk.ts';

it('asks for a reset by the address; its answer is the only proof there is', async () => {
  const desk = await openActionDesk();
  const input = { email: 'ghost+1@example.com' };
  const seen = await desk.look(resetByEmail, input);
  const customer = desk.office.world.customers.get(1010);
  if (customer !== undefined) customer.email = input.email;
  await desk.write(resetByEmail, input, seen);
  expect(desk.writes().map(decodeURIComponent)).toEqual(['POST /customers/reset/ghost+1@example.com']);
  expect(resetByEmail.settled).toBeUndefined();
});

it('an address that a customer in sight has is refused with what to type', async () => {
  const desk = await openActionDesk();
  await expect(desk.look(resetByEmail, { email: 'Lena.Novak@example.com' })).rejects.toMatchObject({
    code: 'refused',
    say: expect.stringContaining('/customer password-reset 1010'),
  });
});

it('an address that the back office does not know either fails clearly', async () => {
  const desk = await openActionDesk();
  await expect(desk.carryOut(resetByEmail, { email: 'nobody@example.com' })).rejects.not.toMatchObject({
    code: 'outcome_unknown',
  });
});
