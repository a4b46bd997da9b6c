import { expect, it } from 'vitest';
import { loadProfile } from '../../../src/commands/customer/profile.ts';
import { redactorForMany, redactorForOne } from '../../../src/lib/mask.ts';
import { profileMessage } from '../../../src/views/customer/profile.ts';
import { sharedProfileMessage } from '../../../src/views/customer/profile-shared.ts';
import { openCommandHarness } from '../../support/command-harness.ts';
import { readBlocks } from '../../views/read.ts';

const of1001 = { customerId: 1001, branchId: 1 };

async function harnessWith(change: object) {
  const harness = await openCommandHarness();
  const { customers } = harness.backOffice.world;
  const [maja, other] = [customers.get(1001), customers.get(1040)];
  if (maja === undefined || other === undefined) throw new Error('somebody is gone');
  customers.set(1040, { ...other, ...change });
  return { harness, maja };
}

it('a profile names another account with the same phone number or e-mail address', async () => {
  const { harness, maja } = await harnessWith({ phone: '+436601234567' });
  maja.phone = '0660 1234567';
  const read = async () =>
    readBlocks(profileMessage(await loadProfile(await harness.command(), of1001, redactorForOne())).blocks);
  expect(await read()).toContain('Possible duplicate: customer 1040 has the same phone number');
  harness.backOffice.world.customers.set(1041, { ...maja, id: 1041, phone: '+4366000', email: 'Maja.Horvat@example.com' });
  expect(await read()).toContain('customer 1041 has the same e-mail address');
});

it('a deleted account is no duplicate, and one that only looks alike is none', async () => {
  const { harness, maja } = await harnessWith({ blockState: 'DELETED', email: 'maja.horvat@example.com' });
  harness.backOffice.world.customers.set(1042, { ...maja, id: 1042, phone: '+43999', email: 'xmaja.horvat@example.com' });
  const { duplicates } = await loadProfile(await harness.command(), of1001, redactorForOne());
  expect(duplicates).toEqual([]);
});

it('what many see names nobody else, and nobody is searched for it', async () => {
  const { harness } = await harnessWith({ email: 'maja.horvat@example.com' });
  const before = harness.calls().length;
  const props = await loadProfile(await harness.command(), of1001, redactorForMany());
  expect(
    harness
      .calls()
      .slice(before)
      .filter((call) => call.includes('simple')),
  ).toEqual([]);
  expect(JSON.stringify(sharedProfileMessage(props))).not.toContain('1040');
});
