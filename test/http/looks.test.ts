import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { openPort, type Port, send } from './support.ts';

let port: Port;
afterEach(() => port.close());

const bearer = (token: string) => ({ headers: { authorization: `Bearer ${token}` } });

describe('/readyz and /metrics', () => {
  it('are open if only this machine reaches them', async () => {
    port = await openPort({ metricsToken: 'hush' });
    expect(JSON.parse((await send(port.port, '/readyz')).text)).toEqual({ ready: true, database: { answers: true } });
    expect((await send(port.port, '/metrics')).text).toContain('wheelhouse_requests 3');
  });

  it.each([
    ['without a token', {}],
    ['with another token', bearer('hush-')],
    ['with the token as a password', { headers: { authorization: `Basic ${btoa('hush:')}` } }],
    ['with an empty token', bearer('')],
  ])('say one word and nothing to the world %s', async (_, headers) => {
    port = await openPort({ host: '0.0.0.0', metricsToken: 'hush' });
    expect(await send(port.port, '/readyz', headers)).toMatchObject({ status: 200, text: 'ready\n' });
    expect(await send(port.port, '/metrics', headers)).toMatchObject({ status: 404, text: '' });
    expect(port.looks.metrics).toBe(0);
  });

  it('are opened to the world by the token', async () => {
    port = await openPort({ host: '0.0.0.0', metricsToken: 'hush', ready: false });
    expect(await send(port.port, '/readyz', bearer('hush'))).toMatchObject({
      status: 503,
      text: expect.stringContaining('database'),
    });
    expect((await send(port.port, '/metrics', bearer('hush'))).text).toContain('wheelhouse_requests 3');
    expect(await send(port.port, '/readyz')).toMatchObject({ status: 503, text: 'unready\n' });
  });

  it('say to the world in their one word that the database was restored, and not where it ends', async () => {
    port = await openPort({ host: '0.0.0.0', metricsToken: 'hush', told: { restored: { endsAt: 80 } } });
    expect(await send(port.port, '/readyz')).toMatchObject({ status: 200, text: 'restored\n' });
    expect((await send(port.port, '/readyz', bearer('hush'))).text).toContain('"endsAt":80');
  });

  it('stay closed to the world when no token is set', async () => {
    port = await openPort({ host: '0.0.0.0' });
    expect((await send(port.port, '/metrics', bearer('undefined'))).status).toBe(404);
    expect((await send(port.port, '/readyz', bearer('undefined'))).text).toBe('ready\n');
    expect((await send(port.port, '/healthz')).status).toBe(200);
  });

  it('ask the database once for all who look in the same moment, and again a moment later', async () => {
    port = await openPort();
    await Promise.all(Array.from({ length: 20 }, () => send(port.port, '/metrics')));
    expect(port.looks.metrics).toBe(1);
    port.clock.forward(250);
    await send(port.port, '/metrics');
    expect(port.looks.metrics).toBe(2);
  });
});

it('an address or a port that cannot be had is one line that names the setting', async () => {
  port = await openPort();
  await expect(openPort({ host: 'no-such-host.invalid' })).rejects.toThrow(/^HOST: no-such-host\.invalid is no address/);
  await expect(openPort({ host: '192.0.2.1' })).rejects.toThrow(/^HOST: 192\.0\.2\.1 is no address/);
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  const { createHttp } = await import('../../src/http/server.ts');
  const { systemClock } = await import('../../src/lib/clock.ts');
  const { createLog } = await import('../../src/lib/log.ts');
  const http = createHttp({
    clock: systemClock,
    log: createLog({ level: 'silent' }),
    ready: async () => ({ ready: true, body: {} }),
    metrics: async () => ({ contentType: 'text/plain', body: '' }),
  });
  const taken = (other.address() as AddressInfo).port; // safe: it listens on TCP
  await expect(http.listen({ host: '127.0.0.1', port: taken })).rejects.toThrow(`PORT: ${taken} is in use`);
  other.close();
});
