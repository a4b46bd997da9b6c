import { describe, expect, it } from 'vitest';
import { removeMembers } from '../../../src/actions/account/remove-members.ts';
import { showToOne } from '../../../src/lib/mask.ts';
import { type ActionDesk, openActionDesk, told } from '../../support/action-desk.ts';

const show = showToOne();
const join = (desk: ActionDesk, userId: number, role = 'MEMBER') =>
  desk.office.world.memberships.set(userId, { userId, userGroupId: 7001, role, state: 'ACTIVE' });

describe('members', () => {
  it('are removed in one call, and proved by being gone', async () => {
    const desk = await openActionDesk();
    join(desk, 1001);
    const input = { accountId: 7001, customerIds: [1001, 1016] };
    const { seen, result } = await desk.carryOut(removeMembers, input);
    expect(desk.writes()).toEqual(['POST /groups/7001/remove-members {"userIds":[1001,1016]}']);
    expect(await removeMembers.settled?.(desk.readers, input, seen, told, result)).toBe('done');
    expect(removeMembers.render(seen, input, show, result).title).toContain('2 people removed from Alpenblick');
    join(desk, 1001);
    expect(await removeMembers.settled?.(desk.readers, input, seen, told, result)).toBe('not-done');
  });

  it('of whom some fail are told one by one, and those alone are asked again', async () => {
    const desk = await openActionDesk();
    join(desk, 1001);
    const input = { accountId: 7001, customerIds: [1001, 1016] };
    const seen = await desk.look(removeMembers, input);
    join(desk, 1001, 'OWNER');
    const result = await desk.write(removeMembers, input, seen);
    expect(await removeMembers.settled?.(desk.readers, input, seen, told, result)).toBe('done');
    const { title, lines } = removeMembers.render(seen, input, show, result);
    expect(title).toMatch(/^1 of 2 people removed from /);
    expect(lines).toEqual(['Maja Horvat (customer 1001): The owner cannot be removed']);
    expect(removeMembers.again?.(input, result)).toEqual({ accountId: 7001, customerIds: [1001] });
  });

  it('who all stay are a clear no', async () => {
    const desk = await openActionDesk();
    const input = { accountId: 7001, customerIds: [1016] };
    const seen = await desk.look(removeMembers, input);
    join(desk, 1016, 'OWNER');
    await expect(desk.write(removeMembers, input, seen)).rejects.toMatchObject({
      code: 'upstream_refused',
      say: expect.stringContaining('Nobody was removed.'),
    });
  });

  it('are a yes tied to their roles', async () => {
    const desk = await openActionDesk();
    const input = { accountId: 7001, customerIds: [1016] };
    expect(removeMembers.fingerprint(await desk.look(removeMembers, input))).toEqual({
      'Business account': 7001,
      'Role of customer 1016': 'member',
    });
  });
});

describe('nothing is asked', () => {
  it('for the owner', async () => {
    const desk = await openActionDesk();
    const owner = desk.office.world.groups.get(7001)?.ownerId ?? 0;
    await expect(desk.look(removeMembers, { accountId: 7001, customerIds: [owner] })).rejects.toMatchObject({
      code: 'refused',
      say: expect.stringContaining('owns Alpenblick'),
    });
  });

  it('for somebody who is no member', async () => {
    const desk = await openActionDesk();
    await expect(desk.look(removeMembers, { accountId: 7001, customerIds: [1016, 1001] })).rejects.toMatchObject({
      code: 'refused',
      say: expect.stringContaining('Customer 1001 is no member of Alpenblick'),
    });
  });
});

it.each([
  ['done', 'done'],
  ['undone', 'not-done'],
] as const)('a lost answer of what was %s reads back as %s', async (isDone, proof) => {
  const desk = await openActionDesk();
  expect(await desk.losing(removeMembers, { accountId: 7001, customerIds: [1016] }, isDone)).toBe(proof);
});
