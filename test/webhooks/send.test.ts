import { createHmac } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type RequestListener } from 'node:http';
import { type AddressInfo, createServer as createSocketServer } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { Secret } from '../../src/lib/secret.ts';
import { createWebhookSender } from '../../src/webhooks/send.ts';

const secret = new Secret('a secret that both sides know');
const at = new Date('2026-11-28T08:00:00.999Z');

async function receiver(listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo; // safe: it listens on a port
  return `http://127.0.0.1:${port}/hooks?of=desk`;
}
const send = (url: string, body = '{"id":"A"}') => createWebhookSender().send({ url, secret }, body, at);

it('posts the body, signed with the time of this try', async () => {
  let seen: { headers: IncomingHttpHeaders; body: string; path: string | undefined } | undefined;
  const url = await receiver(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    seen = { headers: request.headers, body, path: request.url };
    response.writeHead(204).end();
  });
  expect(await send(url, '{"name":"ü"}')).toEqual({ ok: true });
  expect(seen).toMatchObject({
    body: '{"name":"ü"}',
    path: '/hooks?of=desk',
    headers: { 'content-type': 'application/json', 'x-wheelhouse-timestamp': '1795852800' },
  });
  const signature = createHmac('sha256', secret.reveal()).update('1795852800.{"name":"ü"}').digest('hex');
  expect(seen?.headers['x-wheelhouse-signature']).toBe(`v1=${signature}`);
});

it('follows no redirect, and takes it for no yes', async () => {
  let followed = 0;
  const url = await receiver((request, response) => {
    if (request.url === '/other') followed += 1;
    response.writeHead(302, { location: '/other' }).end();
  });
  expect(await send(url)).toEqual({ ok: false, why: 'answered 302' });
  expect(followed).toBe(0);
});

it('reads next to nothing of an answer without an end, and takes its status', async () => {
  let written = 0;
  let closed: (() => void) | undefined;
  const isClosed = new Promise<void>((resolve) => {
    closed = resolve;
  });
  const url = await receiver((_request, response) => {
    response.writeHead(200, { 'content-length': String(10 * 1024 ** 3) });
    const chunk = Buffer.alloc(64 * 1024);
    const more = () => {
      while (!response.destroyed && response.write(chunk)) written += chunk.length;
    };
    response.on('drain', more).on('close', () => closed?.());
    more();
  });
  expect(await send(url)).toEqual({ ok: true });
  await isClosed;
  expect(written).toBeLessThan(20 * 1024 ** 2);
});

it('says why in a word of its own, whatever the other side is', async () => {
  const broken = createSocketServer((socket) => socket.end('this is no HTTP\r\n\r\n')).listen(0, '127.0.0.1');
  await new Promise((resolve) => broken.once('listening', resolve));
  onTestFinished(() => void broken.close());
  const { port } = broken.address() as AddressInfo; // safe: it listens on a port
  for (const url of [
    `http://127.0.0.1:${port}/`,
    'http://127.0.0.1:1/',
    'https://nowhere.invalid/hooks',
    `https://127.0.0.1:${port}/`,
  ]) {
    const outcome = await send(url);
    expect(outcome, url).toMatchObject({ ok: false, why: expect.stringMatching(/^no answer/) });
  }
  const refusing = await receiver((_request, response) => response.writeHead(500).end('a name that must reach no log'));
  expect(await send(refusing)).toEqual({ ok: false, why: 'answered 500' });
});
