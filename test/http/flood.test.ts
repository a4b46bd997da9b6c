import { afterEach, describe, expect, it } from 'vitest';
import type { HttpLimits } from '../../src/http/limits.ts';
import { deliver, form, head, openPort, type Port, send, signed, wire } from './support.ts';

let port: Port;
afterEach(() => port.close());

const open = async (limits: Partial<HttpLimits> = {}) => {
  port = await openPort({ limits });
  return port;
};
const large = 'x'.repeat(200_000);
const stamped = () => ({ ...form, ...signed(port.clock, 'other') });

describe('strangers on the port', () => {
  it('are answered before they have sent their bodies, and are not read on', async () => {
    await open({ lingerMs: 20 });
    for (const headers of [{}, { ...stamped(), 'x-slack-signature': 'v0=1' }, { ...stamped(), 'content-length': '4000000' }]) {
      const line = await wire(port.port);
      line.socket.write(head({ 'content-length': '1000000', ...headers }));
      expect(await line.over).toMatch(/^HTTP\/1\.1 (401|413) /);
    }
  });

  it('read their answer although they send the whole of a large body first', async () => {
    await open();
    expect((await deliver(port.port, form, 'x'.repeat(3_000_000))).status).toBe(413);
    expect((await deliver(port.port, form, 'x'.repeat(900_000))).status).toBe(401);
    expect((await send(port.port, '/elsewhere', { method: 'POST', body: 'x'.repeat(900_000) })).status).toBe(404);
  });

  it('are read on for a moment while they are few, and cut off at once when they are many', async () => {
    await open({ lingering: 2, lingerMs: 60_000 });
    const lines = [];
    for (let count = 0; count < 5; count += 1) {
      const line = await wire(port.port);
      line.socket.write(head({ 'content-length': '900000' }) + 'x'.repeat(100));
      expect(await line.seen(/401/)).toMatch(/^HTTP\/1\.1 401 /);
      lines.push(line);
    }
    for (const line of lines.slice(2)) expect(await line.over).toMatch(/^HTTP\/1\.1 401 /);
    expect(lines.map(({ socket }) => socket.destroyed)).toEqual([false, false, true, true, true]);
    // Those that are read on make room when they go.
    lines[0]?.socket.destroy();
    await lines[0]?.over;
    lines[1]?.socket.destroy();
  });

  it('that ask first whether to send a body are told no in time', async () => {
    await open();
    const line = await wire(port.port);
    line.socket.write(head({ expect: '100-continue', 'content-length': '1000' }));
    const refused = await line.over;
    expect(refused).toMatch(/^HTTP\/1\.1 401 /);
    expect(refused).not.toContain('100 Continue');
  });

  it('with a body that never ends are stopped at one megabyte', async () => {
    await open({ bodyBytes: 100_000 });
    const line = await wire(port.port);
    line.socket.write(head({ ...stamped(), 'transfer-encoding': 'chunked' }));
    for (let sent = 0; sent < 3; sent += 1) line.socket.write(`c350\r\n${'x'.repeat(50_000)}\r\n`);
    expect(await line.seen(/413/)).toMatch(/^HTTP\/1\.1 413 /);
    line.socket.destroy();
    await line.over;
  });

  it('push out the largest of their own bodies when all together are too many, never a small delivery', async () => {
    await open({ unverifiedBytes: 1_000_000, bodyBytes: 300_000, lingerMs: 20 });
    const small = 'command=%2Fcustomer&text=lookup';
    const slow = await wire(port.port);
    slow.socket.write(
      head({ ...form, ...signed(port.clock, small), 'content-length': String(small.length) }) + small.slice(0, 10),
    );
    const lines = await Promise.all(Array.from({ length: 7 }, () => wire(port.port)));
    for (const line of lines) line.socket.write(head({ ...stamped(), 'content-length': '250000' }) + large);
    // 1.4 MB in all, and room for 1 MB: three of them have to go.
    let refused = 0;
    await new Promise<void>((resolve) => {
      for (const { over } of lines)
        void over.then((text) => {
          if (text.startsWith('HTTP/1.1 503 ')) refused += 1;
          if (refused === 3) resolve();
        });
    });
    slow.socket.write(small.slice(10));
    expect(await slow.seen(/\r\n\r\n/)).toMatch(/^HTTP\/1\.1 200 /);
    for (const { socket } of [...lines, slow]) socket.destroy();
  });

  it('that send their headers or their body drop by drop are ended', async () => {
    await open({ headersMs: 50, requestMs: 100 });
    const silent = await wire(port.port);
    const headers = await wire(port.port);
    headers.socket.write('POST /slack/events HTTP/1.1\r\nhost: wheel');
    const body = await wire(port.port);
    body.socket.write(head({ ...stamped(), 'content-length': '1000' }));
    expect(await headers.over).toMatch(/^HTTP\/1\.1 408 /);
    expect(await body.over).toMatch(/^HTTP\/1\.1 408 /);
    expect(await silent.over).not.toMatch(/^HTTP\/1\.1 200/);
    expect(port.events).toEqual([]);
  });

  it('that hold all connections open make room for those who ask', async () => {
    await open({ connections: 5 });
    const held = await Promise.all(Array.from({ length: 5 }, () => wire(port.port)));
    const body = 'command=%2Fcustomer';
    expect((await deliver(port.port, { ...form, ...signed(port.clock, body) }, body)).status).toBe(200);
    await Promise.race(held.map(({ over }) => over));
    for (const { socket } of held) socket.destroy();
    expect(port.events).toHaveLength(1);
  });

  it('that hold all connections open with bodies that never end make room for those who ask, the longest first', async () => {
    await open({ connections: 5 });
    const held = [];
    for (let count = 0; count < 5; count += 1) {
      const line = await wire(port.port);
      line.socket.write(head({ ...stamped(), expect: '100-continue', 'content-length': '5000' }));
      await line.seen(/100 Continue/);
      held.push(line);
    }
    // Those who have just come and not asked yet are not the ones to go.
    const newcomer = await wire(port.port);
    await held[0]?.over;
    held.push(await wire(port.port));
    await held[1]?.over;
    const body = 'command=%2Fcustomer';
    newcomer.socket.write(
      head({ ...form, ...signed(port.clock, body), 'content-length': String(body.length), connection: 'close' }) + body,
    );
    expect(await newcomer.over).toMatch(/^HTTP\/1\.1 200 /);
    expect(held.map(({ socket }) => socket.destroyed)).toEqual([true, true, false, false, false, false]);
    for (const { socket } of held) socket.destroy();
    expect(port.events).toHaveLength(1);
  });

  it('that send many requests at once on one connection lose it, and a few are answered in order', async () => {
    await open({ pipelined: 4 });
    const line = await wire(port.port);
    line.socket.write(head({}, '/readyz', 'GET').repeat(3));
    expect((await line.seen(/(200 OK[\s\S]*){3}/)).match(/200 OK/g)).toHaveLength(3);
    line.socket.write(head({}, '/readyz', 'GET').repeat(40));
    await line.over;
    // Everybody who looks at the same moment is one look.
    expect(port.looks.ready).toBe(1);
  });

  it('cannot make two things of one message', async () => {
    await open();
    for (const headers of [
      { ...stamped(), 'content-length': '5', 'transfer-encoding': 'chunked' },
      { ...stamped(), 'content-length': '5, 6' },
    ]) {
      const line = await wire(port.port);
      line.socket.write(`${head(headers)}0\r\n\r\n`);
      expect(await line.over).toMatch(/^HTTP\/1\.1 400 /);
    }
    const twice = await wire(port.port);
    twice.socket.write(head({ ...stamped(), 'content-length': '0', 'X-Slack-Signature': `v0=${'a'.repeat(64)}` }));
    expect(await twice.over).toMatch(/^HTTP\/1\.1 401 /);
  });
});

