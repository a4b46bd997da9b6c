import { describe, expect, it } from 'vitest';
import { updateMember } from '../../../src/actions/account/update-member.ts';
import { redactorForMany, redactorForOne } from '../../../src/lib/mask.ts';
import { context, openActionHarness } from '../../support/action-harness.ts';

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
    const harness = await openActionHarness();
    const { snapshot, result } = await harness.carryOut(updateMember, whole);
    expect(harness.reads()).toContain('GET /groups/7001/members/1016');
    expect(harness.writes()).toEqual(['PUT /groups/7001/members/1016 {"role":"ADMIN","state":"ACTIVE","costCenterId":70010}']);
    expect(await updateMember.verify?.(harness.readers, whole, snapshot, context, result)).toBe('done');
    harness.backOffice.world.memberships.delete(1016);
    expect(await updateMember.verify?.(harness.readers, whole, snapshot, context, result)).toBe('not-done');
  });

  it('keeps what is not in the change, as it is by then', async () => {
    const harness = await openActionHarness();
    const member = harness.backOffice.world.memberships.get(1016);
    if (member !== undefined) member.costCenterId = 70010;
    const input = { accountId: 7001, customerId: 1016, state: 'ACTIVE' };
    const { snapshot, result } = await harness.carryOut(updateMember, input);
    expect(harness.writes()).toEqual([
      `PUT /groups/7001/members/1016 {"role":"MEMBER","state":"ACTIVE","costCenterId":70010,"superiorEmail":"${member?.superiorEmail}"}`,
    ]);
    expect(await updateMember.verify?.(harness.readers, input, snapshot, context, result)).toBe('done');
  });

  it('sends again what was given as it is', async () => {
    const harness = await openActionHarness();
    const superiorEmail = harness.backOffice.world.memberships.get(1016)?.superiorEmail ?? '';
    await harness.carryOut(updateMember, { ...whole, role: 'MEMBER', costCenterId: null, superiorEmail });
    expect(harness.writes()).toEqual([
      `PUT /groups/7001/members/1016 {"role":"MEMBER","state":"ACTIVE","superiorEmail":"${superiorEmail}"}`,
    ]);
  });

  it('is shown as a difference, with the superior’s address masked', async () => {
    const harness = await openActionHarness();
    const preview = updateMember.preview(await harness.look(updateMember, whole), whole, redactorForOne());
    expect(preview.changes).toEqual([
      { label: 'Role', before: 'member', after: 'administrator' },
      { label: 'State', before: 'inactive', after: 'active' },
      { label: 'Cost centre', before: 'none', after: 'Office' },
      { label: 'Superior', before: 'h…@example.org', after: 'none' },
    ]);
    const many = JSON.stringify(updateMember.preview(await harness.look(updateMember, whole), whole, redactorForMany()));
    expect(many).not.toMatch(/Steiner|Alpenblick|example\.org/);
  });

  it('that became another one meanwhile is another fact', async () => {
    const harness = await openActionHarness();
    const before = updateMember.fingerprint(await harness.look(updateMember, whole));
    harness.backOffice.world.memberships.set(1016, { userId: 1016, userGroupId: 7001, role: 'MEMBER', state: 'ACTIVE' });
    expect(updateMember.fingerprint(await harness.look(updateMember, whole))).not.toEqual(before);
  });
});

describe('is refused', () => {
  it('for an owner, and never makes one', async () => {
    expect(updateMember.input.safeParse({ ...whole, role: 'OWNER' }).success).toBe(false);
    const harness = await openActionHarness();
    const customerId = harness.backOffice.world.groups.get(7001)?.ownerId ?? 0;
    await expect(harness.look(updateMember, { ...whole, customerId })).rejects.toMatchObject({
      code: 'refused',
      say: expect.stringContaining('owns Alpenblick'),
    });
  });

  it.each([
    ['somebody who is no member', { customerId: 1001 }, 'isn’t a member of Alpenblick'],
    ['a cost centre of another account', { costCenterId: 1 }, 'has no such cost centre'],
  ])('for %s', async (_, change, say) => {
    const harness = await openActionHarness();
    await expect(harness.look(updateMember, { ...whole, ...change })).rejects.toMatchObject({
      code: 'refused',
      say: expect.stringContaining(say),
    });
  });

  it('if nothing would change, as a hint and no trouble', async () => {
    const harness = await openActionHarness();
    const superiorEmail = harness.backOffice.world.memberships.get(1016)?.superiorEmail ?? null;
    const now = { ...whole, role: 'MEMBER', state: 'INACTIVE', costCenterId: null, superiorEmail } as const;
    await expect(harness.look(updateMember, now)).rejects.toMatchObject({ code: 'refused', context: { unchanged: true } });
  });
});

it.each([
  ['done', 'done'],
  ['undone', 'not-done'],
] as const)('a lost answer of what was %s reads back as %s', async (isDone, proof) => {
  const harness = await openActionHarness();
  expect(await harness.losing(updateMember, whole, isDone)).toBe(proof);
});
