import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { clientKey, connect, faultOf, serve, signingIn } from './support/upstreams.ts';

const read = { params: { id: 7 } };
const write = { params: { cardId: 3 }, body: { userId: 7 } };
describe('a read', () => {
  it('that fails twice and then goes well is a good read, after pauses with jitter', async () => {
    let calls = 0;
    const server = await serve(
      signingIn((_request, reply) => {
        calls += 1;
        if (calls === 1) return reply.reset();
        return calls === 2 ? reply.text(502, '') : reply.json(200, { id: 7 });
      }),
    );
    const { operations, clock } = connect(server.origin);
    await expect(operations.reader.customers.get(read)).resolves.toEqual({ id: 7 });
    expect(clock.slept).toEqual([100, 200]);
  });

  it('ends with its deadline, whatever is left to try', async () => {
    const server = await serve(signingIn(() => undefined));
    // Nothing else would end it within a minute.
    const limits = { readMs: 60_000, readAttemptMs: 60_000, signInMs: 60_000 };
    const { operations } = connect(server.origin, { limits });
    const startedAt = performance.now();
    expect((await faultOf(operations.reader.customers.get(read, { deadlineMs: 100 }))).code).toBe('upstream_timeout');
    expect(performance.now() - startedAt).toBeLessThan(30_000);
  });

  it('that its caller calls off ends at once, and says nothing about the back office', async () => {
    const caller = new AbortController();
    const server = await serve(signingIn(() => caller.abort()));
    const { operations } = connect(server.origin);
    const fault = await faultOf(operations.reader.customers.get(read, { signal: caller.signal }));
    expect(fault).toMatchObject({ code: 'upstream_timeout', context: { why: 'called-off' } });
    expect(operations.state().state).toBe('never-tried');
  });

  it('of something that does not exist is not_found; a write to it is refused', async () => {
    const server = await serve(
      signingIn((_request, reply) => reply.json(404, { errorCode: 'U106', httpStatus: 404, traceId: 'abc' })),
    );
    const { operations } = connect(server.origin);
    const fault = await faultOf(operations.reader.customers.get(read));
    expect(fault).toMatchObject({ code: 'not_found', context: { call: 'customers.get', status: 404, traceId: 'abc' } });
    expect(fault.say).toContain('no such customer');
    expect((await faultOf(operations.client.cards.assign(write))).code).toBe('upstream_refused');
  });

  it('answered with an object instead of a list hints at a wrong address', async () => {
    const server = await serve(signingIn((_request, reply) => reply.json(200, { id: 1, firstName: 'Own', lastName: 'Profile' })));
    const { operations } = connect(server.origin);
    const fault = await faultOf(operations.reader.customers.search({ query: { branchId: 1 } }));
    expect(fault.code).toBe('upstream_malformed');
    expect(fault.say).toContain('configured address');
  });
});

describe('a list that is wanted whole', () => {
  const things = Array.from({ length: 120 }, (_, index) => ({ id: index + 1, name: `Voucher ${index + 1}` }));
  const paged = async (pageOf: (asked: string | null) => number) => {
    const asked: string[] = [];
    const server = await serve(
      signingIn(({ url: path }, reply) => {
        asked.push(path);
        const page = pageOf(new URL(path, 'http://x').searchParams.get('page'));
        reply.json(200, things.slice(page * 50, page * 50 + 50), {
          'x-pagination-totalelements': '120',
          'x-pagination-number': String(page),
        });
      }),
    );
    return { asked, templates: connect(server.origin).operations.reader.vouchers.templates };
  };

  it('is read page by page, with the same question', async () => {
    const { asked, templates } = await paged(Number);
    const { items } = await templates({ query: { branchId: 1, active: true } });
    expect(items.map(({ id }) => id)).toEqual(things.map(({ id }) => id));
    expect(asked).toHaveLength(3);
    expect(asked[0]).not.toContain('page');
    for (const path of asked) expect(path).toMatch(/branchId=1&type=CustomerCare&active=true/);
  });

  it('of a server that knows no pages is what that server gives', async () => {
    const { asked, templates } = await paged(() => 0);
    expect((await templates({ query: { branchId: 1 } })).items).toHaveLength(50);
    expect(asked).toHaveLength(2);
  });
});

describe('a fault', () => {
  it('shows no secret, no token, no value and no foreign text in what a log would print', async () => {
    const server = await serve(
      signingIn((_request, reply) => reply.json(200, { id: { mia: 'mia@example.org' }, firstName: 'mia@example.org' })),
    );
    const { operations, lines, observed } = connect(server.origin);
    const fault = await faultOf(operations.reader.customers.get({ params: { id: 'mia@example.org' } }));
    expect(fault.context.malformed).toBe('id: invalid_union');
    const printed = [
      inspect(fault, { depth: 9 }),
      JSON.stringify(fault),
      fault.stack,
      JSON.stringify([lines, observed]),
      inspect(operations, { depth: 9 }),
    ].join();
    for (const secret of [clientKey, 'token-1', 'refresh-1', 'mia@example.org']) expect(printed).not.toContain(secret);
    expect(lines).toHaveLength(2);
  });

  it('leaves the upstream failing since the first of a row of failures, and a good answer ends that', async () => {
    let broken = true;
    const server = await serve(signingIn((_request, reply) => (broken ? reply.text(500, '') : reply.json(200, { id: 7 }))));
    const { operations, clock } = connect(server.origin);
    expect(operations.state()).toEqual({ state: 'never-tried' });
    await faultOf(operations.reader.customers.get(read));
    const since = operations.state().since;
    clock.forward(60_000);
    await faultOf(operations.reader.customers.get(read));
    expect(operations.state()).toEqual({ state: 'failing', lastFault: 'upstream_down', since });
    broken = false;
    await operations.reader.customers.get(read);
    expect(operations.state().state).toBe('ok');
    expect(operations.metrics()).toMatchObject({ calls: 3, repeats: 4, signIns: 1, inFlight: 0, faults: { upstream_down: 2 } });
  });
});
