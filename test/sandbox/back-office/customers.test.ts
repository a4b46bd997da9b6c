import { expect, it } from 'vitest';
import { items, openOffice } from './support.ts';

const ids = (list: Record<string, unknown>[]) => list.map(({ id }) => id);

it('only people who accepted that branch’s terms are listed there, in whatever version', async () => {
  const { api } = await openOffice();
  expect(ids(items(await api('GET', '/customers?branchId=1&searchText=Lena Novak')))).toEqual([1010]);
  expect(ids(items(await api('GET', '/customers?branchId=1&searchText=1011')))).toEqual([]);
  expect(ids(items(await api('GET', '/customers?branchId=2&searchText=1011')))).toEqual([1011]);
});

it('child branches are included unless they are left out', async () => {
  const { api, office } = await openOffice();
  const total = async (query: string) =>
    Number((await api('GET', `/customers?size=1&${query}`)).headers.get('x-pagination-totalelements'));
  const [both, parent, child] = [
    await total('branchId=1'),
    await total('branchId=1&includeChildBranches=false'),
    await total('branchId=4'),
  ];
  expect(child).toBeGreaterThan(0);
  expect(both).toBeGreaterThan(parent);
  const inBoth = [...office.world.files.values()].filter(
    ({ acceptedTerms }) => acceptedTerms.has(1) && acceptedTerms.has(4),
  ).length;
  expect(both).toBe(parent + child - inBoth);
});

it('a search looks at first name, last name, phone, e-mail and id, whatever the case', async () => {
  const { api } = await openOffice();
  for (const text of ['maja', 'HORVAT', 'horvat maja', 'maja.horvat@', '+431555 1001', '4315551001', '1001']) {
    expect(ids(items(await api('GET', `/customers?branchId=1&searchText=${encodeURIComponent(text)}`))), text).toContain(1001);
  }
  expect(items(await api('GET', '/customers?branchId=1&searchText=nobody-of-that-name'))).toEqual([]);
  expect(ids(items(await api('GET', '/customers?branchId=1&searchText=Anna Gruber')))).toEqual(
    expect.arrayContaining([1009, 1008]),
  );
  expect(ids(items(await api('GET', `/customers?branchId=1&searchText=${encodeURIComponent('ليلى')}`)))).toContain(1018);
});

it('lists come in pages, newest first, with totals in the headers and an order when asked', async () => {
  const { api, office } = await openOffice();
  const answered = await api('GET', '/customers?simple&page=1&size=20');
  expect(ids(items(answered))).toEqual(Array.from({ length: 20 }, (_, n) => 1480 - n));
  expect(Object.fromEntries([...answered.headers].filter(([name]) => name.startsWith('x-pagination')))).toEqual({
    'x-pagination-totalpages': '25',
    'x-pagination-totalelements': String(office.world.customers.size),
    'x-pagination-number': '1',
    'x-pagination-numberofelements': '20',
    'x-pagination-size': '20',
    'x-pagination-first': 'false',
    'x-pagination-last': 'false',
  });
  expect(items(await api('GET', '/customers?simple'))).toHaveLength(50);
  expect(items(await api('GET', '/customers?simple&size=5000'))).toHaveLength(500);
  expect(ids(items(await api('GET', '/customers?simple&sort=id,asc&size=2')))).toEqual([1001, 1002]);
});

it('the light form has six fields, needs no branch, and filters', async () => {
  const { api } = await openOffice();
  expect(items(await api('GET', '/customers?simple&searchText=maja horvat'))).toEqual([
    {
      id: 1001,
      firstName: 'Maja',
      lastName: 'Horvat',
      email: 'maja.horvat@example.com',
      phone: '+4315551001',
      blockState: 'NOT_BLOCKED',
    },
  ]);
  const some = async (query: string) => items(await api('GET', `/customers?simple&size=500&${query}`));
  expect((await some('excludeBlockState=BLOCKED')).every(({ blockState }) => blockState !== 'BLOCKED')).toBe(true);
  expect((await some('excludeBlocked')).every(({ blockState }) => blockState === 'NOT_BLOCKED')).toBe(true);
  expect(ids(await some('userGroupId=7001'))).toContain(1016);
  const [members, others] = [await some('hasUserGroup=true'), await some('hasUserGroup=false')];
  expect(members.length + others.length).toBe(500);
  expect((await some('includeOperatorsOnly=true')).length).toBeLessThan(10);
  expect((await some('excludeImpersonatedUsers')).length).toBeLessThan(500);
});

it('a field that the back office does not have is left out, never null', async () => {
  const { api } = await openOffice();
  const { text, body } = await api('GET', '/customers/1020');
  expect(text).not.toContain('null');
  expect(body).not.toHaveProperty('firstName');
  expect((await api('GET', '/customers?simple&size=500')).text).not.toContain('null');
});

it('a change carries only what changes; a new e-mail address is not verified and must be free', async () => {
  const { api, office } = await openOffice();
  const { branchId, ...before } = office.world.customers.get(1001) ?? { branchId: 0 };
  expect((await api('PATCH', '/customers/1001', { city: 'Linz' })).body).toEqual({
    ...before,
    homeBillableBranchId: branchId,
    city: 'Linz',
  });
  expect((await api('PATCH', '/customers/1001', { email: 'maja.new@example.com' })).body).toMatchObject({
    emailIsVerified: false,
    email: 'maja.new@example.com',
  });
  expect(await api('PATCH', '/customers/1001', { email: 'ANNA.gruber@example.com' })).toMatchObject({
    status: 409,
    body: { errorCode: 'U141' },
  });
  expect(await api('PATCH', '/customers/1001', { birthdate: '1.2.1990' })).toMatchObject({ status: 400 });
});

