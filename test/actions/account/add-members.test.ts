import { describe, expect, it } from 'vitest';
import { addMembers } from '../../../src/actions/account/add-members.ts';
import { redactorForMany, redactorForOne } from '../../../src/lib/mask.ts';
import { context, openActionHarness } from '../../support/action-harness.ts';

const redactor = redactorForOne();

describe('one person', () => {
  it('is added with role and cost centre, and proved by the membership', async () => {
    const harness = await openActionHarness();
    const costCenterId = harness.backOffice.world.groups.get(7002)?.costCenters[0]?.id ?? 0;
    const input = { accountId: 7002, customerIds: [1001], role: 'ADMIN' as const, costCenterId };
    const { snapshot, result } = await harness.carryOut(addMembers, input);
    expect(harness.writes()).toEqual([
      `POST /groups/7002/add-member {"userId":1001,"role":"ADMIN","costCenterId":${costCenterId}}`,
    ]);
    expect(await addMembers.verify?.(harness.readers, input, snapshot, context, result)).toBe('done');
    expect(harness.reads().at(-1)).toBe('GET /groups/7002/members/1001');
    expect(addMembers.render(snapshot, input, redactor, result).title).toBe(
      'Maja Horvat (customer 1001) is added to Donau Catering (business account 7002)',
    );
    harness.backOffice.world.memberships.delete(1001);
    expect(await addMembers.verify?.(harness.readers, input, snapshot, context, result)).toBe('not-done');
  });

  it('without a role becomes a member', async () => {
    const harness = await openActionHarness();
    await harness.carryOut(addMembers, { accountId: 7002, customerIds: [1001] });
    expect(harness.writes()).toEqual(['POST /groups/7002/add-member {"userId":1001,"role":"MEMBER"}']);
  });

  it('who was put into another account meanwhile is a conflict with that account’s name', async () => {
    const harness = await openActionHarness();
    const input = { accountId: 7002, customerIds: [1001] };
    const snapshot = await harness.look(addMembers, input);
    harness.backOffice.world.memberships.set(1001, { userId: 1001, userGroupId: 7005, role: 'MEMBER', state: 'ACTIVE' });
    await expect(harness.write(addMembers, input, snapshot)).rejects.toMatchObject({
      code: 'upstream_refused',
      say: expect.stringContaining('Maja Horvat (customer 1001) is in Kaffeerösterei Wunderbar (business account 7005) already.'),
    });
  });
});

describe('several people', () => {
  const input = { accountId: 7002, customerIds: [1001, 1002, 1003] };

  it('go out in one call', async () => {
    const harness = await openActionHarness();
    const { snapshot, result } = await harness.carryOut(addMembers, input);
    expect(harness.writes()).toEqual(['POST /groups/7002/add-members {"userIds":[1001,1002,1003]}']);
    expect(await addMembers.verify?.(harness.readers, input, snapshot, context, result)).toBe('done');
    expect(addMembers.again?.(input, result)).toBeUndefined();
    expect(addMembers.render(snapshot, input, redactor, result)).toMatchObject({
      title: '3 people added to Donau Catering (business account 7002)',
      lines: [],
    });
  });

  it('of whom some fail are told one by one, and those alone are asked again', async () => {
    const harness = await openActionHarness();
    const snapshot = await harness.look(addMembers, input);
    harness.backOffice.world.memberships.set(1002, { userId: 1002, userGroupId: 7005, role: 'MEMBER', state: 'ACTIVE' });
    const result = await harness.write(addMembers, input, snapshot);
    expect(await addMembers.verify?.(harness.readers, input, snapshot, context, result)).toBe('done');
    const { title, lines } = addMembers.render(snapshot, input, redactor, result);
    expect(title).toBe('2 of 3 people added to Donau Catering (business account 7002)');
    expect(lines).toHaveLength(1);
    expect(lines?.[0]).toMatch(/\(customer 1002\): The user is in another business account$/);
    const many = addMembers.render(snapshot, input, redactorForMany(), result);
    expect(many.title).toBe('2 of 3 people added to business account 7002');
    expect(many.lines?.[0]).toMatch(/^\p{L}\.\p{L}\. · customer 1002: /u);
    expect(addMembers.again?.(input, result)).toEqual({ accountId: 7002, customerIds: [1002] });
  });

  it('who all fail are a clear no, with every reason', async () => {
    const harness = await openActionHarness();
    const snapshot = await harness.look(addMembers, input);
    for (const userId of input.customerIds)
      harness.backOffice.world.memberships.set(userId, { userId, userGroupId: 7005, role: 'MEMBER', state: 'ACTIVE' });
    await expect(harness.write(addMembers, input, snapshot)).rejects.toMatchObject({
      code: 'upstream_refused',
      say: expect.stringMatching(
        /^Nobody was added\. .*customer 1001.*customer 1003.*: The user is in another business account\.$/,
      ),
    });
  });

  it.each([
    [10, 'sensitive'],
    [11, 'bulk'],
  ])('%s at once are %s', (count, risk) => {
    const customerIds = Array.from({ length: count }, (_, at) => at + 1);
    const snapshot = { account: { id: 7002 }, branchId: 1, people: [], costCenter: undefined };
    expect(addMembers.riskOf?.(snapshot, { accountId: 7002, customerIds })).toBe(risk);
    expect(addMembers.count?.({ accountId: 7002, customerIds }, snapshot)).toBe(count);
  });

  it('cannot be given a role together', async () => {
    const harness = await openActionHarness();
    await expect(harness.look(addMembers, { ...input, role: 'ADMIN' })).rejects.toMatchObject({ code: 'refused' });
  });
});

