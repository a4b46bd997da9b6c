import { describe, expect, it } from 'vitest';
import { createAccount } from '../../../src/actions/account/create.ts';
import { redactorForOne } from '../../../src/lib/mask.ts';
import { context, openActionHarness } from '../../support/action-harness.ts';

const account = {
  name: 'Fresh Fleet',
  code: 'FF-1',
  branchId: 2,
  billingCycle: 'WEEKLY',
  unitId: 505,
  checkRentalRequirements: true,
  requireDrivingLog: true,
  ignoreCategoryB: false,
};

describe('a business account is created', () => {
  it('with everything that was chosen, and is proved by its new id', async () => {
    const harness = await openActionHarness();
    const input = { account, ownerId: 1001 };
    const { snapshot, result } = await harness.carryOut(createAccount, input);
    const [write = ''] = harness.writes();
    expect(write.startsWith('POST /groups ')).toBe(true);
    expect(JSON.parse(write.slice('POST /groups '.length))).toEqual({
      name: 'Fresh Fleet',
      branchId: 2,
      code: 'FF-1',
      billingCycle: 'WEEKLY',
      checkRentalRequirements: true,
      defaultBusinessUnit: { id: 505 },
      settings: { requireDrivingLog: true, shouldIgnoreBCategoryRentalRequirement: false },
      ownerId: 1001,
    });
    expect(await createAccount.verify?.(harness.readers, input, snapshot, context, result)).toBe('done');
    expect(harness.reads().at(-1)).toBe(`GET /groups/${result.id}`);
    expect(createAccount.render(snapshot, input, redactorForOne(), result).title).toBe(
      `Fresh Fleet (business account ${result.id}) was created`,
    );
    harness.backOffice.world.groups.delete(result.id);
    await expect(createAccount.verify?.(harness.readers, input, snapshot, context, result)).rejects.toMatchObject({
      code: 'not_found',
    });
  });

  it('with a name and a branch alone', async () => {
    const harness = await openActionHarness();
    await harness.carryOut(createAccount, { account: { name: 'Fresh', branchId: 2 } });
    expect(harness.writes()).toEqual(['POST /groups {"name":"Fresh","branchId":2}']);
  });

  it('after a preview that names branch, unit and owner', async () => {
    const harness = await openActionHarness();
    const input = { account, ownerId: 1001 };
    const branch = harness.backOffice.world.branches.get(2)?.name;
    const { lines } = createAccount.preview(await harness.look(createAccount, input), input, redactorForOne());
    expect(lines).toEqual(
      expect.arrayContaining(['Owner: Maja Horvat (customer 1001)', `Branch: ${branch}`, 'Default business unit: Health care']),
    );
  });
});

describe('it is not created', () => {
  it('with an owner who is in another account, which is named', async () => {
    const harness = await openActionHarness();
    await expect(harness.look(createAccount, { account, ownerId: 1016 })).rejects.toMatchObject({
      code: 'refused',
      say: expect.stringContaining('is in Alpenblick Facility Services GmbH (business account 7001) already.'),
    });
  });

  it('with a code that another of the branch has', async () => {
    const harness = await openActionHarness();
    const { code = '', branchId = 0 } = harness.backOffice.world.groups.get(7002) ?? {};
    await expect(harness.look(createAccount, { account: { name: 'Fresh', code, branchId } })).rejects.toMatchObject({
      code: 'refused',
      say: expect.stringContaining(`Donau Catering (business account 7002) has the code ${code} already.`),
    });
  });

  it('without a warning beside one of the same name', async () => {
    const harness = await openActionHarness();
    const { name = '', branchId = 0 } = harness.backOffice.world.groups.get(7002) ?? {};
    const input = { account: { name, branchId } };
    expect(createAccount.preview(await harness.look(createAccount, input), input, redactorForOne()).warning).toContain('7002');
  });
});

describe('when the answer is lost', () => {
  it.each([
    ['done', 'done'],
    ['undone', 'not-done'],
  ] as const)('and it was %s, a search says so: %s', async (isDone, proof) => {
    const harness = await openActionHarness();
    expect(await harness.losing(createAccount, { account, ownerId: 1001 }, isDone)).toBe(proof);
  });

  it('and two of the name came up meanwhile, nobody can tell', async () => {
    const harness = await openActionHarness();
    const input = { account: { name: 'Fresh', branchId: 2 } };
    const snapshot = await harness.look(createAccount, input);
    const model = harness.backOffice.world.groups.get(7002);
    if (model === undefined) throw new Error('no account');
    for (const id of [9001, 9002])
      harness.backOffice.world.groups.set(id, { ...model, id, code: `X-${id}`, name: 'Fresh', branchId: 2 });
    expect(await createAccount.verify?.(harness.readers, input, snapshot, context)).toBe('cannot-tell');
  });
});
