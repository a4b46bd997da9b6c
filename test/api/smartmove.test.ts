import { describe, expect, it } from 'vitest';
import type { SmartmoveUserWrite } from '../../src/api/smartmove/index.ts';
import { clientSecret, connect, faultOf, serve, signingIn } from './support/upstreams.ts';

const customerId = '3c90c3cc-0d44-4b50-8888-8dd25736052a';
const user = { id: customerId, language: 'de', emailVerified: true, customerType: 'Private', firstName: 'Mia' };
const address = { address: 'Ring 1', city: 'Köln', zipCode: '50667', countryCode: 'DE' };
const body: SmartmoveUserWrite = {
  firstName: 'Mia',
  lastName: 'Meier',
  dateOfBirth: '1990-04-30',
  language: 'de',
  phone: '+49301',
  contactAddress: address,
  billingAddress: { ...address, company: 'Meier KG' },
  customerType: 'Private',
  productKey: 'basic',
  identificationIssuingDate: '2020-01-02T03:04:05Z',
};

describe('Smartmove', () => {
  it('is signed in to with a client-credentials form, and a new token is fetched a minute before the five are over', async () => {
    const server = await serve(signingIn((_request, reply) => reply.json(200, user)));
    const { smartmove, clock } = connect(server.origin, { smartmove: {} });
    await smartmove.reader.users.get({ params: { customerId } });
    clock.forward(239_000);
    await smartmove.reader.users.get({ params: { customerId } });
    const tokens = () => server.seen.filter(({ url }) => url.endsWith('/token'));
    expect(tokens()).toHaveLength(1);
    clock.forward(1000);
    await smartmove.reader.users.get({ params: { customerId } });
    expect(tokens()).toHaveLength(2);
    expect(tokens()[0]?.headers['content-type']).toBe('application/x-www-form-urlencoded');
    expect(Object.fromEntries(new URLSearchParams(tokens()[0]?.body))).toEqual({
      grant_type: 'client_credentials',
      client_id: 'wheelhouse',
      client_secret: clientSecret,
    });
    expect(server.calls()[0]).toMatchObject({
      url: `/m2m/api/v1/admin/DE/ABC/users/${customerId}`,
      headers: { authorization: 'Bearer sm-token' },
    });
  });

  it.each(['productKey', 'productCode'] as const)(
    'may call the product %s: it is read either way and written as configured',
    async (productField) => {
      const server = await serve(signingIn((_request, reply) => reply.json(200, { ...user, [productField]: 'basic' })));
      const { smartmove } = connect(server.origin, { smartmove: { productField } });
      await expect(smartmove.reader.users.get({ params: { customerId } })).resolves.toEqual({ ...user, productKey: 'basic' });
      await smartmove.client.users.update({ params: { customerId }, body });
      const { productKey: _product, ...rest } = body;
      expect(JSON.parse(server.calls()[1]?.body ?? '')).toEqual({
        ...rest,
        [productField]: 'basic',
        dateOfBirth: '1990-04-30T00:00:00.000Z',
        identificationIssuingDate: '2020-01-02T03:04:05.000Z',
      });
    },
  );

  it.each(['018f4e3c-0d44-7b50-8888-8dd25736052a', '3c90c3cc-0d44-5b50-8888-8dd25736052a', '42', 'x'])(
    'is not asked for %s, which it would not take',
    async (id) => {
      const server = await serve(signingIn((_request, reply) => reply.json(200, user)));
      const { smartmove } = connect(server.origin, { smartmove: {} });
      const fault = await faultOf(smartmove.reader.users.get({ params: { customerId: id } }));
      expect(fault.code).toBe('bad_input');
      expect(fault.say).toContain('version 1, 2, 3 or 4');
      expect(server.seen).toHaveLength(0);
    },
  );

  it('is not sent an invalid date', async () => {
    const server = await serve(signingIn((_request, reply) => reply.json(200, user)));
    const { smartmove } = connect(server.origin, { smartmove: {} });
    const fault = await faultOf(
      smartmove.client.users.update({ params: { customerId }, body: { ...body, dateOfBirth: '30.4.1990' } }),
    );
    expect(fault.say).toContain('A date such as 1990-04-30');
    expect(server.seen).toHaveLength(0);
  });

  it('that refuses the client says that signing in is the trouble', async () => {
    const server = await serve((_request, reply) =>
      reply.json(401, { error: 'invalid_client', error_description: 'no such client' }),
    );
    const { smartmove } = connect(server.origin, { smartmove: {} });
    const fault = await faultOf(smartmove.reader.users.get({ params: { customerId } }));
    expect(fault).toMatchObject({
      code: 'upstream_sign_in',
      context: { upstream: 'smartmove', errorCode: 'invalid_client', status: 401 },
    });
    expect(fault.say).toContain('Smartmove');
  });

  it('that is left out of the configuration says so for every call, and is never tried', async () => {
    const server = await serve(() => undefined);
    const { smartmove } = connect(server.origin);
    expect(smartmove.configured).toBe(false);
    expect(smartmove.state()).toEqual({ state: 'not-configured' });
    expect((await faultOf(smartmove.reader.users.get({ params: { customerId } }))).code).toBe('not_configured');
    expect((await faultOf(smartmove.client.users.update({ params: { customerId }, body }))).say).toContain(
      'Smartmove is not configured',
    );
    expect(server.seen).toHaveLength(0);
  });
});
