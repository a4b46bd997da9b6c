import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { fc } from '../support/fast-check.ts';
import { connect, faultOf, serve, signingIn } from './support/upstreams.ts';

const customer = { params: { id: 7 } };
const branch = { query: { branchId: 1 } };

/** A back office that gives this body to every call. */
async function answering(body: unknown, { status = 200, headers = {} as Record<string, string>, raw = false } = {}) {
  const server = await serve(
    signingIn((_request, reply) => (raw ? reply.text(status, String(body), headers) : reply.json(status, body, headers))),
  );
  return connect(server.origin).operations;
}

describe('another thing than was asked for', () => {
  it.each<[string, (reader: Awaited<ReturnType<typeof answering>>['reader']) => Promise<unknown>, object]>([
    ['a customer', (reader) => reader.customers.get(customer), { id: 8, firstName: 'Stranger' }],
    ['the details', (reader) => reader.customers.details({ ...customer, ...branch }), { id: 70, firstName: 'Stranger' }],
    ['a card', (reader) => reader.cards.get({ params: { cardId: 7 } }), { id: 77, cardNumber: 'HM-77' }],
    ['a member', (reader) => reader.accounts.member({ params: { userGroupId: 1, userId: 7 } }), { userId: 1, role: 'OWNER' }],
  ])('is never shown in its place: %s', async (_what, read, body) => {
    const { reader } = await answering(body);
    const fault = await faultOf(read(reader));
    expect(fault).toMatchObject({ code: 'upstream_malformed', say: expect.stringContaining('than was asked for') });
    expect(fault.say).not.toContain('Stranger');
  });

  it('is the same thing with its id as text', async () => {
    const { reader } = await answering({ id: '07', firstName: 'Lena' });
    await expect(reader.customers.get(customer)).resolves.toEqual({ id: 7, firstName: 'Lena' });
  });
});

describe('one odd field', () => {
  it('that is optional does not take the whole answer: a number is read as its text, another type is left out', async () => {
    const { reader } = await answering({
      id: 7,
      firstName: 'Lena',
      postcode: 1010,
      emailIsVerified: 'perhaps',
      tags: { vip: true },
    });
    await expect(reader.customers.get(customer)).resolves.toEqual({ id: 7, firstName: 'Lena', postcode: '1010' });
  });

  it('whatever its type, leaves the customer readable and every other field as it was', async () => {
    const odd = fc.oneof(fc.integer(), fc.boolean(), fc.array(fc.integer()), fc.dictionary(fc.string(), fc.integer()));
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('city', 'newsletter', 'licenseExpirationDate', 'annotations'),
        odd,
        async (field, value) => {
          const { reader } = await answering({ id: 7, firstName: 'Lena', [field]: value });
          await expect(reader.customers.get(customer)).resolves.toMatchObject({ id: 7, firstName: 'Lena' });
        },
      ),
      { numRuns: 25 },
    );
  });

  it('that decides about money takes its row, and the others stay: it is counted', async () => {
    const good = { id: 1, name: 'Goodwill 5 EUR', valueGross: 5, currency: 'EUR' };
    const { reader } = await answering([good, { id: 2, name: 'Goodwill 5', valueGross: '5.00', currency: 'EUR' }]);
    await expect(reader.vouchers.templates(branch)).resolves.toMatchObject({ items: [good], leftOut: 1 });
  });

  it.each([
    ['active', 'false'],
    ['accountType', ['GROUP']],
  ])('that says who may have it (%s) takes its row: left out, it would count as fine', async (field, odd) => {
    const good = { id: 1, name: 'Goodwill 5 EUR', active: true, accountType: 'USER' };
    const { reader } = await answering([good, { ...good, id: 2, [field]: odd }]);
    await expect(reader.vouchers.templates(branch)).resolves.toMatchObject({ items: [good], leftOut: 1 });
  });

  it('in every row makes the list unreadable: that is another API', async () => {
    const { reader } = await answering([{ name: 'no id' }, { name: 'none either' }]);
    expect((await faultOf(reader.vouchers.templates(branch))).code).toBe('upstream_malformed');
  });
});

describe('an id', () => {
  it.each(['9007199254740993', '-9007199254740993', '123456789012345678901234567890'])(
    'of %s is never rounded to another',
    async (id) => {
      const { reader } = await answering(`[{"id": ${id}, "firstName": "A"}, {"id": 8, "firstName": "B ${id}"}]`, { raw: true });
      await expect(reader.customers.search(branch)).resolves.toMatchObject({
        items: [{ id: 8, firstName: `B ${id}` }],
        leftOut: 1,
      });
    },
  );
});

