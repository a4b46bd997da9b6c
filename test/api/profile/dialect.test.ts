import { expect, it } from 'vitest';
import { describeCalls } from '../../../src/api/document/calls.ts';
import { toOurs, toTheirs } from '../../../src/api/profile/translate.ts';
import { fc } from '../../support/fast-check.ts';
import { connect, faultOf, serve, signingIn } from '../support/upstreams.ts';
import { contractProfile, profileOf } from './support.ts';

const more = `
version: 1
calls:
  vouchers.applyToCustomer: { body: { voucherableId: "voucherableIds[]", comment: note } }
  requirements.start: { query: { userId: guserId }, answer: { requirements: checks } }
  cards.createBatch: { method: POST, path: /customer-identity-cards/batch }
  accounts.search: { items: content }
  units.list: { items: _embedded.units }
  cards.get: { method: POST, path: "/cards/{id}/read" }
  auth.signIn: { path: /sign-in, body: { clientId: id }, answer: { accessToken: token.value } }
objects:
  Customer: { birthdate: dateOfBirth, city: address.city, firstName: lastName, lastName: firstName, email: "emails[]" }
  CustomerHit: { email: mail }
  Card: { state: status }
values:
  Customer.creditStatus: { POSITIVE: APPROVED }
  Customer.signInMethods: { MAIL: EMAIL }
  Card.state: { FREE: UNASSIGNED }
off: [rating.queue]
`;

async function tenant(answer: (method: string, path: string) => unknown) {
  const server = await serve((request, reply) => {
    if (request.url === '/auth/sign-in') return reply.json(200, { token: { value: 'token-1' } });
    return signingIn((asked, to) => to.json(200, answer(asked.method, asked.url.replace('/v1/tenant/back', ''))))(request, reply);
  });
  return { server, upstreams: connect(server.origin, { profiles: { operations: profileOf(more) } }) };
}

it('puts a value into a list and under another name, at the place that the profile names', async () => {
  const { server, upstreams } = await tenant(() => []);
  await upstreams.operations.client.vouchers.applyToCustomer({
    params: { userId: 7 },
    body: { voucherableId: 3, comment: 'sorry' },
  });
  await upstreams.operations.client.cards.createBatch({ body: [{ cardNumber: 'A1' }] });
  const [voucher, batch] = server.calls().filter(({ url }) => !url.startsWith('/auth'));
  expect(voucher).toMatchObject({ method: 'POST', url: '/v1/tenant/back/customers/7/apply-vouchers' });
  expect(JSON.parse(voucher?.body ?? '')).toEqual({ voucherableIds: [3], note: 'sorry' });
  expect(batch).toMatchObject({
    method: 'POST',
    url: '/v1/tenant/back/customer-identity-cards/batch',
    body: '[{"cardNumber":"A1"}]',
  });
});

it('signs in by the profile, and asks and reads by it', async () => {
  const { server, upstreams } = await tenant(() => ({ fulfilled: true, checks: [{ type: 'TERMS', fulfilled: true }] }));
  const answer = await upstreams.operations.reader.requirements.start({ query: { userId: 7, branchId: 1 } });
  expect(answer.requirements).toEqual([{ type: 'TERMS', fulfilled: true }]);
  expect(server.seen.find(({ url }) => url === '/auth/sign-in')?.body).toContain('"id":"wheelhouse"');
  expect(server.calls().at(-1)?.url).toBe('/v1/tenant/back/rental-requirements/start?guserId=7&branchId=1');
});

it('reads a customer in all its forms: other names, changed places, levels, lists and values', async () => {
  const theirs = {
    id: 7,
    dateOfBirth: '1990-01-02',
    firstName: 'Novak',
    lastName: 'Lena',
    emails: ['lena@example.org'],
    address: { city: 'Wien', zip: '1010' },
    creditStatus: 'POSITIVE',
    signInMethods: ['MAIL', 'PHONE'],
    identityCards: [{ id: 5, status: 'FREE' }],
  };
  const { upstreams } = await tenant((_method, path) =>
    path.includes('members') ? [{ userId: 7, user: { id: 7, lastName: 'Lena', mail: 'lena@example.org' } }] : theirs,
  );
  const { reader } = upstreams.operations;
  expect(await reader.customers.details({ params: { id: 7 }, query: { branchId: 1 } })).toMatchObject({
    birthdate: '1990-01-02',
    firstName: 'Lena',
    lastName: 'Novak',
    email: 'lena@example.org',
    city: 'Wien',
    creditStatus: 'APPROVED',
    signInMethods: ['EMAIL', 'PHONE'],
    identityCards: [{ id: 5, state: 'UNASSIGNED' }],
  });
  const members = await reader.accounts.members({ params: { id: 1 } });
  expect(members.items[0]?.user).toEqual({ id: 7, firstName: 'Lena', email: 'lena@example.org' });
});

