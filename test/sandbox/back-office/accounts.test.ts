import { expect, it } from 'vitest';
import { items, openOffice } from './support.ts';

it('an account carries its owner and the number of active members', async () => {
  const { api, office } = await openOffice();
  const { ownerId } = office.world.groups.get(7001) ?? {};
  const members = items(await api('GET', '/groups/7001/members'));
  expect((await api('GET', '/groups/7001')).body).toMatchObject({
    owner: { id: ownerId },
    membersCount: members.filter(({ state }) => state === 'ACTIVE').length,
  });
  expect(members.find(({ userId }) => userId === ownerId)).toMatchObject({ role: 'OWNER', user: { id: ownerId } });
  expect(items(await api('GET', `/customers/${ownerId}/groups`))).toMatchObject([{ id: 7001 }]);
});

it('accounts are searched within a branch, by name, code or text', async () => {
  const { api } = await openOffice();
  expect((await api('GET', '/groups?name=Alpen')).status).toBe(400);
  expect(items(await api('GET', '/groups?branchId=1&name=alpen'))).toMatchObject([{ id: 7001 }]);
  expect(items(await api('GET', '/groups?branchId=1&code=ba-001'))).toMatchObject([{ id: 7001 }]);
  expect(items(await api('GET', '/groups?branchId=1&searchText=facility'))).toMatchObject([{ id: 7001 }]);
  expect(items(await api('GET', '/groups?branchId=3&searchText=facility'))).toEqual([]);
});

it('a customer is in one account only: adding them to a second is a conflict', async () => {
  const { api } = await openOffice();
  expect((await api('POST', '/groups/7002/add-member', { userId: 1001, role: 'ADMIN' })).body).toMatchObject({
    userId: 1001,
    userGroupId: 7002,
    role: 'ADMIN',
    state: 'ACTIVE',
  });
  expect(await api('POST', '/groups/7003/add-member', { userId: 1001 })).toMatchObject({
    status: 409,
    body: { errorCode: 'UG104' },
  });
  expect(await api('POST', '/groups/7002/add-member', { userId: 1001 })).toMatchObject({
    status: 409,
    body: { errorCode: 'UG103' },
  });
  expect((await api('POST', '/groups/7003/add-member', { userId: 1002, role: 'OWNER' })).status).toBe(400);
});

it('many at once: each person is told apart, with status 200 even when some failed', async () => {
  const { api, office } = await openOffice();
  const added = await api('POST', '/groups/7002/add-members', { userIds: [1001, 1016, 99, 1014] });
  expect(added.status).toBe(200);
  expect(added.body).toEqual({
    successful: [1001],
    unsuccessful: [
      { id: 1016, errorCode: 'UG104', userMessage: expect.any(String) },
      { id: 99, errorCode: 'U106', userMessage: expect.any(String) },
      { id: 1014, errorCode: 'U106', userMessage: expect.any(String) },
    ],
  });
  const owner = office.world.groups.get(7002)?.ownerId;
  expect((await api('POST', '/groups/7002/remove-members', { userIds: [1001, owner] })).body).toMatchObject({
    successful: [1001],
    unsuccessful: [{ id: owner, errorCode: 'UG106' }],
  });
  expect(
    (await api('POST', '/groups/7002/create-join-requests', { emails: ['a@example.com', 'nonsense', 'a@example.com'] })).body,
  ).toMatchObject({
    successful: ['a@example.com'],
    unsuccessful: [{ id: 'nonsense' }, { id: 'a@example.com', errorCode: 'UG108' }],
  });
});

it('a membership is written whole, and the owner’s not at all', async () => {
  const { api, office } = await openOffice();
  const costCenterId = office.world.groups.get(7001)?.costCenters[0]?.id;
  expect((await api('PUT', '/groups/7001/members/1016', { role: 'ADMIN', state: 'ACTIVE', costCenterId })).body).toMatchObject({
    role: 'ADMIN',
    state: 'ACTIVE',
    costCenterId,
  });
  expect((await api('GET', '/groups/7001/members/1016')).body).not.toHaveProperty('superiorEmail');
  expect((await api('PUT', '/groups/7001/members/1016', { role: 'OWNER' })).status).toBe(400);
  expect((await api('PUT', '/groups/7001/members/1016', { role: 'ADMIN', costCenterId: 1 })).status).toBe(400);
  const owner = office.world.groups.get(7001)?.ownerId;
  expect((await api('PUT', `/groups/7001/members/${owner}`, { role: 'MEMBER' })).body).toMatchObject({ errorCode: 'UG106' });
  expect((await api('GET', '/groups/7001/members/1001')).status).toBe(404);
});

