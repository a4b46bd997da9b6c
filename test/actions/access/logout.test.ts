import { expect, it } from 'vitest';
import { logout } from '../../../src/actions/access/logout.ts';
import { showToOne } from '../../../src/lib/mask.ts';
import { openActionDesk, told } from '../../support/action-desk.ts';

async function open() {
  const desk = await openActionDesk();
  const customerId = [...desk.office.world.refreshTokens].find(([, tokens]) => tokens.length > 0)?.[0] ?? 0;
  return { desk, input: { customerId } };
}

it('logs out, and is proved by no device being left', async () => {
  const { desk, input } = await open();
  const { seen } = await desk.carryOut(logout, input);
  expect(desk.writes()).toEqual([`PATCH /customers/${input.customerId}/logout`]);
  expect(await logout.settled?.(desk.readers, input, seen, told)).toBe('done');
  expect(logout.preview(seen, input, showToOne()).changes?.[0]).toMatchObject({ after: 'none' });
});

it('whose answer was lost is done only when no device is left', async () => {
  const done = await open();
  expect(await done.desk.losing(logout, done.input, 'done')).toBe('done');
  const undone = await open();
  expect(await undone.desk.losing(logout, undone.input, 'undone')).toBe('not-done');
});

it('who is signed in nowhere is refused', async () => {
  const { desk, input } = await open();
  desk.office.world.refreshTokens.delete(input.customerId);
  await expect(desk.look(logout, input)).rejects.toMatchObject({ code: 'refused', say: expect.stringContaining('nowhere') });
});
