import { expect, it } from 'vitest';
import { deleteCustomer } from '../../../src/actions/customer/delete.ts';
import { redactorForOne } from '../../../src/lib/mask.ts';
import { context, openActionHarness } from '../../support/action-harness.ts';

const input = { customerId: 1001 };

it('deletes, and is proved by reading back a deleted account', async () => {
  const harness = await openActionHarness();
  const { snapshot } = await harness.carryOut(deleteCustomer, input);
  expect(harness.writes()).toEqual(['DELETE /customers/1001']);
  expect(await deleteCustomer.verify?.(harness.readers, input, snapshot, context)).toBe('done');
  harness.backOffice.world.customers.delete(1001);
  expect(await deleteCustomer.verify?.(harness.readers, input, snapshot, context)).toBe('done');
});

it('whose answer was lost is done only when the account reads back deleted', async () => {
  expect(await (await openActionHarness()).losing(deleteCustomer, input, 'done')).toBe('done');
  expect(await (await openActionHarness()).losing(deleteCustomer, input, 'undone')).toBe('not-done');
});

it('shows what goes with it, and ties a yes to it', async () => {
  const harness = await openActionHarness();
  const snapshot = await harness.look(deleteCustomer, input);
  const { lines, undo } = deleteCustomer.preview(snapshot, input, redactorForOne());
  expect(lines?.join()).toContain('card HM-10001');
  expect(undo).toBe('Can’t be undone.');
  expect(deleteCustomer.fingerprint(snapshot)).toMatchObject({ Customer: 1001, Cards: 'HM-10001', 'Open invoices': null });
  const owing = await harness.look(deleteCustomer, { customerId: 1002 });
  expect(deleteCustomer.fingerprint(owing)).toMatchObject({ 'Open invoices': '37.40 EUR' });
});

it('who is deleted, or owns a business account, is refused with what to do', async () => {
  const harness = await openActionHarness();
  await expect(harness.look(deleteCustomer, { customerId: 1014 })).rejects.toMatchObject({ code: 'refused' });
  const owner = [...harness.backOffice.world.memberships.values()].find(({ role }) => role === 'OWNER')?.userId ?? 0;
  await expect(harness.look(deleteCustomer, { customerId: owner })).rejects.toMatchObject({
    code: 'refused',
    say: expect.stringContaining('Give it another owner'),
  });
});

it('what the app may not see is not in the way', async () => {
  const harness = await openActionHarness();
  harness.backOffice.world.permissions.delete('USER_GROUP_READ');
  const snapshot = await harness.look(deleteCustomer, input);
  expect(deleteCustomer.fingerprint(snapshot)).toMatchObject({ 'Business account': null });
});
