import { describe, expect, it } from 'vitest';
import { connect, faultOf, serve, signingIn } from './support/upstreams.ts';

const write = { params: { cardId: 3 }, body: { userId: 7 } };

/** Says 429 so many times, then answers. */
const busy = (times: number, headers: Record<string, string>, status = 429) => {
  let left = times;
  return serve(
    signingIn((_request, reply) => {
      left -= 1;
      return left >= 0 ? reply.json(status, { traceId: 't' }, headers) : reply.json(200, { id: 3, state: 'ASSIGNED' });
    }),
  );
};

describe('a back office that asks to wait (429)', () => {
  it('is waited for and asked again, for a write too, when the wait fits the call', async () => {
    const server = await busy(2, { 'retry-after': '1' });
    const { operations, clock } = connect(server.origin);
    await expect(operations.client.cards.assign(write)).resolves.toMatchObject({ id: 3 });
    expect(clock.slept).toEqual([1000, 1000]);
    expect(server.calls()).toHaveLength(3);
  });

  it('may name the time to come back as a date', async () => {
    const server = await busy(1, { 'retry-after': new Date(Date.parse('2026-11-01T10:00:02Z')).toUTCString() });
    const { operations, clock } = connect(server.origin);
    await operations.reader.cards.get({ params: { cardId: 3 } });
    expect(clock.slept).toEqual([2000]);
  });

  it('that names no time is asked again after a second', async () => {
    const server = await busy(1, {});
    const { operations, clock } = connect(server.origin);
    await operations.client.cards.assign(write);
    expect(clock.slept).toEqual([1000]);
  });

  it('for longer than the call may take is told to the person, with the wait, and nothing is sent again', async () => {
    const server = await busy(1, { 'retry-after': '30' });
    const { operations, clock } = connect(server.origin);
    const fault = await faultOf(operations.client.cards.assign(write));
    expect(fault).toMatchObject({ code: 'upstream_busy', context: { retryAfterMs: 30_000, status: 429 } });
    expect(fault.say).toBe('The back office is busy and asks to wait. Nothing was changed. Try again in 30 seconds.');
    expect(clock.slept).toEqual([]);
    expect(server.calls()).toHaveLength(1);
    expect(operations.state().state).toBe('never-tried');
  });

  it('without end is given up', async () => {
    const server = await busy(1000, { 'retry-after': '0' });
    const { operations } = connect(server.origin);
    expect((await faultOf(operations.reader.cards.get({ params: { cardId: 3 } }))).code).toBe('upstream_busy');
    expect(server.calls()).toHaveLength(6);
  });

  it('while signing in is waited for as well', async () => {
    let signIns = 0;
    const server = await serve((request, reply) => {
      if (!request.url.startsWith('/auth')) return reply.json(200, { id: 3 });
      signIns += 1;
      return signIns === 1 ? reply.json(429, {}, { 'retry-after': '2' }) : reply.json(200, { accessToken: 'token' });
    });
    const { operations, clock } = connect(server.origin);
    await operations.client.cards.assign(write);
    expect(clock.slept).toEqual([2000]);
    expect(server.calls()).toHaveLength(1);
  });
});

describe('load', () => {
  it('never takes more than sixteen connections, and all calls are answered', async () => {
    const server = await serve(signingIn((_request, reply) => void setImmediate(() => reply.json(200, { id: 3 }))));
    const { operations } = connect(server.origin);
    await Promise.all(Array.from({ length: 200 }, () => operations.reader.cards.get({ params: { cardId: 3 } })));
    expect(server.calls()).toHaveLength(200);
    expect(server.mostConnections()).toBeLessThanOrEqual(16);
  });

  it('keeps connections and uses them again', async () => {
    const server = await serve(signingIn((_request, reply) => reply.json(200, { id: 3 })));
    const { operations } = connect(server.origin);
    for (let call = 0; call < 10; call += 1) await operations.reader.cards.get({ params: { cardId: 3 } });
    // Not one for each of the ten: a second is opened when the first is not yet marked free after signing in.
    expect(server.mostConnections()).toBeLessThanOrEqual(2);
  });

  it('that is under way when the app stops is answered before it has stopped', async () => {
    let answer = () => {};
    const server = await serve(
      signingIn((_request, reply) => {
        answer = () => reply.json(200, { id: 3 });
      }),
    );
    const upstreams = connect(server.origin);
    const call = upstreams.operations.reader.cards.get({ params: { cardId: 3 } });
    await expect.poll(() => server.calls().length).toBe(1);
    const closed = upstreams.close();
    answer();
    await expect(call).resolves.toEqual({ id: 3 });
    await closed;
    expect((await faultOf(upstreams.operations.client.cards.assign(write))).code).toBe('upstream_unreachable');
  });
});
