import { describe, expect, it } from 'vitest';
import type { Handler } from './support/server.ts';
import { connect, faultOf, serve, signingIn } from './support/upstreams.ts';

const read = { params: { id: 7 } };
const write = { params: { cardId: 3 }, body: { userId: 7 } };
/** For servers that never answer; all others get the product's own limits, since this machine may be slow. */
const short = { readMs: 2000, readAttemptMs: 80, writeMs: 80 };

/** Ways in which an answer goes missing after the request was sent. */
const losses: Record<string, { handler: Handler; read: string; reads: number; silent?: true }> = {
  'a 500': {
    handler: (_request, reply) => reply.json(500, { errorCode: 'X1', traceId: 't-9' }),
    read: 'upstream_down',
    reads: 3,
  },
  'a 503': { handler: (_request, reply) => reply.text(503, 'busy'), read: 'upstream_down', reads: 3 },
  'a 501, which will not go better': { handler: (_request, reply) => reply.text(501, ''), read: 'upstream_down', reads: 1 },
  silence: { handler: () => undefined, read: 'upstream_timeout', reads: 3, silent: true },
  'a body that never ends': {
    handler: (_request, { response }) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.write('{"id":');
    },
    read: 'upstream_timeout',
    reads: 3,
    silent: true,
  },
  'a reset': { handler: (_request, reply) => reply.reset(), read: 'upstream_down', reads: 3 },
  'bytes that are not HTTP': { handler: (_request, reply) => reply.garbage(), read: 'upstream_down', reads: 3 },
  'a body cut short': {
    handler: (_request, { response }) => {
      response.writeHead(200, { 'content-length': '100' });
      response.write('{"id":7');
      response.socket?.end();
    },
    read: 'upstream_down',
    reads: 3,
  },
  'a 200 that is not JSON': { handler: (_request, reply) => reply.text(200, '<html>'), read: 'upstream_malformed', reads: 1 },
  'an empty 200': { handler: (_request, reply) => reply.text(200, ''), read: 'upstream_malformed', reads: 1 },
  'a 200 without what is needed': {
    handler: (_request, reply) => reply.json(200, { state: 'NEW' }),
    read: 'upstream_malformed',
    reads: 1,
  },
  'a 200 of more than four megabytes': {
    handler: (_request, reply) => reply.json(200, { id: 7, cardNumber: 'x'.repeat(4 * 1024 * 1024) }),
    read: 'upstream_malformed',
    reads: 1,
  },
  'an endless answer': {
    handler: (_request, { response }) => {
      response.writeHead(200);
      const more = () => {
        while (!response.destroyed && response.write('x'.repeat(65_536)));
      };
      response.on('drain', more);
      more();
    },
    read: 'upstream_malformed',
    reads: 1,
  },
  'a redirect': {
    handler: (_request, reply) => reply.text(302, '', { location: '/elsewhere' }),
    read: 'upstream_malformed',
    reads: 1,
  },
};

describe.each(Object.entries(losses))('after %s', (_name, loss) => {
  it('a write may have happened, and is sent exactly once', async () => {
    const server = await serve(signingIn(loss.handler));
    const { operations } = connect(server.origin, loss.silent ? { limits: short } : {});
    const fault = await faultOf(operations.client.cards.assign(write));
    expect(fault.code).toBe('outcome_unknown');
    expect(fault.say).toContain('Do not repeat it');
    expect(server.calls()).toHaveLength(1);
  });

  it('a read fails, and is tried again only if that may help', async () => {
    const server = await serve(signingIn(loss.handler));
    const { operations } = connect(server.origin, loss.silent ? { limits: short } : {});
    expect((await faultOf(operations.reader.customers.get(read))).code).toBe(loss.read);
    expect(server.calls()).toHaveLength(loss.reads);
  });
});
