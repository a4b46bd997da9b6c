import { expect, it } from 'vitest';
import { deleteUnit } from '../../../src/actions/business-unit/delete.ts';
import { showToMany } from '../../../src/lib/mask.ts';
import { type ActionDesk, openActionDesk, told } from '../../support/action-desk.ts';

const input = { unitId: 506 };

/** A business unit that no account has. */
async function openUnused(): Promise<ActionDesk> {
  const desk = await openActionDesk();
  for (const group of desk.office.world.groups.values()) {
    if (group.defaultBusinessUnit?.id === input.unitId) delete group.defaultBusinessUnit;
  }
  return desk;
}

it('an unused business unit is deleted in one call, and proved by its being gone', async () => {
  const desk = await openUnused();
  const seen = await desk.look(deleteUnit, input);
  expect(deleteUnit.preview(seen, input, showToMany()).lines?.join()).toMatch(/None of the \d+ business accounts/);
  expect(await deleteUnit.settled?.(desk.readers, input, seen, told)).toBe('not-done');
  await desk.write(deleteUnit, input, seen);
  expect(desk.writes()).toEqual(['DELETE /business-units/506']);
  expect(await deleteUnit.settled?.(desk.readers, input, seen, told)).toBe('done');
});

it('one that business accounts have as their default is refused with their names', async () => {
  const desk = await openUnused();
  const [first, second] = [...desk.office.world.groups.values()];
  if (first === undefined || second === undefined) throw new Error('no accounts');
  for (const account of [first, second]) account.defaultBusinessUnit = { id: 506, name: 'Pilot projects' };
  const refusal = await desk.look(deleteUnit, input).catch((error: unknown) => error);
  expect(refusal).toMatchObject({ code: 'refused' });
  const { say } = refusal as { say: string }; // safe: compared on the next lines
  expect(say).toContain('Business unit Pilot projects (506) cannot be deleted');
  expect(say).toContain(`(${first.id})`);
  expect(say).toContain(`(${second.id})`);
});

it('what the back office refers to elsewhere is said in words', async () => {
  const desk = await openUnused();
  const seen = await desk.look(deleteUnit, input);
  const [account] = [...desk.office.world.groups.values()];
  if (account === undefined) throw new Error('no accounts');
  account.defaultBusinessUnit = { id: 506, name: 'Pilot projects' };
  await expect(desk.write(deleteUnit, input, seen)).rejects.toMatchObject({
    code: 'upstream_refused',
    context: { status: 409 },
    say: expect.stringContaining('still uses this business unit somewhere'),
  });
});

it('accounts that cannot be looked through are not said to be without it', async () => {
  const desk = await openUnused();
  const { readers } = desk;
  const blind = {
    ...readers,
    operations: {
      ...readers.operations,
      accounts: { ...readers.operations.accounts, search: () => Promise.reject(new Error('not today')) },
    },
  };
  const seen = await deleteUnit.precheck(blind, input, { now: new Date() });
  expect(seen.looked).toContain('not all could be');
});
