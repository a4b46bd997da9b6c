import { expect, it } from 'vitest';
import { sendPasswordReset } from '../../../src/actions/access/send-password-reset.ts';
import { showToOne } from '../../../src/lib/mask.ts';
import { openActionDesk } from '../../support/action-desk.ts';

it('sends the e-mail; its answer is the only proof there is', async () => {
  const desk = await openActionDesk();
  await desk.carryOut(sendPasswordReset, { customerId: 1010 });
  expect(desk.writes()).toEqual(['POST /customers/1010/password-reset-email']);
  expect(sendPasswordReset.settled).toBeUndefined();
});

it('who has no e-mail address, or is deleted, is refused', async () => {
  const desk = await openActionDesk();
  await expect(desk.look(sendPasswordReset, { customerId: 1020 })).rejects.toMatchObject({
    code: 'refused',
    say: expect.stringContaining('/customer edit 1020'),
  });
  await expect(desk.look(sendPasswordReset, { customerId: 1014 })).rejects.toMatchObject({ code: 'refused' });
});

it('masks the address, and warns who has no password', async () => {
  const desk = await openActionDesk();
  const customer = desk.office.world.customers.get(1010);
  if (customer !== undefined) customer.signInMethods = ['PHONE'];
  const seen = await desk.look(sendPasswordReset, { customerId: 1010 });
  const plain = sendPasswordReset.preview(seen, { customerId: 1010 }, showToOne());
  expect(JSON.stringify(plain)).not.toContain('lena.novak@');
  expect(plain.warning).toContain('signs in with phone');
});
