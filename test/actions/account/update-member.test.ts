import { describe, expect, it } from 'vitest';
import { updateMember } from '../../../src/actions/account/update-member.ts';
import { showToMany, showToOne } from '../../../src/lib/mask.ts';
import { openActionDesk, told } from '../../support/action-desk.ts';

const whole = {
  accountId: 7001,
  customerId: 1016,
  role: 'ADMIN',
  state: 'ACTIVE',
  costCenterId: 70010,
  superiorEmail: null,
} as const;

describe('a membership', () => {
  it('is read first and written whole; what is nothing is left out', async () => {
    const desk = await openActionDesk();
    const { seen, result } = await desk.carryOut(updateMember, whole);
    expect(desk.reads()).toContain('GET /groups/7001/members/1016');
    expect(desk.writes()).toEqual(['PUT /groups/7001/members/1016 {"role":"ADMIN","state":"ACTIVE","costCenterId":70010}']);
    expect(await updateMember.settled?.(desk.readers, whole, seen, told, result)).toBe('done');
    desk.office.world.memberships.delete(1016);
    expect(await updateMember.settled?.(desk.readers, whole, seen, told, result)).toBe('not-done');
  });

  it('keeps what is not in the change, as it is by then', async () => {
    const desk = await openActionDesk();
    const member = desk.office.world.memberships.get(1016);
    if (member !== undefined) member.costCenterId = 70010;
    const input = { accountId: 7001, customerId: 1016, state: 'ACTIVE' };
    const { seen, result } = await desk.carryOut(updateMember, input);
    expect(desk.writes()).toEqual([
      `PUT /groups/7001/members/1016 {"role":"MEMBER","state":"ACTIVE","costCenterId":70010,"superiorEmail":"${member?.superiorEmail}"}`,
    ]);
    expect(await updateMember.settled?.(desk.readers, input, seen, told, result)).toBe('done');
  });

  it('sends again what was given as it is', async () => {
    const desk = await openActionDesk();
    const superiorEmail = desk.office.world.memberships.get(1016)?.superiorEmail ?? '';
    await desk.carryOut(updateMember, { ...whole, role: 'MEMBER', costCenterId: null, superiorEmail });
    expect(desk.writes()).toEqual([
      `PUT /groups/7001/members/1016 {"role":"MEMBER","state":"ACTIVE","superiorEmail":"${superiorEmail}"}`,
    ]);
  });

  it('is shown as a difference, with the superior’s address masked', async () => {
    const desk = await openActionDesk();
    const preview = updateMember.preview(await desk.look(updateMember, whole), whole, showToOne());
    expect(preview.changes).toEqual([
      { label: 'Role', before: 'member', after: 'administrator' },
      { label: 'State', before: 'inactive', after: 'active' },
      { label: 'Cost centre', before: 'none', after: 'Office' },
      { label: 'Superior', before: 'h…@example.org', after: 'none' },
    ]);
    const many = JSON.stringify(updateMember.preview(await desk.look(updateMember, whole), whole, showToMany()));
    expect(many).not.toMatch(/Steiner|Alpenblick|example\.org/);
  });

  it('that became another one meanwhile is another fact', async () => {
    const desk = await openActionDesk();
    const before = updateMember.fingerprint(await desk.look(updateMember, whole));
    desk.office.world.memberships.set(1016, { userId: 1016, userGroupId: 7001, role: 'MEMBER', state: 'ACTIVE' });
    expect(updateMember.fingerprint(await desk.look(updateMember, whole))).not.toEqual(before);
  });
});

describe('is refused', () => {
  it('for an owner, and never makes one', async () => {
    expect(updateMember.input.safeParse({ ...whole, role: 'OWNER' }).success).toBe(false);
    const desk = await openActionDesk();
    const customerId = desk.office.world.groups.get(7001)?.ownerId ?? 0;
    await expect(desk.look(updateMember, { ...whole, customerId })).rejects.toMatchObject({
      code: 'refused',
      say: expect.stringContaining('owns Alpenblick'),
    });
  });

  it.each([
    ['somebody who is no member', { customerId: 1001 }, 'is no member of Alpenblick'],
    ['a cost centre of another account', { costCenterId: 1 }, 'has no such cost centre'],
  ])('for %s', async (_, change, say) => {
    const desk = await openActionDesk();
    await expect(desk.look(updateMember, { ...whole, ...change })).rejects.toMatchObject({
      code: 'refused',
      say: expect.stringContaining(say),
    });
  });

  it('where nothing would change, as a hint and no trouble', async () => {
    const desk = await openActionDesk();
    const superiorEmail = desk.office.world.memberships.get(1016)?.superiorEmail ?? null;
    const now = { ...whole, role: 'MEMBER', state: 'INACTIVE', costCenterId: null, superiorEmail } as const;
    await expect(desk.look(updateMember, now)).rejects.toMatchObject({ code: 'refused', context: { unchanged: true } });
  });
});

it.each([
  ['done', 'done'],
  ['undone', 'not-done'],
] as const)('a lost answer of what was %s reads back as %s', async (isDone, proof) => {
  const desk = await openActionDesk();
  expect(await desk.losing(updateMember, whole, isDone)).toBe(proof);
});