it('a connection that a proxy keeps outlives the time for headers, and its proxy’s minute', async () => {
  const { usualLimits } = await import('../../src/http/limits.ts');
  expect(usualLimits.keepAliveMs).toBeGreaterThan(60_000);
  await open({ headersMs: 20 });
  const line = await wire(port.port);
  line.socket.write(head({}, '/healthz', 'GET'));
  await line.seen(/200 OK/);
  // Some looks at slow senders later it is still there.
  for (let looks = 0; looks < 3; looks += 1) {
    const slow = await wire(port.port);
    slow.socket.write('GET /hea');
    await slow.over;
  }
  line.socket.write(head({}, '/healthz', 'GET'));
  expect((await line.seen(/200 OK[\s\S]*200 OK/)).match(/200 OK/g)).toHaveLength(2);
  line.socket.destroy();
});

it('closing lets an answer that is under way go out, and gives half a body up', async () => {
  let acknowledge = () => {};
  const decided = new Promise<void>((resolve) => {
    acknowledge = resolve;
  });
  let begun = () => {};
  const running = new Promise<void>((resolve) => {
    begun = resolve;
  });
  port = await openPort({
    handle: async ({ ack }) => {
      begun();
      await decided;
      await ack();
    },
  });
  const body = 'command=%2Fcustomer';
  const answering = deliver(port.port, { ...form, ...signed(port.clock, body) }, body);
  const half = await wire(port.port);
  half.socket.write(head({ ...stamped(), 'content-length': '1000' }));
  await running;
  const closing = port.close();
  await half.over;
  acknowledge();
  expect((await answering).status).toBe(200);
  await closing;
});