it('writes what it reads: the same names, levels and values, only if something is given', async () => {
  const { server, upstreams } = await tenant(() => ({ id: 7 }));
  const { client } = upstreams.operations;
  await client.customers.update({ params: { id: 7 }, body: { city: 'Graz', firstName: 'Lena', email: 'a@example.org' } });
  await client.cards.unassign({ params: { cardId: 5 }, body: { state: 'UNASSIGNED' } });
  await client.customers.removeSignIn({ params: { customerId: 7 }, body: { method: 'EMAIL' } });
  const bodies = server
    .calls()
    .filter(({ url }) => !url.startsWith('/auth'))
    .map(({ body }) => JSON.parse(body));
  expect(bodies).toEqual([
    { address: { city: 'Graz' }, lastName: 'Lena', emails: ['a@example.org'] },
    { state: 'FREE' },
    { method: 'MAIL' },
  ]);
});

it('takes a list out of its envelope, with how many there are', async () => {
  const { upstreams } = await tenant((_method, path) =>
    path.startsWith('/groups')
      ? { content: [{ id: 1, name: 'Acme' }], totalElements: 31, number: 0 }
      : { _embedded: { units: [{ id: 2 }] }, page: { totalElements: 1, number: 0 } },
  );
  const { reader } = upstreams.operations;
  expect(await reader.accounts.search({ query: { branchId: 1 } })).toMatchObject({
    items: [{ id: 1, name: 'Acme' }],
    totalElements: 31,
  });
  expect(await reader.units.list({ query: {} })).toMatchObject({ items: [{ id: 2 }], totalElements: 1 });
});

it('reads every page of a list in envelopes', async () => {
  const { upstreams } = await tenant((_method, path) => {
    const page = Number(/page=(\d+)/.exec(path)?.[1] ?? 0);
    return {
      _embedded: { units: [{ id: page * 2 + 1 }, { id: page * 2 + 2 }].slice(0, page === 2 ? 1 : 2) },
      page: { totalElements: 5, number: page },
    };
  });
  const { items } = await upstreams.operations.reader.units.list({ query: {} });
  expect(items.map(({ id }) => id)).toEqual([1, 2, 3, 4, 5]);
});

it('a read by POST is a read still: on the reader, and tried again after a failure', async () => {
  let tries = 0;
  const server = await serve(
    signingIn((request, reply) => {
      tries += 1;
      expect(request).toMatchObject({ method: 'POST', url: '/v1/tenant/back/cards/5/read' });
      return tries === 1 ? reply.json(503, {}) : reply.json(200, { id: 5, status: 'FREE' });
    }),
  );
  const profile = profileOf(more.replace(/ {2}auth\.signIn.*\n/, ''));
  const { operations } = connect(server.origin, { profiles: { operations: profile } });
  expect(await operations.reader.cards.get({ params: { cardId: 5 } })).toEqual({ id: 5, state: 'UNASSIGNED' });
  expect(tries).toBe(2);
});

it('sends nothing for what the profile switches off, and says that it is', async () => {
  const { server, upstreams } = await tenant(() => ({}));
  const fault = await faultOf(upstreams.operations.client.ratings.queue({ params: { accountId: 7 } }));
  expect(fault).toMatchObject({
    code: 'refused',
    say: expect.stringMatching(/switched off in its profile\. Nothing was changed\.$/),
  });
  expect(server.seen).toEqual([]);
});

it('what goes out and comes back unchanged is what was given, whatever the names', () => {
  const profile = profileOf(
    contractProfile.replace(
      'city: address.city',
      'city: address.city, email: "mails[]", firstName: lastName, lastName: firstName',
    ),
  );
  const call = describeCalls().find(({ name }) => name === 'customers.update');
  if (call?.body === undefined) throw new Error('customers.update has a body');
  const { body, components } = call;
  const field = fc.option(fc.string(), { nil: undefined });
  fc.assert(
    fc.property(
      fc.record(
        { firstName: field, lastName: field, birthdate: field, city: field, street: field, email: field },
        { requiredKeys: [] },
      ),
      (given) => {
        const sent = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
        const back = toOurs(profile, body, components, toTheirs(profile, body, components, sent));
        // What they have beside it stays, and is dropped by the shapes.
        const { address: _address, mails: _mails, dateOfBirth: _day, ...ours } = back as Record<string, unknown>; // safe: an object was sent
        expect(ours).toEqual(sent);
      },
    ),
  );
});
