import { describe, expect, it } from 'vitest';
import type { SendLimit } from '../../src/api/table.ts';
import { connect, faultOf, serve, signingIn } from './support/upstreams.ts';

const write = { params: { cardId: 3 }, body: { userId: 7 } };

/** A limit that is over when the test says so, or when its time has really gone by. */
function limit(ms = 60_000): SendLimit & { over(): void; endsIn(ms: number): void; hasWritten(): boolean } {
  let startedAt = performance.now();
  let leftMs = ms;
  let written = false;
  return {
    leftMs: () => leftMs - (performance.now() - startedAt),
    wrote: () => {
      written = true;
    },
    over: () => {
      leftMs = 0;
    },
    endsIn: (newMs) => {
      startedAt = performance.now();
      leftMs = newMs;
    },
    hasWritten: () => written,
  };
}

describe('a write whose time to be sent is over', () => {
  it('is not sent, nor is anybody signed in for it', async () => {
    const server = await serve(signingIn((_request, reply) => reply.json(200, { id: 3 })));
    const { operations } = connect(server.origin);
    const fault = await faultOf(operations.client.cards.assign(write, { sendLimit: limit(0) }));
    expect(fault.code).toBe('too_late');
    expect(fault.say).toContain('Nothing was changed.');
    expect(server.seen).toHaveLength(0);
  });

  it('while it waits for the sign-in is not sent, however the sign-in ends', async () => {
    let signIn: () => void = () => (held = false);
    let held = true;
    const server = await serve((request, reply) => {
      if (request.url !== '/auth/sign-in-api-client') return reply.json(200, { id: 3 });
      const answer = () => reply.json(200, { accessToken: 'token-1', refreshToken: 'refresh-1' });
      // A write whose time was over before it came to that signs nobody in; the read after it does.
      if (held) signIn = answer;
      else answer();
    });
    const { operations } = connect(server.origin);
    const within = limit(80);
    const fault = await faultOf(operations.client.cards.assign(write, { sendLimit: within }));
    expect(fault.code).toBe('too_late');
    expect(within.hasWritten()).toBe(false);
    signIn();
    await operations.reader.customers.get({ params: { id: 3 } });
    expect(server.calls().map(({ method }) => method)).toEqual(['GET']);
  });

  it('while all connections are taken is not sent, nor later', async () => {
    const held: (() => void)[] = [];
    const server = await serve(signingIn((_request, reply) => void held.push(() => reply.json(200, { id: 7 }))));
    const { operations } = connect(server.origin);
    const reads = Array.from({ length: 16 }, () => operations.reader.customers.get({ params: { id: 7 } }));
    await expect.poll(() => held.length).toBe(16);
    const fault = await faultOf(operations.client.cards.assign(write, { sendLimit: limit(80) }));
    expect(fault.code).toBe('too_late');
    for (const answer of held.splice(0)) answer();
    await Promise.all(reads);
    const after = operations.reader.branches.list({}).catch(() => undefined);
    await expect.poll(() => held.length).toBe(1);
    held[0]?.();
    await after;
    expect(server.calls().some(({ method }) => method === 'POST')).toBe(false);
  });

  it.each([
    ['401', 401, {}],
    ['429', 429, { 'retry-after': '1' }],
  ])('is not sent again after %s', async (_name, status, headers: Record<string, string>) => {
    const within = limit();
    const server = await serve(
      signingIn((_request, reply) => {
        within.over();
        reply.json(status, {}, headers);
      }),
    );
    const { operations } = connect(server.origin);
    const fault = await faultOf(operations.client.cards.assign(write, { sendLimit: within }));
    expect(fault.code).toBe('too_late');
    expect(server.calls()).toHaveLength(1);
    expect(within.hasWritten()).toBe(false);
  });

  it('stops waiting for a busy back office at that moment', async () => {
    const within = limit();
    const server = await serve(
      signingIn((_request, reply) => {
        // Only once it was sent, however long that took.
        within.endsIn(150);
        reply.json(429, {}, { 'retry-after': '2' });
      }),
    );
    const { operations } = connect(server.origin, { realClock: true });
    const fault = await faultOf(operations.client.cards.assign(write, { sendLimit: within }));
    expect(fault.code).toBe('too_late');
    expect(within.leftMs()).toBeLessThanOrEqual(0);
    expect(server.calls()).toHaveLength(1);
  });
});

describe('a write that went out in time', () => {
  it('is answered afterwards, and has written', async () => {
    const within = limit();
    const server = await serve(
      signingIn((_request, reply) => {
        within.over();
        reply.json(200, { id: 3, cardNumber: 'HM-3', state: 'ASSIGNED' });
      }),
    );
    const { operations } = connect(server.origin);
    await operations.client.cards.assign(write, { sendLimit: within });
    expect(within.hasWritten()).toBe(true);
  });

  it('and whose answer is lost may have written', async () => {
    const within = limit();
    const server = await serve(
      signingIn((_request, reply) => {
        within.over();
        reply.reset();
      }),
    );
    const { operations } = connect(server.origin);
    expect((await faultOf(operations.client.cards.assign(write, { sendLimit: within }))).code).toBe('outcome_unknown');
    expect(within.hasWritten()).toBe(true);
    expect(server.calls()).toHaveLength(1);
  });
});
