import { describe, expect, it } from 'vitest';
import { connect, faultOf, serve, signingIn } from './support/upstreams.ts';

/** What a call asks of the server. */
async function asked(call: (operations: ReturnType<typeof connect>['operations']) => Promise<unknown>) {
  const server = await serve(signingIn((_request, reply) => reply.json(200, [])));
  await call(connect(server.origin).operations).catch(() => undefined);
  const [first] = server.calls();
  return (
    first && {
      method: first.method,
      url: first.url.replace('/v1/tenant/back', ''),
      body: first.body,
      type: first.headers['content-type'],
    }
  );
}

/** What a read gives for this answer. */
async function answered(body: unknown, headers: Record<string, string> = {}) {
  const server = await serve(signingIn((_request, reply) => reply.json(200, body, headers)));
  return connect(server.origin).operations;
}

describe('a request', () => {
  it('carries a flag without a value, and encodes the rest', async () => {
    expect(
      await asked((operations) =>
        operations.reader.customers.searchSimple({ query: { searchText: 'Mia & Co +49', excludeBlocked: true } }),
      ),
    ).toMatchObject({
      method: 'GET',
      url: '/customers?simple&searchText=Mia%20%26%20Co%20%2B49&excludeBlocked=true',
      body: '',
    });
  });

  it('repeats arrays and leaves absent values out', async () => {
    expect(
      (await asked((operations) => operations.reader.settings.read({ query: { keys: ['a', 'b c'], branchId: undefined } })))?.url,
    ).toBe('/settings?keys=a&keys=b%20c');
  });

  it('encodes an e-mail address, a slash and a question mark in a path', async () => {
    expect(
      (await asked((operations) => operations.client.customers.resetByEmail({ params: { email: 'a+b/?#@example.org' } })))?.url,
    ).toBe('/customers/reset/a%2Bb%2F%3F%23%40example.org');
  });

  it('carries a body as JSON, and none if the row has none', async () => {
    expect(await asked((operations) => operations.client.cards.assign({ params: { cardId: 3 }, body: { userId: 7 } }))).toEqual({
      method: 'POST',
      url: '/customer-identity-cards/3/assign',
      body: '{"userId":7}',
      type: 'application/json',
    });
    expect(await asked((operations) => operations.client.customers.logout({ params: { id: 7 } }))).toEqual({
      method: 'PATCH',
      url: '/customers/7/logout',
      body: '',
      type: undefined,
    });
  });

  it('asks for customer-care templates only, unless told otherwise', async () => {
    expect(
      (await asked((operations) => operations.reader.vouchers.templates({ query: { branchId: 1, active: true } })))?.url,
    ).toBe('/voucherables?branchId=1&type=CustomerCare&active=true');
  });

  it('is not sent when it cannot be right', async () => {
    const operations = await answered({});
    for (const call of [
      operations.client.customers.delete({ params: { id: '..' } }),
      operations.client.customers.delete({ params: { id: ' ' } }),
      operations.client.cards.assign({ params: { cardId: 3 }, body: { userId: 1.5 } }),
      operations.client.accounts.removeMembers({ params: { userGroupId: 3 }, body: { userIds: [] } }),
    ]) {
      const fault = await faultOf(call);
      expect(fault.code).toBe('bad_input');
      expect(fault.say).toContain('Nothing was changed.');
    }
    expect(operations.metrics().calls).toBe(0);
  });
});

describe('an answer', () => {
  it('may hold unknown values, unknown fields, nulls, and ids as text', async () => {
    const operations = await answered({
      id: '7',
      blockState: 'FROZEN',
      firstName: null,
      tags: ['a', null],
      moods: ['new'],
      identityCards: [{ id: '3', userId: null, state: 'MELTED' }],
    });
    await expect(operations.reader.customers.details({ params: { id: 7 }, query: { branchId: 1 } })).resolves.toEqual({
      id: 7,
      blockState: 'FROZEN',
      tags: ['a'],
      identityCards: [{ id: 3, state: 'MELTED' }],
    });
  });

  it('that is a list brings its totals from the headers, where they are', async () => {
    const operations = await answered([{ id: 1 }], { 'X-Pagination-TotalElements': '512', 'X-Pagination-Number': '4' });
    await expect(operations.reader.cards.search({ query: { page: 4, size: 1 } })).resolves.toEqual({
      items: [{ id: 1 }],
      totalElements: 512,
      page: 4,
    });
    await expect((await answered([])).reader.branches.list({})).resolves.toEqual({ items: [] });
  });

  it('of a requirements check without a verdict is a fault, not a yes', async () => {
    const operations = await answered({ requirements: [] });
    const fault = await faultOf(operations.reader.requirements.start({ query: { userId: 7, branchId: 1 } }));
    expect(fault).toMatchObject({ code: 'upstream_malformed', context: { malformed: 'fulfilled: invalid_type' } });
  });

  it('with nothing but bad elements in a list names the field', async () => {
    const operations = await answered([{ id: 'y' }, { id: 'x' }]);
    expect((await faultOf(operations.reader.cards.search({ query: {} }))).context.malformed).toContain('id: invalid');
  });

  it('that is a file comes with its content type', async () => {
    const server = await serve(
      signingIn((_request, { response }) => {
        response.writeHead(200, { 'content-type': 'image/png' }).end(Buffer.from([1, 2, 255]));
      }),
    );
    const file = await connect(server.origin).operations.client.verifications.media({ params: { fileUuid: 'u' } });
    expect(file).toEqual({ bytes: Buffer.from([1, 2, 255]), contentType: 'image/png' });
  });

  it('about sessions keeps nothing of the devices', async () => {
    const operations = await answered([{ id: 't-1', userAgent: 'Pixel' }]);
    await expect(operations.reader.customers.sessions({ params: { id: 7 } })).resolves.toEqual({ items: [{}] });
  });
});
