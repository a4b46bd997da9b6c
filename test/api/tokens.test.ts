import { describe, expect, it } from 'vitest';
import { jwt } from './support/server.ts';
import { connect, faultOf, serve, signingIn } from './support/upstreams.ts';

const customer = { id: 7, firstName: 'Mia' };
const get = { params: { id: 7 } };

describe('signing in', () => {
  it('happens once for fifty calls at the same time, and not before the first call', async () => {
    const server = await serve(signingIn((_request, reply) => reply.json(200, customer)));
    const { operations } = connect(server.origin);
    expect(server.seen).toHaveLength(0);
    await Promise.all(Array.from({ length: 50 }, () => operations.reader.customers.get(get)));
    expect(server.count('sign-in-api-client')).toBe(1);
    expect(server.calls()).toHaveLength(50);
    expect(server.calls().every(({ headers }) => headers.authorization === 'Bearer token-1')).toBe(true);
  });

  it('is tried again by the next call after it failed', async () => {
    let refusals = 1;
    const server = await serve((request, reply) => {
      if (!request.url.startsWith('/auth')) return reply.json(200, customer);
      refusals -= 1;
      return refusals >= 0 ? reply.json(401, { errorCode: 'A201', traceId: 'trace-1' }) : reply.json(200, { accessToken: 'now' });
    });
    const { operations } = connect(server.origin);
    const fault = await faultOf(operations.reader.customers.get(get));
    expect(fault).toMatchObject({
      code: 'upstream_sign_in',
      context: { status: 401, errorCode: 'A201', traceId: 'trace-1', call: 'sign-in' },
    });
    expect(fault.say).toContain('client id');
    await expect(operations.reader.customers.get(get)).resolves.toEqual(customer);
  });

  it('that answers 200 without a token is a fault of the sign-in, and nothing is called', async () => {
    const server = await serve((_request, reply) => reply.text(200, '<html>hello</html>'));
    const { operations } = connect(server.origin);
    expect((await faultOf(operations.client.cards.assign({ params: { cardId: 1 }, body: { userId: 2 } }))).code).toBe(
      'upstream_sign_in',
    );
    expect(server.calls()).toHaveLength(0);
  });

  it('that is not answered leaves a write unsent and says so', async () => {
    const server = await serve(() => undefined);
    const { operations } = connect(server.origin, { limits: { writeMs: 120 } });
    const fault = await faultOf(operations.client.cards.assign({ params: { cardId: 1 }, body: { userId: 2 } }));
    expect(fault.code).toBe('upstream_unreachable');
    expect(fault.say).toContain('nothing was changed');
    expect(server.calls()).toHaveLength(0);
  });

  it('goes on for the others when one of the callers gives up', async () => {
    let answerSignIn = () => {};
    const server = await serve((request, reply) => {
      if (!request.url.startsWith('/auth')) return reply.json(200, customer);
      answerSignIn = () => reply.json(200, { accessToken: 'token' });
    });
    const { operations } = connect(server.origin);
    const impatient = faultOf(operations.reader.customers.get(get, { deadlineMs: 60 }));
    const patient = operations.reader.customers.get(get);
    expect((await impatient).code).toBe('upstream_timeout');
    // Only now can it be answered, however long the request was on its way.
    await expect.poll(() => server.count('sign-in')).toBe(1);
    answerSignIn();
    await expect(patient).resolves.toEqual(customer);
    expect(server.count('sign-in')).toBe(1);
  });
});

