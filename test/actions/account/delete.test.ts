import { expect, it } from 'vitest';
import { deleteAccount } from '../../../src/actions/account/delete.ts';
import { showToMany, showToOne } from '../../../src/lib/mask.ts';
import { openActionDesk, told } from '../../support/action-desk.ts';

const input = { accountId: 7002 };

it('an account is deleted, and proved by not being there', async () => {
  const desk = await openActionDesk();
  const { seen } = await desk.carryOut(deleteAccount, input);
  expect(desk.writes()).toEqual(['DELETE /groups/7002']);
  expect(await deleteAccount.settled?.(desk.readers, input, seen, told)).toBe('done');
});

it('the preview says how many lose it, and tells many no name', async () => {
  const desk = await openActionDesk();
  const seen = await desk.look(deleteAccount, input);
  expect(deleteAccount.preview(seen, input, showToOne())).toMatchObject({
    title: 'Delete Donau Catering (business account 7002)',
    lines: [`It has ${seen.members} active members.`],
  });
  expect(deleteAccount.preview(seen, input, showToMany()).title).toBe('Delete business account 7002');
});

it('a yes is tied to how many are in it', async () => {
  const desk = await openActionDesk();
  const before = deleteAccount.fingerprint(await desk.look(deleteAccount, input));
  desk.office.world.memberships.set(1001, { userId: 1001, userGroupId: 7002, role: 'MEMBER', state: 'ACTIVE' });
  expect(deleteAccount.fingerprint(await desk.look(deleteAccount, input))).not.toEqual(before);
});

it('one that is not there cannot be deleted', async () => {
  const desk = await openActionDesk();
  await expect(desk.look(deleteAccount, { accountId: 99 })).rejects.toMatchObject({ code: 'not_found' });
});

it.each([
  ['done', 'done'],
  ['undone', 'not-done'],
] as const)('a lost answer of what was %s reads back as %s', async (isDone, proof) => {
  const desk = await openActionDesk();
  expect(await desk.losing(deleteAccount, input, isDone)).toBe(proof);
});
