import { describe, expect, it } from 'vitest';
import { removeMembers } from '../../../src/actions/account/remove-members.ts';
import { redactorForOne } from '../../../src/lib/mask.ts';
import { type ActionHarness, context, openActionHarness } from '../../support/action-harness.ts';

const redactor = redactorForOne();
const join = (harness: ActionHarness, userId: number, role = 'MEMBER') =>
  harness.backOffice.world.memberships.set(userId, { userId, userGroupId: 7001, role, state: 'ACTIVE' });

describe('members', () => {
  it('are removed in one call, and proved by being gone', async () => {
    const harness = await openActionHarness();
    join(harness, 1001);
    const input = { accountId: 7001, customerIds: [1001, 1016] };
    const { snapshot, result } = await harness.carryOut(removeMembers, input);
    expect(harness.writes()).toEqual(['POST /groups/7001/remove-members {"userIds":[1001,1016]}']);
    expect(await removeMembers.verify?.(harness.readers, input, snapshot, context, result)).toBe('done');
    expect(removeMembers.render(snapshot, input, redactor, result).title).toContain('2 people removed from Alpenblick');
    join(harness, 1001);
    expect(await removeMembers.verify?.(harness.readers, input, snapshot, context, result)).toBe('not-done');
  });

  it('of whom some fail are told one by one, and those alone are asked again', async () => {
    const harness = await openActionHarness();
    join(harness, 1001);
    const input = { accountId: 7001, customerIds: [1001, 1016] };
    const snapshot = await harness.look(removeMembers, input);
    join(harness, 1001, 'OWNER');
    const result = await harness.write(removeMembers, input, snapshot);
    expect(await removeMembers.verify?.(harness.readers, input, snapshot, context, result)).toBe('done');
    const { title, lines } = removeMembers.render(snapshot, input, redactor, result);
    expect(title).toMatch(/^1 of 2 people removed from /);
    expect(lines).toEqual(['Maja Horvat (customer 1001): The owner cannot be removed']);
    expect(removeMembers.again?.(input, result)).toEqual({ accountId: 7001, customerIds: [1001] });
  });

  it('who all stay are a clear no', async () => {
    const harness = await openActionHarness();
    const input = { accountId: 7001, customerIds: [1016] };
    const snapshot = await harness.look(removeMembers, input);
    join(harness, 1016, 'OWNER');
    await expect(harness.write(removeMembers, input, snapshot)).rejects.toMatchObject({
      code: 'upstream_refused',
      say: expect.stringContaining('Nobody was removed.'),
    });
  });

  it('are a yes tied to their roles', async () => {
    const harness = await openActionHarness();
    const input = { accountId: 7001, customerIds: [1016] };
    expect(removeMembers.fingerprint(await harness.look(removeMembers, input))).toEqual({
      'Business account': 7001,
      'Role of customer 1016': 'member',
    });
  });
});

describe('nothing is asked', () => {
  it('for the owner', async () => {
    const harness = await openActionHarness();
    const owner = harness.backOffice.world.groups.get(7001)?.ownerId ?? 0;
    await expect(harness.look(removeMembers, { accountId: 7001, customerIds: [owner] })).rejects.toMatchObject({
      code: 'refused',
      say: expect.stringContaining('owns Alpenblick'),
    });
  });

  it('for somebody who is no member', async () => {
    const harness = await openActionHarness();
    await expect(harness.look(removeMembers, { accountId: 7001, customerIds: [1016, 1001] })).rejects.toMatchObject({
      code: 'refused',
      say: expect.stringContaining('Customer 1001 isn’t a member of Alpenblick'),
    });
  });
});

it.each([
  ['done', 'done'],
  ['undone', 'not-done'],
] as const)('a lost answer of what was %s reads back as %s', async (isDone, proof) => {
  const harness = await openActionHarness();
  expect(await harness.losing(removeMembers, { accountId: 7001, customerIds: [1016] }, isDone)).toBe(proof);
});