describe('a token', () => {
  const issuing = (lifetimeSeconds: number, refresh: 'works' | 'fails') => {
    let issued = 0;
    return serve((request, reply) => {
      const issue = () => {
        issued += 1;
        // Issued by a clock that is years off ours: only the span between the two instants counts.
        const token = jwt({ iat: 1000, exp: 1000 + lifetimeSeconds, n: issued });
        reply.json(200, { accessToken: token, refreshToken: `refresh-${issued}` });
      };
      if (request.url === '/auth/sign-in-api-client') return issue();
      if (request.url === '/auth/refresh-token') return refresh === 'works' ? issue() : reply.json(401, {});
      return reply.json(200, customer);
    });
  };

  it('is used until a minute before its exp, then refreshed, once for everybody', async () => {
    const server = await issuing(3600, 'works');
    const { operations, clock } = connect(server.origin);
    await operations.reader.customers.get(get);
    clock.forward((3600 - 61) * 1000);
    await operations.reader.customers.get(get);
    expect(server.count('refresh-token')).toBe(0);
    clock.forward(2000);
    await Promise.all(Array.from({ length: 20 }, () => operations.reader.customers.get(get)));
    expect(server.count('refresh-token')).toBe(1);
    expect(server.count('sign-in')).toBe(1);
  });

  it('is fetched by signing in when the refresh token has ended by its own date', async () => {
    const server = await serve((request, reply) => {
      if (!request.url.startsWith('/auth')) return reply.json(200, customer);
      const token = jwt({ iat: 1000, exp: 4600 });
      return reply.json(200, { accessToken: token, refreshToken: 'old', refreshTokenExpireDate: ends() });
    });
    const { operations, clock } = connect(server.origin);
    const ends = () => new Date(clock.now().getTime() + 1_000_000).toISOString();
    await operations.reader.customers.get(get);
    clock.forward(2 * 3_600_000);
    await operations.reader.customers.get(get);
    expect(server.count('refresh-token')).toBe(0);
    expect(server.count('sign-in-api-client')).toBe(2);
  });

  it('is refreshed with the newest refresh token', async () => {
    const server = await issuing(3600, 'works');
    const { operations, clock } = connect(server.origin);
    for (let round = 0; round < 3; round += 1) {
      await operations.reader.customers.get(get);
      clock.forward(3_600_000);
    }
    const used = server.seen.filter(({ url }) => url.includes('refresh-token')).map(({ body }) => JSON.parse(body));
    expect(used).toEqual([{ refreshToken: 'refresh-1' }, { refreshToken: 'refresh-2' }]);
  });

  it('is fetched by signing in when the refresh is refused', async () => {
    const server = await issuing(3600, 'fails');
    const { operations, clock } = connect(server.origin);
    await operations.reader.customers.get(get);
    clock.forward(3_600_000);
    await expect(operations.reader.customers.get(get)).resolves.toEqual(customer);
    expect(server.count('refresh-token')).toBe(1);
    expect(server.count('sign-in')).toBe(2);
  });

  it('that says nothing about its life is used for four hours', async () => {
    const server = await serve(signingIn((_request, reply) => reply.json(200, customer)));
    const { operations, clock } = connect(server.origin);
    await operations.reader.customers.get(get);
    clock.forward(3.9 * 3_600_000);
    await operations.reader.customers.get(get);
    expect(server.count('/auth/')).toBe(1);
    clock.forward(0.1 * 3_600_000);
    await operations.reader.customers.get(get).catch(() => undefined);
    expect(server.count('/auth/')).toBeGreaterThan(1);
  });

  it('that still lives is used when renewing it ahead of time fails', async () => {
    let signIns = 0;
    const server = await serve((request, reply) => {
      if (!request.url.startsWith('/auth')) return reply.json(200, customer);
      signIns += 1;
      return signIns === 1 ? reply.json(200, { accessToken: jwt({ iat: 0, exp: 3600 }) }) : reply.json(503, {});
    });
    const { operations, clock } = connect(server.origin);
    await operations.reader.customers.get(get);
    clock.forward(3_570_000);
    await expect(operations.reader.customers.get(get)).resolves.toEqual(customer);
  });

  it('that is refused in the middle is replaced and the write sent once more', async () => {
    let token = 0;
    const server = await serve((request, reply) => {
      if (request.url.startsWith('/auth')) {
        token += 1;
        return reply.json(200, { accessToken: `token-${token}` });
      }
      if (request.headers.authorization === 'Bearer token-1') return reply.json(401, { errorCode: 'A202' });
      return reply.json(200, { id: 3, state: 'ASSIGNED', userId: 7 });
    });
    const { operations, observed } = connect(server.origin);
    await expect(operations.client.cards.assign({ params: { cardId: 3 }, body: { userId: 7 } })).resolves.toMatchObject({
      state: 'ASSIGNED',
    });
    expect(server.calls()).toHaveLength(2);
    expect(server.count('sign-in')).toBe(2);
    expect(observed.map(({ call, outcome }) => [call, outcome])).toEqual([
      ['sign-in', 'ok'],
      ['cards.assign', 'token-refused'],
      ['sign-in', 'ok'],
      ['cards.assign', 'ok'],
    ]);
  });

  it('that is refused for many calls at once is replaced once', async () => {
    let token = 0;
    const server = await serve((request, reply) => {
      if (request.url.startsWith('/auth')) {
        token += 1;
        return reply.json(200, { accessToken: `token-${token}` });
      }
      return request.headers.authorization === 'Bearer token-1' ? reply.json(401, {}) : reply.json(200, customer);
    });
    const { operations } = connect(server.origin);
    await Promise.all(Array.from({ length: 30 }, () => operations.reader.customers.get(get)));
    expect(server.count('sign-in')).toBe(2);
  });

  it('that is refused although it is new is not replaced a second time', async () => {
    const server = await serve(signingIn((_request, reply) => reply.json(401, {})));
    const { operations } = connect(server.origin);
    const fault = await faultOf(operations.client.customers.delete({ params: { id: 7 } }));
    expect(fault.code).toBe('upstream_sign_in');
    expect(fault.say).toContain('Nothing was changed.');
    expect(server.calls()).toHaveLength(2);
  });

  it('that is never good is thrown away, and not fetched again by each call for ever', async () => {
    let isGood = false;
    const server = await serve(signingIn((_request, reply) => (isGood ? reply.json(200, customer) : reply.json(401, {}))));
    const { operations, clock } = connect(server.origin);
    for (let call = 0; call < 60; call += 1)
      expect((await faultOf(operations.reader.customers.get(get))).code).toBe('upstream_sign_in');
    expect(server.count('sign-in')).toBeLessThanOrEqual(22);
    isGood = true;
    clock.forward(30_000);
    await expect(operations.reader.customers.get(get)).resolves.toEqual(customer);
  });
});

