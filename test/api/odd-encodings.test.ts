import { brotliCompressSync, deflateRawSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { asUtf8, unpacked } from '../../src/api/unpack.ts';
import { fc } from '../support/fast-check.ts';
import { connect, faultOf, serve, signingIn } from './support/upstreams.ts';

const json = JSON.stringify({ id: 7, firstName: 'Jürg' });
const wide = (text: string) => Buffer.from(text, 'utf16le');
const swapped = (bytes: Buffer) => Buffer.from(bytes).swap16();

async function reading(body: Buffer, headers: Record<string, string>) {
  const server = await serve(signingIn((_request, reply) => void reply.response.writeHead(200, headers).end(body)));
  return connect(server.origin).operations.reader.customers.get({ params: { id: 7 } });
}

describe('an answer in another encoding', () => {
  it.each([
    ['Latin-1, as its header says', Buffer.from(json, 'latin1'), 'application/json; charset=ISO-8859-1'],
    ['Latin-1, though its header says UTF-8', Buffer.from(json, 'latin1'), 'application/json; charset="utf-8"'],
    ['Latin-1, though nothing says so', Buffer.from(json, 'latin1'), 'application/json'],
    ['UTF-8, though its header says Latin-1', Buffer.from(json), 'application/json;charset=ISO-8859-1'],
    ['UTF-8 under a charset that nobody knows', Buffer.from(json), 'application/json; charset=x-none'],
    ['UTF-16 with a byte order mark', wide(`\uFEFF${json}`), 'application/json; charset=utf-16'],
    ['UTF-16 without one', wide(json), 'application/json'],
    ['UTF-16, the other way round', swapped(wide(`\uFEFF${json}`)), 'text/plain'],
    ['UTF-8 with two byte order marks', Buffer.from(`\uFEFF\uFEFF${json}`), 'application/json'],
  ])('is read: %s', async (_what, body, type) => {
    await expect(reading(body, { 'content-type': type })).resolves.toEqual({ id: 7, firstName: 'Jürg' });
  });

  it('in the letters that its header names is read by them', async () => {
    const body = Buffer.concat([Buffer.from('{"id":7,"firstName":"'), Buffer.from([0xa3]), Buffer.from('ukasz"}')]);
    await expect(reading(body, { 'content-type': 'application/json; charset=iso-8859-2' })).resolves.toMatchObject({
      firstName: 'Łukasz',
    });
  });

  it('keeps every text, and leaves what is no text alone', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        expect(asUtf8(Buffer.from(text), 'application/json').toString()).toBe(text);
      }),
    );
    const picture = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0xff, 0xfe]);
    for (const type of ['image/png', 'application/octet-stream', undefined]) expect(asUtf8(picture, type)).toBe(picture);
  });
});

describe('an answer in another wrapping', () => {
  it.each([
    ['deflate without its head', deflateRawSync(json), 'deflate'],
    ['gzip that its header does not name', gzipSync(json), undefined],
    ['gzip twice', gzipSync(gzipSync(json)), 'gzip'],
    ['gzip, though its header says identity', gzipSync(json), 'identity'],
    ['nothing, though its header says gzip', Buffer.from(json), 'gzip'],
    ['nothing, though its header says br', Buffer.from(json), 'br'],
    ['nothing, though its header says deflate', Buffer.from(json), 'deflate'],
    ['br within gzip', gzipSync(brotliCompressSync(json)), 'br, gzip'],
  ])('is read: %s', async (_what, body, encoding) => {
    const headers = { 'content-type': 'application/json', ...(encoding === undefined ? {} : { 'content-encoding': encoding }) };
    await expect(reading(body, headers)).resolves.toEqual({ id: 7, firstName: 'Jürg' });
  });

  it('that is cut in the middle is no answer', async () => {
    const fault = await faultOf(reading(gzipSync(json).subarray(0, 20), { 'content-encoding': 'gzip' }));
    expect(fault.code).toBe('upstream_down');
  });

  it('is unpacked to no more than an answer may be, whichever it is', () => {
    const bomb = Buffer.alloc(1_000_000);
    for (const [body, encoding] of [
      [gzipSync(bomb), undefined],
      [brotliCompressSync(bomb), 'br'],
      [deflateRawSync(bomb), 'deflate'],
    ] as const)
      expect(() => unpacked(body, encoding, 1000)).toThrow();
  });
});
