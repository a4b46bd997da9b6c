import { describe, expect, it } from 'vitest';
import { updateAccount } from '../../../src/actions/account/update.ts';
import { redactorForMany, redactorForOne } from '../../../src/lib/mask.ts';
import { context, openActionHarness } from '../../support/action-harness.ts';

describe('an account’s edit', () => {
  it('sends the fields that differ and no other', async () => {
    const harness = await openActionHarness();
    const { name, branchId, code } = harness.backOffice.world.groups.get(7002) ?? {};
    const edit = {
      name: name ?? '',
      branchId: branchId ?? 0,
      code: code ?? '',
      billingCycle: 'MONTHLY',
      requireDrivingLog: true,
    };
    const input = { accountId: 7002, edit };
    const { snapshot } = await harness.carryOut(updateAccount, input);
    expect(harness.writes()).toEqual(['PATCH /groups/7002 {"billingCycle":"MONTHLY","settings":{"requireDrivingLog":true}}']);
    expect(await updateAccount.verify?.(harness.readers, input, snapshot, context)).toBe('done');
    expect(harness.backOffice.world.groups.get(7002)?.settings.shouldIgnoreBCategoryRentalRequirement).toBe(false);
  });

  it('chooses among its own cost centres and the business units, by name', async () => {
    const harness = await openActionHarness();
    const costCenterId = harness.backOffice.world.groups.get(7002)?.costCenters[1]?.id ?? 0;
    const input = { accountId: 7002, edit: { costCenterId, unitId: 502 } };
    const { snapshot } = await harness.carryOut(updateAccount, input);
    expect(harness.writes()).toEqual([
      `PATCH /groups/7002 {"defaultCostCenter":{"id":${costCenterId}},"defaultBusinessUnit":{"id":502}}`,
    ]);
    expect(await updateAccount.verify?.(harness.readers, input, snapshot, context)).toBe('done');
    expect(updateAccount.preview(snapshot, input, redactorForOne()).changes).toEqual([
      { label: 'Default cost centre', before: 'Office', after: 'Field' },
      { label: 'Default business unit', before: 'none', after: 'Logistics' },
    ]);
  });

  it('shows many neither the name nor the code', async () => {
    const harness = await openActionHarness();
    const input = { accountId: 7002, edit: { name: 'Danube Catering' } };
    const preview = updateAccount.preview(await harness.look(updateAccount, input), input, redactorForMany());
    expect(JSON.stringify(preview)).not.toMatch(/Donau|Danube/);
  });

  it('that changes nothing is a hint; another account’s cost centre is refused', async () => {
    const harness = await openActionHarness();
    await expect(harness.look(updateAccount, { accountId: 7002, edit: { name: 'Donau Catering' } })).rejects.toMatchObject({
      context: { unchanged: true },
    });
    await expect(harness.look(updateAccount, { accountId: 7002, edit: { costCenterId: 1 } })).rejects.toMatchObject({
      say: 'Donau Catering (business account 7002) has no such cost centre. Choose one of its own.',
    });
  });

  it.each([
    ['done', 'done'],
    ['undone', 'not-done'],
  ] as const)('whose answer is lost and that was %s reads back as %s', async (isDone, proof) => {
    const harness = await openActionHarness();
    expect(await harness.losing(updateAccount, { accountId: 7002, edit: { name: 'Danube' } }, isDone)).toBe(proof);
  });
});