it('accounts are made, changed and deleted; a deleted one frees its members', async () => {
  const { api } = await openOffice();
  const made = await api('POST', '/groups', { name: 'Fresh', branchId: 2, ownerId: 1001, settings: { requireDrivingLog: true } });
  expect(made).toMatchObject({
    status: 201,
    body: { name: 'Fresh', owner: { id: 1001, firstName: 'Maja' }, membersCount: 1, settings: { requireDrivingLog: true } },
  });
  const { id } = made.body as { id: number }; // safe: compared above
  expect((await api('PATCH', `/groups/${id}`, { billingCycle: 'WEEKLY' })).body).toMatchObject({
    name: 'Fresh',
    billingCycle: 'WEEKLY',
  });
  expect((await api('POST', '/groups', { name: 'Twin', branchId: 2, code: 'BA-001' })).status).toBe(409);
  expect((await api('DELETE', `/groups/${id}`)).status).toBe(204);
  expect((await api('GET', `/groups/${id}`)).status).toBe(404);
  expect(items(await api('GET', '/customers/1001/groups'))).toEqual([]);
});

it('a business unit that is referenced cannot be deleted', async () => {
  const { api } = await openOffice();
  expect(await api('DELETE', '/business-units/501')).toMatchObject({ status: 409, body: { errorCode: 'B102' } });
  expect((await api('DELETE', '/business-units/506')).status).toBe(204);
  expect((await api('GET', '/business-units/506')).status).toBe(404);
});

it('of a business unit, name and time zone can be changed, currency and tax never', async () => {
  const { api } = await openOffice();
  const change = { name: 'Renamed', timezone: 'Europe/Zurich', currency: 'CHF', taxPercentage: 7.7 };
  expect((await api('PUT', '/business-units/501', change)).body).toEqual({
    id: 501,
    name: 'Renamed',
    timezone: 'Europe/Zurich',
    currency: 'EUR',
    taxPercentage: 20,
    branchId: 1,
  });
});

it('approving or rejecting settles the credit status, of customers and of accounts', async () => {
  const { api, office } = await openOffice();
  expect((await api('POST', '/customers/1022/ratings/approve', { comment: 'Guarantee given' })).status).toBe(204);
  expect(office.world.customers.get(1022)?.creditStatus).toBe('APPROVED');
  expect((await api('POST', '/customers/7001/ratings/reject', {})).status).toBe(204);
  expect(office.world.groups.get(7001)?.creditStatus).toBe('REJECTED');
  expect((await api('POST', '/customers/99/ratings/approve', {})).status).toBe(404);
});

it('a queued rating is accepted, waits, and is settled by a decision', async () => {
  const { api, office } = await openOffice();
  expect((await api('POST', '/customers/1001/ratings/queue')).status).toBe(202);
  expect(items(await api('GET', '/customers/1001/ratings'))[0]).toMatchObject({ status: 'PENDING', provider: 'CRIF' });
  expect(office.world.customers.get(1001)?.creditStatus).toBe('PENDING');
  await api('POST', '/customers/1001/ratings/approve', { comment: 'fine' });
  expect(items(await api('GET', '/customers/1001/ratings'))[0]).toMatchObject({ status: 'APPROVED', comment: 'fine' });
});

type Shown = { id: string; attempts: { uuid: string; media: { fileUuid: string }[] }[] };

it('verifications come with attempts or light, by id and by attempt, and with their pictures', async () => {
  const { api } = await openOffice();
  const [first] = (await api('GET', '/verification?guserId=1003')).body as Shown[]; // safe: used below, where a wrong shape fails
  const [attempt] = first?.attempts ?? [];
  expect(items(await api('GET', '/verification?guserId=1003&includeDetails=false'))[0]).not.toHaveProperty('attempts');
  expect((await api('GET', `/verification/${first?.id}?attemptUuid=${attempt?.uuid}`)).body).toMatchObject({
    attempts: [{ uuid: attempt?.uuid }],
  });
  expect((await api('GET', `/verification/media/${attempt?.media[0]?.fileUuid}`)).headers.get('content-type')).toBe('image/png');
  expect((await api('GET', '/verification/media/none')).status).toBe(404);
});

it('settings take repeated keys and fall back to the ones for all branches', async () => {
  const { api } = await openOffice();
  expect(items(await api('GET', '/settings?keys=SUPPORT_PHONE&keys=SIGNUP_FEE_GROSS&branchId=2'))).toMatchObject([
    { branchIds: [0] },
    { branchIds: [2] },
    { key: 'SIGNUP_FEE_GROSS', value: 9.9 },
  ]);
  expect(items(await api('GET', '/settings?keys=SUPPORT_PHONE&branchId=1'))).toMatchObject([{ branchIds: [0] }]);
  expect(items(await api('GET', '/settings-management?searchText=rating'))).toMatchObject([
    { key: 'CREDIT_RATING_ENABLED', scope: 'DASHBOARD' },
  ]);
});
