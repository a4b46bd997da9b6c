import { expect, it } from 'vitest';
import { logout } from '../../../src/actions/access/logout.ts';
import { redactorForOne } from '../../../src/lib/mask.ts';
import { context, openActionHarness } from '../../support/action-harness.ts';

async function open() {
  const harness = await openActionHarness();
  const customerId = [...harness.backOffice.world.refreshTokens].find(([, tokens]) => tokens.length > 0)?.[0] ?? 0;
  return { harness, input: { customerId } };
}

it('logs out, and is proved by no device being left', async () => {
  const { harness, input } = await open();
  const { snapshot } = await harness.carryOut(logout, input);
  expect(harness.writes()).toEqual([`PATCH /customers/${input.customerId}/logout`]);
  expect(await logout.verify?.(harness.readers, input, snapshot, context)).toBe('done');
  expect(logout.preview(snapshot, input, redactorForOne()).changes?.[0]).toMatchObject({ after: 'none' });
});

it('whose answer was lost is done only when no device is left', async () => {
  const done = await open();
  expect(await done.harness.losing(logout, done.input, 'done')).toBe('done');
  const undone = await open();
  expect(await undone.harness.losing(logout, undone.input, 'undone')).toBe('not-done');
});

it('who is signed in nowhere is refused', async () => {
  const { harness, input } = await open();
  harness.backOffice.world.refreshTokens.delete(input.customerId);
  await expect(harness.look(logout, input)).rejects.toMatchObject({
    code: 'refused',
    say: expect.stringContaining('on any device'),
  });
});