describe('a sign-in that is refused', () => {
  it('is tried again at once the first time, then after growing pauses, and answers with the refusal meanwhile', async () => {
    let isRefusing = true;
    const server = await serve((request, reply) => {
      if (!request.url.startsWith('/auth')) return reply.json(200, customer);
      return isRefusing ? reply.json(401, { errorCode: 'A201' }) : reply.json(200, { accessToken: 'now' });
    });
    const { operations, clock } = connect(server.origin);
    for (let call = 0; call < 50; call += 1)
      expect(await faultOf(operations.reader.customers.get(get))).toMatchObject({
        code: 'upstream_sign_in',
        context: { errorCode: 'A201' },
      });
    expect(server.count('sign-in')).toBe(2);
    for (let minute = 0; minute < 60; minute += 1) {
      clock.forward(1_000);
      await faultOf(operations.reader.customers.get(get));
    }
    expect(server.count('sign-in')).toBeLessThan(12);
    isRefusing = false;
    clock.forward(30_000);
    await expect(operations.reader.customers.get(get)).resolves.toEqual(customer);
  });

  it('is not held back if it was not answered, or answered with trouble of theirs', async () => {
    const server = await serve((request, reply) => {
      if (!request.url.startsWith('/auth')) return reply.json(200, customer);
      return reply.json(503, {});
    });
    const { operations } = connect(server.origin);
    for (let call = 0; call < 5; call += 1) await faultOf(operations.reader.customers.get(get));
    expect(server.count('sign-in')).toBeGreaterThanOrEqual(5);
  });
});
