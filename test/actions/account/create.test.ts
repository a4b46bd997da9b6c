import { describe, expect, it } from 'vitest';
import { createAccount } from '../../../src/actions/account/create.ts';
import { showToOne } from '../../../src/lib/mask.ts';
import { openActionDesk, told } from '../../support/action-desk.ts';

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
    const desk = await openActionDesk();
    const input = { account, ownerId: 1001 };
    const { seen, result } = await desk.carryOut(createAccount, input);
    const [write = ''] = desk.writes();
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
    expect(await createAccount.settled?.(desk.readers, input, seen, told, result)).toBe('done');
    expect(desk.reads().at(-1)).toBe(`GET /groups/${result.id}`);
    expect(createAccount.render(seen, input, showToOne(), result).title).toBe(
      `Fresh Fleet (business account ${result.id}) is created`,
    );
    desk.office.world.groups.delete(result.id);
    await expect(createAccount.settled?.(desk.readers, input, seen, told, result)).rejects.toMatchObject({ code: 'not_found' });
  });

  it('with a name and a branch alone', async () => {
    const desk = await openActionDesk();
    await desk.carryOut(createAccount, { account: { name: 'Fresh', branchId: 2 } });
    expect(desk.writes()).toEqual(['POST /groups {"name":"Fresh","branchId":2}']);
  });

  it('after a preview that names branch, unit and owner', async () => {
    const desk = await openActionDesk();
    const input = { account, ownerId: 1001 };
    const branch = desk.office.world.branches.get(2)?.name;
    const { lines } = createAccount.preview(await desk.look(createAccount, input), input, showToOne());
    expect(lines).toEqual(
      expect.arrayContaining(['Owner: Maja Horvat (customer 1001)', `Branch: ${branch}`, 'Default business unit: Health care']),
    );
  });
});

describe('it is not created', () => {
  it('with an owner who is in another account, which is named', async () => {
    const desk = await openActionDesk();
    await expect(desk.look(createAccount, { account, ownerId: 1016 })).rejects.toMatchObject({
      code: 'refused',
      say: expect.stringContaining('is in Alpenblick Facility Services GmbH (business account 7001) already.'),
    });
  });

  it('with a code that another of the branch has', async () => {
    const desk = await openActionDesk();
    const { code = '', branchId = 0 } = desk.office.world.groups.get(7002) ?? {};
    await expect(desk.look(createAccount, { account: { name: 'Fresh', code, branchId } })).rejects.toMatchObject({
      code: 'refused',
      say: expect.stringContaining(`Donau Catering (business account 7002) has the code ${code} already.`),
    });
  });

  it('without a warning beside one of the same name', async () => {
    const desk = await openActionDesk();
    const { name = '', branchId = 0 } = desk.office.world.groups.get(7002) ?? {};
    const input = { account: { name, branchId } };
    expect(createAccount.preview(await desk.look(createAccount, input), input, showToOne()).warning).toContain('7002');
  });
});

describe('when the answer is lost', () => {
  it.each([
    ['done', 'done'],
    ['undone', 'not-done'],
  ] as const)('and it was %s, a search says so: %s', async (isDone, proof) => {
    const desk = await openActionDesk();
    expect(await desk.losing(createAccount, { account, ownerId: 1001 }, isDone)).toBe(proof);
  });

  it('and two of the name came up meanwhile, nobody can tell', async () => {
    const desk = await openActionDesk();
    const input = { account: { name: 'Fresh', branchId: 2 } };
    const seen = await desk.look(createAccount, input);
    const model = desk.office.world.groups.get(7002);
    if (model === undefined) throw new Error('no account');
    for (const id of [9001, 9002])
      desk.office.world.groups.set(id, { ...model, id, code: `X-${id}`, name: 'Fresh', branchId: 2 });
    expect(await createAccount.settled?.(desk.readers, input, seen, told)).toBe('cannot-tell');
  });
});
