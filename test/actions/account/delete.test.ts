import { expect, it } from 'vitest';
import { deleteAccount } from '../../../src/actions/account/delete.ts';
import { redactorForMany, redactorForOne } from '../../../src/lib/mask.ts';
import { context, openActionHarness } from '../../support/action-harness.ts';

const input = { accountId: 7002 };

it('an account is deleted, and proved by not being there', async () => {
  const harness = await openActionHarness();
  const { snapshot } = await harness.carryOut(deleteAccount, input);
  expect(harness.writes()).toEqual(['DELETE /groups/7002']);
  expect(await deleteAccount.verify?.(harness.readers, input, snapshot, context)).toBe('done');
});

it('the preview says how many lose it, and tells many no name', async () => {
  const harness = await openActionHarness();
  const snapshot = await harness.look(deleteAccount, input);
  expect(deleteAccount.preview(snapshot, input, redactorForOne())).toMatchObject({
    title: 'Delete Donau Catering (business account 7002)',
    lines: [`It has ${snapshot.members} active members.`],
  });
  expect(deleteAccount.preview(snapshot, input, redactorForMany()).title).toBe('Delete business account 7002');
});

it('a yes is tied to how many are in it', async () => {
  const harness = await openActionHarness();
  const before = deleteAccount.fingerprint(await harness.look(deleteAccount, input));
  harness.backOffice.world.memberships.set(1001, { userId: 1001, userGroupId: 7002, role: 'MEMBER', state: 'ACTIVE' });
  expect(deleteAccount.fingerprint(await harness.look(deleteAccount, input))).not.toEqual(before);
});

it('one that is not there cannot be deleted', async () => {
  const harness = await openActionHarness();
  await expect(harness.look(deleteAccount, { accountId: 99 })).rejects.toMatchObject({ code: 'not_found' });
});

it.each([
  ['done', 'done'],
  ['undone', 'not-done'],
] as const)('a lost answer of what was %s reads back as %s', async (isDone, proof) => {
  const harness = await openActionHarness();
  expect(await harness.losing(deleteAccount, input, isDone)).toBe(proof);
});
