import { describe, expect, it } from 'vitest';
import type { Handler } from './support/server.ts';
import { connect, faultOf, serve, signingIn } from './support/upstreams.ts';

const read = { params: { id: 7 } };
const write = { params: { cardId: 3 }, body: { userId: 7 } };
describe('a write', () => {
  it('that finds nobody listening certainly did not happen', async () => {
    const server = await serve(signingIn((_request, reply) => reply.json(200, {})));
    const gone = await serve(() => undefined);
    await gone.close();
    const { operations } = connect(server.origin, { apiUrl: gone.origin });
    const fault = await faultOf(operations.client.cards.assign(write));
    expect(fault.code).toBe('upstream_unreachable');
    expect(fault.say).toContain('Nothing was sent');
    expect((await faultOf(operations.reader.customers.get(read))).code).toBe('upstream_unreachable');
  });

  it('whose server has no name, or no TLS, certainly did not happen', async () => {
    const server = await serve(signingIn((_request, reply) => reply.json(200, {})));
    for (const apiUrl of ['http://nobody.invalid', server.origin.replace('http:', 'https:')]) {
      const { operations } = connect(server.origin, { apiUrl });
      expect((await faultOf(operations.client.cards.assign(write))).code).toBe('upstream_unreachable');
    }
    expect(server.calls()).toHaveLength(0);
  });

  it('that runs out of time while all connections are taken was not sent, and is not sent later', async () => {
    const held: (() => void)[] = [];
    const server = await serve(signingIn((_request, reply) => void held.push(() => reply.json(200, { id: 7 }))));
    const { operations } = connect(server.origin);
    const reads = Array.from({ length: 16 }, () => operations.reader.customers.get(read));
    await expect.poll(() => held.length).toBe(16);
    const fault = await faultOf(operations.client.cards.assign({ ...write }, { deadlineMs: 60 }));
    expect(fault).toMatchObject({ code: 'upstream_unreachable', context: { sent: false } });
    for (const answer of held.splice(0)) answer();
    await Promise.all(reads);
    const after = operations.reader.branches.list({}).catch(() => undefined);
    await expect.poll(() => held.length).toBe(1);
    held[0]?.();
    await after;
    expect(server.seen.some(({ method, url }) => method === 'POST' && url.includes('assign'))).toBe(false);
  });

  it('on a kept connection that the server drops is not sent again', async () => {
    let calls = 0;
    const server = await serve(
      signingIn((_request, reply) => {
        calls += 1;
        return calls === 1 ? reply.json(200, { id: 7 }) : reply.reset();
      }),
    );
    const { operations } = connect(server.origin);
    await operations.reader.customers.get(read);
    expect((await faultOf(operations.client.cards.assign(write))).code).toBe('outcome_unknown');
    expect(server.calls()).toHaveLength(2);
  });

  it('that is refused says why, what to do, and that nothing was changed', async () => {
    const server = await serve(
      signingIn((_request, reply) =>
        reply.json(400, { errorCode: 'U141.2', traceId: 'trace-7', userMessage: 'mia@example.org is taken' }),
      ),
    );
    const { operations } = connect(server.origin);
    const fault = await faultOf(
      operations.client.customers.addEmailSignIn({ params: { id: 7 }, body: { email: 'mia@example.org' } }),
    );
    expect(fault).toMatchObject({ code: 'upstream_refused', context: { errorCode: 'U141.2', traceId: 'trace-7', status: 400 } });
    expect(fault.say).toBe(
      'This e-mail address belongs to another customer. Look that one up, or use another address. Nothing was changed.',
    );
    expect(server.calls()).toHaveLength(1);
  });

  it('that is refused stays refused when the refusal breaks off', async () => {
    const server = await serve(
      signingIn((_request, { response }) => {
        response.writeHead(409, { 'content-length': '50' });
        response.write('{');
        response.socket?.end();
      }),
    );
    const { operations } = connect(server.origin);
    expect((await faultOf(operations.client.cards.assign(write))).code).toBe('upstream_refused');
  });

  it('without an answer of its own is done on 204, on an empty 200 and on any JSON, and not on a web page', async () => {
    const answers: Handler[] = [
      (_request, reply) => reply.text(204, ''),
      (_request, reply) => reply.text(200, ''),
      (_request, reply) => reply.json(202, { ok: true }),
    ];
    for (const answer of answers) {
      const server = await serve(signingIn(answer));
      await expect(connect(server.origin).operations.client.customers.delete({ params: { id: 7 } })).resolves.toBeUndefined();
    }
    const page = await serve(signingIn((_request, reply) => reply.text(200, '<html>Sign in to the network</html>')));
    expect((await faultOf(connect(page.origin).operations.client.customers.delete({ params: { id: 7 } }))).code).toBe(
      'outcome_unknown',
    );
  });
});