it('a new customer is there at once; the same e-mail address twice is refused', async () => {
  const { api, office } = await openOffice();
  const body = {
    authenticationType: 'EMAIL',
    email: 'first.timer@example.com',
    branchId: 2,
    firstName: 'First',
    sendResetPassword: true,
  };
  const made = await api('POST', '/customers', body);
  expect(made).toMatchObject({
    status: 201,
    body: { firstName: 'First', homeBillableBranchId: 2, signInMethods: ['EMAIL'], blockState: 'NOT_BLOCKED' },
  });
  const { id } = made.body as { id: number }; // safe: compared on the next line
  expect((await api('GET', `/customers/${id}`)).body).toEqual(made.body);
  expect(office.world.files.get(id)?.passwordMails).toEqual(['first.timer@example.com']);
  expect(await api('POST', '/customers', body)).toMatchObject({ status: 409, body: { errorCode: 'U141.1' } });
  expect((await api('POST', '/customers', { authenticationType: 'PHONE', email: 'x@example.com' })).status).toBe(400);
});

it('a deleted customer reads back as deleted and is gone for every write', async () => {
  const { api } = await openOffice();
  expect((await api('DELETE', '/customers/1003')).status).toBe(204);
  expect((await api('GET', '/customers/1003')).body).toMatchObject({ blockState: 'DELETED' });
  for (const [method, path, body] of [
    ['PATCH', '/customers/1003', { city: 'Graz' }],
    ['DELETE', '/customers/1003'],
    ['PUT', '/customers/1003/tags?branchId=1', []],
    ['POST', '/customers/1003/apply-vouchers', { voucherableId: 903 }],
    ['POST', '/customer-identity-cards/3002/assign', { userId: 1003 }],
  ] as const) {
    expect(await api(method, path, body), `${method} ${path}`).toMatchObject({
      status: 404,
      body: { errorCode: 'U106', httpStatus: 404, traceId: expect.any(String), userMessage: 'User not found' },
    });
  }
});

it('tags are replaced as a whole', async () => {
  const { api } = await openOffice();
  expect((await api('PUT', '/customers/1001/tags?branchId=1', ['press'])).body).toEqual(['press']);
  expect((await api('GET', '/customers/1001')).body).toMatchObject({ tags: ['press'] });
  expect((await api('PUT', '/customers/1001/tags', ['press'])).status).toBe(400);
});

it('sign-in methods come and go, MFA is reset, a log-out leaves no refresh token', async () => {
  const { api, office } = await openOffice();
  expect((await api('POST', '/customers/1001/add-phone-sign-in-method', { phone: '+4315550777' })).body).toMatchObject({
    signInMethods: ['EMAIL', 'PHONE'],
    phone: '+4315550777',
  });
  expect((await api('POST', '/customers/1001/add-phone-sign-in-method', { phone: '+4315550778' })).status).toBe(409);
  expect(await api('POST', '/customers/1002/add-email-code-sign-in-method', { email: 'maja.horvat@example.com' })).toMatchObject({
    status: 409,
    body: { errorCode: 'U141.2' },
  });
  expect((await api('POST', '/customers/1001/remove-sign-in-method', { method: 'EMAIL' })).body).toMatchObject({
    signInMethods: ['PHONE'],
  });
  expect((await api('POST', '/customers/1001/remove-sign-in-method', { method: 'EMAIL' })).status).toBe(409);
  expect((await api('DELETE', '/customers/1001/mfa')).status).toBe(204);
  expect(office.world.customers.get(1001)?.mfaEnabled).toBe(false);
  expect(items(await api('GET', '/customers/1001/refresh-tokens'))).toHaveLength(2);
  expect((await api('PATCH', '/customers/1001/logout')).status).toBe(204);
  expect(items(await api('GET', '/customers/1001/refresh-tokens'))).toEqual([]);
});

it('logging out by role and branch counts those it logged out, and touches nobody else', async () => {
  const { api, office } = await openOffice();
  const before = office.world.refreshTokens.size;
  const { body } = await api('PATCH', '/customers/logout', { role: 'CUSTOMER', branchId: 2 });
  const { loggedOut } = body as { loggedOut: number }; // safe: compared below
  expect(loggedOut).toBeGreaterThan(10);
  expect(office.world.refreshTokens.size).toBe(before - loggedOut);
  expect(
    [...office.world.refreshTokens.keys()].some(
      (id) => office.world.customers.get(id)?.branchId === 2 && office.world.files.get(id)?.operatorRole === undefined,
    ),
  ).toBe(false);
});

it('password mails go out by id and by an e-mail address in the path', async () => {
  const { api, office } = await openOffice();
  await api('POST', '/customers/1001/password-reset-email');
  await api('POST', `/customers/reset/${encodeURIComponent('maja.horvat@example.com')}`);
  expect(office.world.files.get(1001)?.passwordMails).toEqual(['maja.horvat@example.com', 'maja.horvat@example.com']);
  expect((await api('POST', '/customers/reset/nobody%40example.com')).status).toBe(404);
});
