import { expect, it } from 'vitest';
import { knownSmartmoveUser } from '../../../sandbox/back-office/index.ts';
import { openOffice, send } from './support.ts';

const maja = `/${knownSmartmoveUser}`;
const whole = {
  firstName: 'Maja',
  lastName: 'Horvat',
  dateOfBirth: '1992-01-01',
  language: 'de',
  phone: '+4315559000',
  contactAddress: { address: 'Lindengasse 1', city: 'Vienna' },
  billingAddress: { city: 'Vienna', company: 'Horvat KG' },
  customerType: 'Private',
  productKey: 'PLUS',
};

it('a token lives five minutes and is asked for as a form', async () => {
  const { office, smartmove, clock } = await openOffice();
  expect((await smartmove('GET', maja)).status).toBe(200);
  clock.forward(300_000);
  expect((await smartmove('GET', maja)).status).toBe(401);
  const form = (fields: Record<string, string>) =>
    fetch(office.smartmove.tokenUrl, { method: 'POST', body: new URLSearchParams(fields) });
  const { clientId: client_id, clientSecret: client_secret } = office.smartmove;
  expect(await (await form({ grant_type: 'client_credentials', client_id, client_secret })).json()).toMatchObject({
    expires_in: 300,
    token_type: 'Bearer',
    access_token: expect.any(String),
  });
  const wrong = await form({ grant_type: 'client_credentials', client_id, client_secret: 'wrong' });
  expect([wrong.status, await wrong.json()]).toEqual([
    401,
    { error: 'unauthorized_client', error_description: expect.any(String) },
  ]);
  expect((await form({ grant_type: 'password', client_id, client_secret })).status).toBe(400);
  expect(
    (await send(office.smartmove.tokenUrl, 'POST', { grant_type: 'client_credentials', client_id, client_secret })).status,
  ).toBe(415);
});

it('documents are read nested and written flat', async () => {
  const { smartmove } = await openOffice();
  const written = await smartmove('PUT', maja, {
    ...whole,
    drivinglicenseIssuingAuthority: 'BH Linz',
    drivinglicenseNumber: 'L1',
    drivinglicenseIssuingDate: '2020-01-01',
    identificationType: 'ID_CARD',
    identificationNumber: 'P1',
  });
  expect(written.body).toMatchObject({
    driversLicense: {
      issuingAuthority: 'BH Linz',
      licenseNumber: 'L1',
      issueDate: '2020-01-01T00:00:00.000Z',
      blobs: [{ contentType: 'image/jpeg' }, {}],
    },
    identificationDocument: { documentType: 'ID_CARD', documentNumber: 'P1' },
  });
  expect((await smartmove('GET', maja)).body).toEqual(written.body);
});

it('a PUT replaces: what is left out is gone, what it cannot carry stays', async () => {
  const { smartmove } = await openOffice();
  const before = (await smartmove('GET', maja)).body;
  expect(before).toMatchObject({ emailVerified: true, status: 'Active', driversLicense: { licenseNumber: expect.any(String) } });
  const after = (await smartmove('PUT', maja, whole)).body;
  const { email } = before as { email: string }; // safe: compared on the next line
  expect(after).toMatchObject({ emailVerified: false, status: 'Incomplete', productKey: 'PLUS', email });
  expect((after as { driversLicense: object }).driversLicense).not.toHaveProperty('licenseNumber'); // safe: fails when absent
  expect(after).not.toHaveProperty('customerAccounts');
});

it('what can be written and not read is kept out of every answer', async () => {
  const { smartmove, office } = await openOffice();
  const customerAccounts = { privateAccount: { defaultPaymentAccountId: 7 } };
  expect((await smartmove('PUT', maja, { ...whole, customerAccounts })).text).not.toContain('defaultPaymentAccountId');
  expect(office.world.smartmoveUsers.get(knownSmartmoveUser)?.customerAccounts).toEqual(customerAccounts);
});

it('a new user is New, and its e-mail address must be free', async () => {
  const { smartmove } = await openOffice();
  const made = await smartmove('POST', '', { ...whole, email: 'fresh@example.com' });
  expect(made).toMatchObject({ status: 201, body: { status: 'New', emailVerified: false, email: 'fresh@example.com' } });
  const { id } = made.body as { id: string }; // safe: used on the next line
  expect((await smartmove('GET', `/${id}`)).body).toEqual(made.body);
  expect((await smartmove('POST', '', { ...whole, email: 'FRESH@example.com' })).status).toBe(409);
});

it('a tenant may call the product productCode, and then takes no other name', async () => {
  const { smartmove, office } = await openOffice();
  office.world.smartmoveProductField = 'productCode';
  const { productKey, ...rest } = whole;
  expect((await smartmove('PUT', maja, whole)).status).toBe(400);
  const { body } = await smartmove('PUT', maja, { ...rest, productCode: productKey });
  expect(body).toMatchObject({ productCode: 'PLUS' });
  expect(body).not.toHaveProperty('productKey');
});

it.each([
  ['a UUID of version 7', '/018f4a7c-9d3e-7c11-8000-000000000000', 400],
  ['no UUID', '/1001', 400],
  ['an unknown user', '/3c90c3cc-0d44-4b50-8888-8dd257360000', 404],
])('%s is refused with a message', async (_, path, status) => {
  const { smartmove } = await openOffice();
  expect(await smartmove('GET', path)).toMatchObject({ status, body: { message: expect.any(String) } });
});

it('another provider’s users are not found', async () => {
  const { office, smartmoveToken } = await openOffice();
  expect(
    (await send(`${office.smartmove.apiUrl}/api/v1/admin/DE/ABC/users${maja}`, 'GET', undefined, smartmoveToken)).status,
  ).toBe(404);
});