it.each(['INVITED_2', 'WAITS_FOR_OWNER'])('a membership that reads back as %s is no proof that somebody is in', async (state) => {
  const harness = await openActionHarness();
  const input = { accountId: 7002, customerIds: [1001] };
  const { snapshot, result } = await harness.carryOut(addMembers, input);
  expect(await addMembers.verify?.(harness.readers, input, snapshot, context, result)).toBe('done');
  const membership = harness.backOffice.world.memberships.get(1001);
  if (membership !== undefined) Object.assign(membership, { state });
  expect(await addMembers.verify?.(harness.readers, input, snapshot, context, result)).toBe('cannot-tell');
});

describe('nobody is added', () => {
  it.each([
    ['who is in another account', [1001, 1016], 'is in Alpenblick Facility Services GmbH (business account 7001) already.'],
    ['who is deleted', [1014], 'is deleted'],
    ['whom nobody knows', [99], 'There is no customer 99.'],
  ])('%s, and the account is named', async (_, customerIds, say) => {
    const harness = await openActionHarness();
    await expect(harness.look(addMembers, { accountId: 7002, customerIds })).rejects.toMatchObject({
      code: 'refused',
      say: expect.stringContaining(say),
    });
    expect(harness.writes()).toEqual([]);
  });

  it('twice into the same account', async () => {
    const harness = await openActionHarness();
    await expect(harness.look(addMembers, { accountId: 7001, customerIds: [1016] })).rejects.toMatchObject({
      say: expect.stringMatching(/is in this business account already\.$/),
    });
  });

  it('as owner, nor with a cost centre of another account', async () => {
    expect(addMembers.input.safeParse({ accountId: 7002, customerIds: [1001], role: 'OWNER' }).success).toBe(false);
    const harness = await openActionHarness();
    await expect(harness.look(addMembers, { accountId: 7002, customerIds: [1001], costCenterId: 1 })).rejects.toMatchObject({
      say: expect.stringContaining('has no such cost centre'),
    });
  });
});

describe('when the answer is lost', () => {
  it.each([
    [[1001], 'done', 'done'],
    [[1001], 'undone', 'not-done'],
    [[1001, 1002], 'done', 'done'],
    [[1001, 1002], 'undone', 'not-done'],
  ] as const)('%j that was %s reads back as %s', async (customerIds, isDone, proof) => {
    const harness = await openActionHarness();
    expect(await harness.losing(addMembers, { accountId: 7002, customerIds: [...customerIds] }, isDone)).toBe(proof);
    expect(harness.writes()).toHaveLength(1);
  });

  it('and only some are members, it is not done', async () => {
    const harness = await openActionHarness();
    const input = { accountId: 7002, customerIds: [1001, 1002] };
    const snapshot = await harness.look(addMembers, input);
    harness.backOffice.world.memberships.set(1001, { userId: 1001, userGroupId: 7002, role: 'MEMBER', state: 'ACTIVE' });
    expect(await addMembers.verify?.(harness.readers, input, snapshot, context)).toBe('not-done');
    expect(addMembers.render(snapshot, input, redactor, undefined).title).toBe(
      '2 people added to Donau Catering (business account 7002)',
    );
  });
});
