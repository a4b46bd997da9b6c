import { expect, it } from 'vitest';
import { logoutMany } from '../../../src/actions/access/logout-many.ts';
import { redactorForMany } from '../../../src/lib/mask.ts';
import { openActionHarness } from '../../support/action-harness.ts';

const input = { role: 'CUSTOMER', branchId: 1 };

it('logs out by role and branch, and says how many the back office counted', async () => {
  const harness = await openActionHarness();
  const { snapshot, result } = await harness.carryOut(logoutMany, input);
  expect(harness.writes()).toEqual(['PATCH /customers/logout {"role":"CUSTOMER","branchId":1}']);
  expect(logoutMany.verify).toBeUndefined();
  expect(result.loggedOut).toBeGreaterThan(0);
  expect(logoutMany.render(snapshot, input, redactorForMany(), result).lines?.[0]).toContain(String(result.loggedOut));
});

it('counts as many as the branch has, since nobody says how many have the role', async () => {
  const harness = await openActionHarness();
  const snapshot = await harness.look(logoutMany, input);
  expect(logoutMany.count?.(input, snapshot)).toBe(snapshot.most);
  expect(snapshot.most).toBeGreaterThan(10);
});

it('counts as very many if that cannot be seen either, so that no rule for a few lets it pass', async () => {
  const harness = await openActionHarness();
  harness.backOffice.world.permissions.delete('USER_READ');
  const snapshot = await harness.look(logoutMany, input);
  expect(logoutMany.count?.(input, snapshot)).toBeGreaterThan(100_000);
});

it('a branch that is not there is refused', async () => {
  const harness = await openActionHarness();
  await expect(harness.look(logoutMany, { ...input, branchId: 99 })).rejects.toMatchObject({ code: 'refused' });
});
