import { expect, it } from 'vitest';
import { openOffice, send } from './support.ts';

const HOUR_MS = 3_600_000;

type Pair = { accessToken: string; refreshToken: string };
const pairIn = (body: unknown) => body as Pair; // safe: a wrong shape fails the calls made with it

it('tokens are JWTs whose end is the end', async () => {
  const { office, clock, operationsToken } = await openOffice();
  const payload = JSON.parse(Buffer.from(operationsToken.split('.')[1] ?? '', 'base64url').toString()) as { exp: number }; // safe: compared below
  expect(payload.exp * 1000).toBe(clock.now().getTime() + 5 * HOUR_MS);
  const ask = () => send(`${office.operations.apiUrl}/branches`, 'GET', undefined, operationsToken);
  clock.forward(5 * HOUR_MS - 1000);
  expect((await ask()).status).toBe(200);
  clock.forward(1000);
  expect(await ask()).toMatchObject({ status: 401, body: { errorCode: 'A201', httpStatus: 401 } });
});

it('the life of a token can be chosen', async () => {
  const { api, clock } = await openOffice({ tokenLifetimeMs: 60_000 });
  clock.forward(60_000);
  expect((await api('GET', '/branches')).status).toBe(401);
});

it('a refresh gives a new pair and works once', async () => {
  const { office } = await openOffice();
  const { authUrl, clientId, clientKey, apiUrl } = office.operations;
  const first = pairIn((await send(`${authUrl}/sign-in-api-client`, 'POST', { clientId, clientKey })).body);
  const second = await send(`${authUrl}/refresh-token`, 'POST', { refreshToken: first.refreshToken });
  expect((await send(`${apiUrl}/branches`, 'GET', undefined, pairIn(second.body).accessToken)).status).toBe(200);
  expect((await send(`${authUrl}/refresh-token`, 'POST', { refreshToken: first.refreshToken })).status).toBe(401);
  expect((await send(`${authUrl}/refresh-token`, 'POST', { refreshToken: pairIn(second.body).accessToken })).status).toBe(401);
});

it('wrong credentials, no token, a foreign token and a forgotten one are 401 with the envelope', async () => {
  const { office, api, smartmoveToken } = await openOffice();
  const { authUrl, clientId, apiUrl } = office.operations;
  const envelope = {
    errorCode: expect.any(String),
    userMessage: expect.any(String),
    httpStatus: 401,
    traceId: expect.stringMatching(/^[0-9a-f]{20,}$/),
  };
  expect(await send(`${authUrl}/sign-in-api-client`, 'POST', { clientId, clientKey: 'wrong' })).toMatchObject({
    status: 401,
    body: envelope,
  });
  expect(await send(`${apiUrl}/branches`, 'GET')).toMatchObject({ status: 401, body: envelope });
  expect(await send(`${apiUrl}/branches`, 'GET', undefined, smartmoveToken)).toMatchObject({ status: 401, body: envelope });
  office.forgetTokens();
  expect(await api('GET', '/branches')).toMatchObject({ status: 401, body: envelope });
});

it('a missing permission is 403, and asking whether it is there tells so before', async () => {
  const { office, api } = await openOffice();
  expect((await api('GET', '/roles/assignments/exists?permission=VOUCHER_WRITE&branchId=1')).body).toEqual({ exists: true });
  office.world.permissions.delete('VOUCHER_WRITE');
  expect((await api('GET', '/roles/assignments/exists?permission=VOUCHER_WRITE&branchId=1')).body).toEqual({ exists: false });
  expect(await api('POST', '/customers/1001/apply-vouchers', { voucherableId: 903 })).toMatchObject({
    status: 403,
    body: { errorCode: 'A101' },
  });
  expect(office.writes()).toMatchObject([{ call: 'vouchers.applyToCustomer', applied: false }]);
});

it('sign-in is on the list of calls, without what it carried', async () => {
  const { office } = await openOffice();
  expect(office.calls()).toMatchObject([
    { upstream: 'operations', path: '/auth/sign-in-api-client', status: 200 },
    { upstream: 'smartmove', path: '/auth/token', status: 200 },
  ]);
  expect(JSON.stringify(office.calls())).not.toContain(office.operations.clientKey);
  expect(JSON.stringify(office.calls())).not.toContain(office.smartmove.clientSecret);
});

it.each([
  ['an unknown path', 'GET', '/no-such-thing', undefined, 404],
  ['an id that is none', 'GET', '/customers/abc', undefined, 400],
  ['a badly encoded path', 'GET', '/customers/%zz', undefined, 400],
  ['a missing branch', 'GET', '/customers', undefined, 400],
  ['a page that is none', 'GET', '/customers?branchId=1&page=first', undefined, 400],
  ['a body of the wrong shape', 'POST', '/customer-identity-cards/3002/assign', { userId: 'me' }, 400],
])('%s is refused with the envelope', async (_, method, path, body, status) => {
  const { api } = await openOffice();
  expect(await api(method, path, body)).toMatchObject({
    status,
    body: { httpStatus: status, errorCode: expect.any(String), userMessage: expect.any(String) },
  });
});

it('a body that is not JSON is refused', async () => {
  const { office, operationsToken } = await openOffice();
  const post = (type: string, body: string) =>
    fetch(`${office.operations.apiUrl}/customers`, {
      method: 'POST',
      body,
      headers: { authorization: `Bearer ${operationsToken}`, 'content-type': type },
    });
  expect((await post('application/json', '{')).status).toBe(400);
  expect((await post('text/plain', '{}')).status).toBe(415);
});
