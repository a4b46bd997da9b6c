import { describe, expect, it } from 'vitest';
import { connect, faultOf, serve, signingIn } from './support/upstreams.ts';

const customer = { params: { id: 7 } };

/** A back office that gives this body to every call. */
async function answering(body: unknown, { status = 200 } = {}) {
  const server = await serve(signingIn((_request, reply) => reply.json(status, body)));
  return { ...connect(server.origin).operations, server };
}

describe('an error body', () => {
  const reset = { params: { id: 7 } };

  it.each([
    [{ errorCode: 'U404', httpStatus: 400 }],
    [{ errorCode: 'U404', userMessage: 'No.', httpStatus: 400, traceId: 'a' }],
    [{ errorCode: 'U404', userMessage: 'No.' }],
  ])('is an error whatever the status: %j', async (body) => {
    const { client } = await answering(body);
    const fault = await faultOf(client.customers.sendPasswordReset(reset));
    expect(fault).toMatchObject({ code: 'upstream_refused', context: { errorCode: 'U404' } });
  });

  it.each([
    [{ success: false, message: 'No.' }],
    [{ ok: false, error: 'user_not_found' }],
    [{ status: 404, error: 'Not Found', path: '/customers/7', timestamp: '2026-11-27T10:00:00Z' }],
    [{ type: 'about:blank', title: 'Not allowed', status: 403, detail: 'No.' }],
    [{ errors: [{ code: 'E1' }], data: null }],
    [{ statusCode: 409, message: 'Conflict' }],
    [{ status: 'error', message: 'No.' }],
    [{ status: 'FAILED' }],
    [{ result: 'error', reason: 'No.' }],
    [{ success: 'false' }],
    [{ success: 0 }],
    [{ code: 'U404', msg: 'No.' }],
    [[{ errorCode: 'U404', userMessage: 'No.' }]],
    [{ exception: 'java.lang.IllegalStateException', message: 'No.' }],
    [{ fault: { faultstring: 'No.' } }],
    [{ Message: 'No.', ErrorCode: 'X' }],
    [{ error_code: 'U404', user_message: 'No.' }],
    [{ responseCode: '400', message: 'No.' }],
    [{ errors: { email: ['No.'] } }],
    [{ httpStatus: 'BAD_REQUEST', message: 'No.' }],
    [{ isError: true }],
    [{ data: { errorCode: 'U404', httpStatus: 400 } }],
  ])('is an error in the ways of other servers, too: %j', async (body) => {
    const { client } = await answering(body);
    expect((await faultOf(client.customers.sendPasswordReset(reset))).code).toBe('upstream_refused');
  });

  it.each([
    [{ success: true }],
    [{ message: 'Sent.' }],
    [{ status: 200 }],
    [{ errors: [] }],
    [{ error: null }],
    [{ data: {} }],
    [{ code: 0, message: 'ok' }],
    [{ errorCode: '0', message: 'ok' }],
    [{ errorCode: 'NONE' }],
    [{ status: 'OK' }],
    [{ result: 'success' }],
    [{ hasErrors: false, errors: {} }],
    [[]],
  ])('is not seen in an answer that says that it went well: %j', async (body) => {
    const { client } = await answering(body);
    await expect(client.customers.sendPasswordReset(reset)).resolves.toBeUndefined();
  });

  it('that says 5xx leaves a write uncertain', async () => {
    const { client } = await answering({ errorCode: 'X', httpStatus: 503 });
    expect((await faultOf(client.customers.sendPasswordReset(reset))).code).toBe('outcome_unknown');
  });

  it('is not seen in a thing that has a code of its own', async () => {
    const { reader } = await answering({ id: 7, firstName: 'Lena', errorCode: '' });
    await expect(reader.customers.get(customer)).resolves.toMatchObject({ id: 7 });
  });

  it.each(['error', 'FAILED', false])('of one word, %j, leaves a write uncertain', async (body) => {
    const { client } = await answering(body);
    expect((await faultOf(client.customers.sendPasswordReset(reset))).code).toBe('outcome_unknown');
  });

  it('that asks to wait is waited for, and one that refuses the token gets another', async () => {
    const bodies = [{ errorCode: 'RATE', httpStatus: 429 }, { errorCode: 'A201', httpStatus: 401 }, { id: 7 }];
    const server = await serve(signingIn((_request, reply) => reply.json(200, bodies.shift())));
    await expect(connect(server.origin).operations.reader.customers.get(customer)).resolves.toEqual({ id: 7 });
    expect(server.count('sign-in-api-client')).toBe(2);
  });
});

describe('a refusal of a read', () => {
  const reads = ['customers.get', 'cards.get', 'accounts.get'] as const;
  const read = (reader: Awaited<ReturnType<typeof answering>>['reader'], which: (typeof reads)[number]) =>
    ({
      'customers.get': () => reader.customers.get(customer),
      'cards.get': () => reader.cards.get({ params: { cardId: 7 } }),
      'accounts.get': () => reader.accounts.get({ params: { userGroupId: 7 } }),
    })[which]();

  it.each(reads.flatMap((which) => (['U131', 'A101', 'R105', 'U602'] as const).map((code) => [code, which] as const)))(
    'with code %s by %s is told as that, also where its status says that there is nothing',
    async (errorCode, which) => {
      const { reader } = await answering({ errorCode }, { status: 404 });
      expect(await faultOf(read(reader, which))).toMatchObject({ code: 'upstream_refused', context: { errorCode } });
    },
  );

  it.each([
    [404, undefined],
    [404, 'U106'],
    [404, 'NOT_FOUND'],
    [410, undefined],
  ])('with %d and code %s is absence', async (status, errorCode) => {
    const { reader } = await answering({ errorCode }, { status });
    expect((await faultOf(reader.customers.get(customer))).code).toBe('not_found');
  });
});

describe('a sign-in', () => {
  const withSignIn = async (body: unknown) => {
    const server = await serve((request, reply) =>
      request.url === '/auth/sign-in-api-client' ? reply.json(200, body) : reply.json(200, { id: 7 }),
    );
    return { server, reading: connect(server.origin).operations.reader.customers.get(customer) };
  };

  it.each([
    { accessToken: 'tok\n' },
    { accessToken: 'Bearer tok' },
    { accessToken: ' tok ', refreshToken: 5 },
    { accessToken: 'tok', accessTokenExpireDate: 1790000000 },
    { accessToken: 'tok', accessTokenExpireDate: '2020-01-01' },
    { accessToken: 'tok', mfaRequired: 0 },
  ])('that answers %j is used', async (body) => {
    const { server, reading } = await withSignIn(body);
    await expect(reading).resolves.toEqual({ id: 7 });
    expect(server.calls()[0]?.headers.authorization).toBe('Bearer tok');
  });

  it.each([
    [{ accessToken: '  ' }, 'without a usable token'],
    [{ accessToken: 'tök€' }, 'without a usable token'],
    [[{ accessToken: 'tok' }], 'without a usable token'],
    [{ accessToken: 'tok', mfaRequired: 1 }, 'two-factor sign-in'],
    [{ errorCode: 'A201', httpStatus: 401 }, 'client id or its key was refused'],
    [{ errorCode: 'X', httpStatus: 503 }, 'does not work at the moment'],
  ])('that answers %j is told as what it is, and nothing is called', async (body, words) => {
    const { server, reading } = await withSignIn(body);
    expect((await faultOf(reading)).say).toContain(words);
    expect(server.calls()).toEqual([]);
  });
});
