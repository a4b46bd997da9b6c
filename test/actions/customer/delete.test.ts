import { expect, it } from 'vitest';
import { deleteCustomer } from '../../../src/actions/customer/delete.ts';
import { showToOne } from '../../../src/lib/mask.ts';
import { openActionDesk, told } from '../../support/action-desk.ts';

const input = { customerId: 1001 };

it('deletes, and is proved by reading back a deleted account', async () => {
  const desk = await openActionDesk();
  const { seen } = await desk.carryOut(deleteCustomer, input);
  expect(desk.writes()).toEqual(['DELETE /customers/1001']);
  expect(await deleteCustomer.settled?.(desk.readers, input, seen, told)).toBe('done');
  desk.office.world.customers.delete(1001);
  expect(await deleteCustomer.settled?.(desk.readers, input, seen, told)).toBe('done');
});

it('whose answer was lost is done only when the account reads back deleted', async () => {
  expect(await (await openActionDesk()).losing(deleteCustomer, input, 'done')).toBe('done');
  expect(await (await openActionDesk()).losing(deleteCustomer, input, 'undone')).toBe('not-done');
});

it('shows what goes with it, and ties a yes to it', async () => {
  const desk = await openActionDesk();
  const seen = await desk.look(deleteCustomer, input);
  const { lines, undo } = deleteCustomer.preview(seen, input, showToOne());
  expect(lines?.join()).toContain('card HM-10001');
  expect(undo).toBe('Cannot be undone.');
  expect(deleteCustomer.fingerprint(seen)).toMatchObject({ Customer: 1001, Cards: 'HM-10001', 'Open invoices': null });
  const owing = await desk.look(deleteCustomer, { customerId: 1002 });
  expect(deleteCustomer.fingerprint(owing)).toMatchObject({ 'Open invoices': '37.40 EUR' });
});

it('who is deleted, or owns a business account, is refused with what to do', async () => {
  const desk = await openActionDesk();
  await expect(desk.look(deleteCustomer, { customerId: 1014 })).rejects.toMatchObject({ code: 'refused' });
  const owner = [...desk.office.world.memberships.values()].find(({ role }) => role === 'OWNER')?.userId ?? 0;
  await expect(desk.look(deleteCustomer, { customerId: owner })).rejects.toMatchObject({
    code: 'refused',
    say: expect.stringContaining('Give it another owner'),
  });
});

it('what the app may not see does not stand in the way', async () => {
  const desk = await openActionDesk();
  desk.office.world.permissions.delete('USER_GROUP_READ');
  const seen = await desk.look(deleteCustomer, input);
  expect(deleteCustomer.fingerprint(seen)).toMatchObject({ 'Business account': null });
});
