import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { checkRunning } from '../../src/cli/running-check.ts';
import { Secret } from '../../src/lib/secret.ts';
import { openPort } from '../http/support.ts';

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
  expect(await check(port)).toMatchObject({ state: 'warning', say: expect.stringContaining('Its socket last: status 503') });
});

it('finds nothing wrong when no app runs here, and warns when something else has its port', async () => {
  const port = await answering(200, '<html>');
  expect(await check(port)).toMatchObject({ state: 'warning', where: 'PORT', do: 'Choose another port.' });
  expect(await check(1)).toMatchObject({ state: 'ok', say: expect.stringContaining('no app answers') });
});

it.each([
  ['ready', true],
  ['not ready', false],
])('reads the whole answer of an app that is %s and open to others by its token, and one word without', async (_name, ready) => {
  const app = await openPort({ host: '0.0.0.0', metricsToken: 'let-me-in', ready });
  onTestFinished(() => app.close());
  const ask = async (token?: string) =>
    (
      await checkRunning({ host: '0.0.0.0', port: app.port, metricsToken: token === undefined ? undefined : new Secret(token) })
    )[0];
  const state = ready ? 'ok' : 'warning';
  expect(await ask('let-me-in')).toMatchObject({ state, say: expect.not.stringContaining('METRICS_TOKEN') });
  for (const other of [undefined, 'another'])
    expect(await ask(other)).toMatchObject({ state, say: expect.stringContaining('METRICS_TOKEN') });
  expect(JSON.stringify(await ask('another'))).not.toContain('another"');
});
