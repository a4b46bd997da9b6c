import { expect, it } from 'vitest';
import { deleteUnit } from '../../../src/actions/business-unit/delete.ts';
import { redactorForMany } from '../../../src/lib/mask.ts';
import { type ActionHarness, context, openActionHarness } from '../../support/action-harness.ts';

const input = { unitId: 506 };

/** A business unit that no account has. */
async function openUnused(): Promise<ActionHarness> {
  const harness = await openActionHarness();
  for (const group of harness.backOffice.world.groups.values()) {
    if (group.defaultBusinessUnit?.id === input.unitId) delete group.defaultBusinessUnit;
  }
  return harness;
}

it('an unused business unit is deleted in one call, and proved by its being gone', async () => {
  const harness = await openUnused();
  const snapshot = await harness.look(deleteUnit, input);
  expect(deleteUnit.preview(snapshot, input, redactorForMany()).lines?.join()).toMatch(/None of the \d+ business accounts/);
  expect(await deleteUnit.verify?.(harness.readers, input, snapshot, context)).toBe('not-done');
  await harness.write(deleteUnit, input, snapshot);
  expect(harness.writes()).toEqual(['DELETE /business-units/506']);
  expect(await deleteUnit.verify?.(harness.readers, input, snapshot, context)).toBe('done');
});

it('one that business accounts have as their default is refused with their names', async () => {
  const harness = await openUnused();
  const [first, second] = [...harness.backOffice.world.groups.values()];
  if (first === undefined || second === undefined) throw new Error('no accounts');
  for (const account of [first, second]) account.defaultBusinessUnit = { id: 506, name: 'Pilot projects' };
  const refusal = await harness.look(deleteUnit, input).catch((error: unknown) => error);
  expect(refusal).toMatchObject({ code: 'refused' });
  const { say } = refusal as { say: string }; // safe: compared on the next lines
  expect(say).toContain('Business unit Pilot projects (506) cannot be deleted');
  expect(say).toContain(`(${first.id})`);
  expect(say).toContain(`(${second.id})`);
});

it('what the back office refers to elsewhere is explained in words', async () => {
  const harness = await openUnused();
  const snapshot = await harness.look(deleteUnit, input);
  const [account] = [...harness.backOffice.world.groups.values()];
  if (account === undefined) throw new Error('no accounts');
  account.defaultBusinessUnit = { id: 506, name: 'Pilot projects' };
  await expect(harness.write(deleteUnit, input, snapshot)).rejects.toMatchObject({
    code: 'upstream_refused',
    context: { status: 409 },
    say: expect.stringContaining('still uses this business unit somewhere'),
  });
});

it('accounts that cannot be looked through are not said to be without it', async () => {
  const harness = await openUnused();
  const { readers } = harness;
  const blind = {
    ...readers,
    operations: {
      ...readers.operations,
      accounts: { ...readers.operations.accounts, search: () => Promise.reject(new Error('not today')) },
    },
  };
  const snapshot = await deleteUnit.precheck(blind, input, { now: new Date() });
  expect(snapshot.looked).toContain('not all could be');
});
