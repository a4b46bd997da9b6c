import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { checkRunning } from '../../src/cli/running-check.ts';

async function answering(status: number, body: string): Promise<number> {
  const server = createServer((_request, response) => response.writeHead(status).end(body));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    await new Promise<void>((resolve) => server.close(() => resolve()));
  });
  return (server.address() as AddressInfo).port; // safe: a TCP server that listens
}
const check = async (port: number) => (await checkRunning({ host: '0.0.0.0', port }))[0];

it('says how the running app’s socket is', async () => {
  const port = await answering(200, '{"ready":true,"socket":{"state":"open"}}');
  expect(await check(port)).toMatchObject({ state: 'ok', say: expect.stringContaining('its socket: open') });
});

it('warns when the running app is not ready, with what its socket last met', async () => {
  const port = await answering(503, '{"ready":false,"socket":{"state":"lost","lastTrouble":{"say":"status 503"}}}');
  expect(await check(port)).toMatchObject({ state: 'warn', say: expect.stringContaining('Its socket last: status 503') });
});

it('finds nothing wrong when no app runs here, or something else does', async () => {
  const port = await answering(200, '<html>');
  expect(await check(port)).toMatchObject({ state: 'ok' });
  expect(await check(1)).toMatchObject({ state: 'ok', say: expect.stringContaining('no app answers') });
});