describe('nothing', () => {
  it.each([
    ['null', 200],
    [' null ', 200],
    ['', 204],
    ['', 205],
    ['[null]', 200],
  ])('answered as “%s” with %d is an empty list', async (body, status) => {
    const { reader } = await answering(body, { status, raw: true });
    await expect(reader.vouchers.ofCustomer({ params: { userId: 7 }, query: {} })).resolves.toMatchObject({ items: [] });
    await expect(reader.accounts.members({ params: { id: 7 } })).resolves.toMatchObject({ items: [] });
  });

  it.each([
    ['', 200],
    ['{}', 200],
    ['""', 200],
  ])(
    'is not taken out of “%s” with %d: it may be anybody’s, and a list that is taken for empty proves what did not happen',
    async (body, status) => {
      const { reader } = await answering(body, { status, raw: true });
      const fault = await faultOf(reader.vouchers.ofCustomer({ params: { userId: 7 }, query: {} }));
      expect(fault.code).toBe('upstream_malformed');
    },
  );
});

describe('a text', () => {
  it('that no database can hold is made well-formed', async () => {
    const { reader } = await answering('{"id": 7, "firstName": "Le\\u0000na", "lastName": "N\\ud83d"}', { raw: true });
    await expect(reader.customers.get(customer)).resolves.toEqual({ id: 7, firstName: 'Lena', lastName: 'N\uFFFD' });
  });

  it('with controls that JSON forbids is read without them, and the name of a field is made well-formed, too', async () => {
    const { reader } = await answering('{"id": 7,\u0001 "firstName": "Le\tna", "annotations": {"a\\u0000b": "x"}}', {
      raw: true,
    });
    await expect(reader.customers.get(customer)).resolves.toMatchObject({ id: 7, firstName: 'Le na' });
  });

  it('of a refusal is, too', async () => {
    const { reader } = await answering('{"errorCode": "X1", "userMessage": "No\\u0000 \\ud83d"}', { status: 400, raw: true });
    expect((await faultOf(reader.customers.get(customer))).say).toContain('“No \uFFFD”');
  });
});

describe('HTTP', () => {
  it.each([
    ['gzip', gzipSync],
    ['br', brotliCompressSync],
    ['deflate', deflateSync],
  ])('compressed as %s though nobody asked is read', async (encoding, pack) => {
    const server = await serve(
      signingIn((_request, reply) => {
        reply.response.writeHead(200, { 'content-encoding': encoding, 'content-type': 'application/json' });
        reply.response.end(pack(JSON.stringify({ id: 7 })));
      }),
    );
    await expect(connect(server.origin).operations.reader.customers.get(customer)).resolves.toEqual({ id: 7 });
  });

  it('compressed to more than an answer may be is given up, without unpacking it', async () => {
    const bomb = gzipSync(Buffer.alloc(8 * 1024 * 1024));
    const server = await serve(
      signingIn((_request, reply) => {
        reply.response.writeHead(200, { 'content-encoding': 'gzip' });
        reply.response.end(bomb);
      }),
    );
    expect((await faultOf(connect(server.origin).operations.reader.customers.get(customer))).code).toBe('upstream_down');
  });

  it('with a byte order mark is read', async () => {
    const { reader } = await answering('\uFEFF{"id": 7}', { raw: true });
    await expect(reader.customers.get(customer)).resolves.toEqual({ id: 7 });
  });

  it.each([408, 421, 425, 460, 499, 507, 520, 522, 524, 529, 530, 598, 599])('%d on a read is tried again', async (status) => {
    let calls = 0;
    const server = await serve(
      signingIn((_request, reply) => {
        calls += 1;
        return calls === 1 ? reply.text(status, '') : reply.json(200, { id: 7 });
      }),
    );
    await expect(connect(server.origin).operations.reader.customers.get(customer)).resolves.toEqual({ id: 7 });
  });

  it.each([408, 460, 499, 520, 598])('%d on a write is sent once, and is no clear refusal', async (status) => {
    const server = await serve(signingIn((_request, reply) => reply.text(status, '')));
    const { operations } = connect(server.origin);
    const fault = await faultOf(operations.client.cards.assign({ params: { cardId: 3 }, body: { userId: 7 } }));
    expect(fault.code).toBe('outcome_unknown');
    expect(server.calls()).toHaveLength(1);
  });
});
