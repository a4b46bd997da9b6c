import { expect, it } from 'vitest';
import { sendPasswordReset } from '../../../src/actions/access/send-password-reset.ts';
import { redactorForOne } from '../../../src/lib/mask.ts';
import { openActionHarness } from '../../support/action-harness.ts';

it('sends the e-mail; its answer is the only proof there is', async () => {
  const harness = await openActionHarness();
  await harness.carryOut(sendPasswordReset, { customerId: 1010 });
  expect(harness.writes()).toEqual(['POST /customers/1010/password-reset-email']);
  expect(sendPasswordReset.verify).toBeUndefined();
});

it('who has no e-mail address, or is deleted, is refused', async () => {
  const harness = await openActionHarness();
  await expect(harness.look(sendPasswordReset, { customerId: 1020 })).rejects.toMatchObject({
    code: 'refused',
    say: expect.stringContaining('/customer edit 1020'),
  });
  await expect(harness.look(sendPasswordReset, { customerId: 1014 })).rejects.toMatchObject({ code: 'refused' });
});

it('masks the address, and warns who has no password', async () => {
  const harness = await openActionHarness();
  const customer = harness.backOffice.world.customers.get(1010);
  if (customer !== undefined) customer.signInMethods = ['PHONE'];
  const snapshot = await harness.look(sendPasswordReset, { customerId: 1010 });
  const plain = sendPasswordReset.preview(snapshot, { customerId: 1010 }, redactorForOne());
  expect(JSON.stringify(plain)).not.toContain('lena.novak@');
  expect(plain.warning).toContain('signs in with phone');
});
