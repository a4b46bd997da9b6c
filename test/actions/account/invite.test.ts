import { expect, it } from 'vitest';
import { inviteMembers } from '../../../src/actions/account/invite.ts';
import { showToMany, showToOne } from '../../../src/lib/mask.ts';
import { openActionDesk } from '../../support/action-desk.ts';

const emails = ['ana@example.com', 'ben@example.org'];

it('invitations go out in one call, and their answer is all the proof there is', async () => {
  const desk = await openActionDesk();
  const { seen, result } = await desk.carryOut(inviteMembers, { accountId: 7001, emails });
  expect(desk.writes()).toEqual(['POST /groups/7001/create-join-requests {"emails":["ana@example.com","ben@example.org"]}']);
  expect(inviteMembers.settled).toBeUndefined();
  expect(inviteMembers.render(seen, { accountId: 7001, emails }, showToOne(), result).title).toMatch(
    /^2 e-mail addresses invited to Alpenblick/,
  );
});

it('who was invited already is told masked, and asked again alone', async () => {
  const desk = await openActionDesk();
  desk.office.world.joinRequests.push({ userGroupId: 7001, email: 'ben@example.org' });
  const input = { accountId: 7001, emails };
  const { seen, result } = await desk.carryOut(inviteMembers, input);
  expect(inviteMembers.render(seen, input, showToOne(), result)).toEqual({
    title: '1 of 2 e-mail addresses invited to Alpenblick Facility Services GmbH (business account 7001)',
    lines: ['b…@example.org: Invited already'],
  });
  expect(JSON.stringify(inviteMembers.render(seen, input, showToMany(), result))).not.toMatch(/example\.org|Alpenblick/);
  expect(inviteMembers.again?.(input, result)).toEqual({ accountId: 7001, emails: ['ben@example.org'] });
});

it('nobody invited is a clear no', async () => {
  const desk = await openActionDesk();
  for (const email of emails) desk.office.world.joinRequests.push({ userGroupId: 7001, email });
  await expect(desk.carryOut(inviteMembers, { accountId: 7001, emails })).rejects.toMatchObject({
    code: 'upstream_refused',
    say: 'Nobody was invited. a…@example.com, b…@example.org: Invited already.',
  });
});
