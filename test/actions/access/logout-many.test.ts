import { expect, it } from 'vitest';
import { logoutMany } from '../../../src/actions/access/logout-many.ts';
import { showToMany } from '../../../src/lib/mask.ts';
import { openActionDesk } from '../../support/action-desk.ts';

const input = { role: 'CUSTOMER', branchId: 1 };

it('logs out by role and branch, and says how many the back office counted', async () => {
  const desk = await openActionDesk();
  const { seen, result } = await desk.carryOut(logoutMany, input);
  expect(desk.writes()).toEqual(['PATCH /customers/logout {"role":"CUSTOMER","branchId":1}']);
  expect(logoutMany.settled).toBeUndefined();
  expect(result.loggedOut).toBeGreaterThan(0);
  expect(logoutMany.render(seen, input, showToMany(), result).lines?.[0]).toContain(String(result.loggedOut));
});

it('counts as many as the branch has, since nobody says how many have the role', async () => {
  const desk = await openActionDesk();
  const seen = await desk.look(logoutMany, input);
  expect(logoutMany.count?.(input, seen)).toBe(seen.most);
  expect(seen.most).toBeGreaterThan(10);
});

it('counts as very many where that cannot be seen either, so that no rule for a few lets it pass', async () => {
  const desk = await openActionDesk();
  desk.office.world.permissions.delete('USER_READ');
  const seen = await desk.look(logoutMany, input);
  expect(logoutMany.count?.(input, seen)).toBeGreaterThan(100_000);
});

it('a branch that is not there is refused', async () => {
  const desk = await openActionDesk();
  await expect(desk.look(logoutMany, { ...input, branchId: 99 })).rejects.toMatchObject({ code: 'refused' });
});
