import { expect, it } from 'vitest';
import { inviteMembers } from '../../../src/actions/account/invite.ts';
import { redactorForMany, redactorForOne } from '../../../src/lib/mask.ts';
import { openActionHarness } from '../../support/action-harness.ts';

const emails = ['ana@example.com', 'ben@example.org'];

it('invitations go out in one call, and their answer is all the proof there is', async () => {
  const harness = await openActionHarness();
  const { snapshot, result } = await harness.carryOut(inviteMembers, { accountId: 7001, emails });
  expect(harness.writes()).toEqual(['POST /groups/7001/create-join-requests {"emails":["ana@example.com","ben@example.org"]}']);
  expect(inviteMembers.verify).toBeUndefined();
  expect(inviteMembers.render(snapshot, { accountId: 7001, emails }, redactorForOne(), result).title).toMatch(
    /^2 e-mail addresses invited to Alpenblick/,
  );
});

it('who was invited already is told masked, and asked again alone', async () => {
  const harness = await openActionHarness();
  harness.backOffice.world.joinRequests.push({ userGroupId: 7001, email: 'ben@example.org' });
  const input = { accountId: 7001, emails };
  const { snapshot, result } = await harness.carryOut(inviteMembers, input);
  expect(inviteMembers.render(snapshot, input, redactorForOne(), result)).toEqual({
    title: '1 of 2 e-mail addresses invited to Alpenblick Facility Services GmbH (business account 7001)',
    lines: ['b…@example.org: Invited already'],
  });
  expect(JSON.stringify(inviteMembers.render(snapshot, input, redactorForMany(), result))).not.toMatch(/example\.org|Alpenblick/);
  expect(inviteMembers.again?.(input, result)).toEqual({ accountId: 7001, emails: ['ben@example.org'] });
});

it('nobody invited is a clear no', async () => {
  const harness = await openActionHarness();
  for (const email of emails) harness.backOffice.world.joinRequests.push({ userGroupId: 7001, email });
  await expect(harness.carryOut(inviteMembers, { accountId: 7001, emails })).rejects.toMatchObject({
    code: 'upstream_refused',
    say: 'Nobody was invited. a…@example.com, b…@example.org: Invited already.',
  });
});
