import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { checkTraces } from '../../src/cli/trace-check.ts';

async function receiver(status: number) {
  const asked: { path: string | undefined; headers: IncomingHttpHeaders; body: string }[] = [];
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    asked.push({ path: request.url, headers: request.headers, body });
    response.writeHead(status).end('{}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise<void>((resolve) => server.close(() => resolve()));
  });
  return { asked, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }; // safe: a TCP server that listens
}

it('asks the receiver of traces with an empty export and its own headers, and only where traces are wanted', async () => {
  const { asked, url } = await receiver(200);
  const headers = 'x-key=s3cret%3D, nonsense';
  const [finding] = await checkTraces({ OTEL_EXPORTER_OTLP_ENDPOINT: `${url}/`, OTEL_EXPORTER_OTLP_HEADERS: headers });
  expect(finding).toMatchObject({ state: 'ok', where: 'OTEL_EXPORTER_OTLP_ENDPOINT' });
  expect(asked).toMatchObject([{ path: '/v1/traces', body: '{"resourceSpans":[]}', headers: { 'x-key': 's3cret=' } }]);
  expect(await checkTraces({})).toEqual([]);
  expect(await checkTraces({ OTEL_EXPORTER_OTLP_ENDPOINT: url, OTEL_SDK_DISABLED: 'true' })).toEqual([]);
  expect(asked).toHaveLength(1);
});

it.each([
  [403, /refuses traces/, /OTEL_EXPORTER_OTLP_HEADERS/],
  [404, /takes no traces/, /OTLP over HTTP/],
])('warns, naming the setting, of a receiver that answers %i', async (status, say, todo) => {
  const { url } = await receiver(status);
  expect(await checkTraces({ OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: `${url}/own` })).toEqual([
    expect.objectContaining({
      state: 'warning',
      where: 'OTEL_EXPORTER_OTLP_TRACES_ENDPOINT',
      say: expect.stringMatching(say),
      do: expect.stringMatching(todo),
    }),
  ]);
});

it('warns of a receiver that is away and of what is no address, in one finding without a secret', async () => {
  for (const address of ['http://127.0.0.1:1', 'collector:4318', 'nowhere']) {
    const findings = await checkTraces({ OTEL_EXPORTER_OTLP_ENDPOINT: address, OTEL_EXPORTER_OTLP_HEADERS: 'key=s3cret' });
    expect(findings).toMatchObject([{ state: 'warning', where: 'OTEL_EXPORTER_OTLP_ENDPOINT' }]);
    expect(JSON.stringify(findings)).not.toContain('s3cret');
  }
});

it('names the setting of a certificate that OpenTelemetry could not read', async () => {
  const environment = {
    OTEL_EXPORTER_OTLP_ENDPOINT: 'https://collector.example:4318',
    OTEL_EXPORTER_OTLP_CERTIFICATE: '/dev/zero',
  };
  expect(await checkTraces(environment)).toEqual([
    expect.objectContaining({
      state: 'error',
      where: 'OTEL_EXPORTER_OTLP_CERTIFICATE',
      say: expect.stringMatching(/ordinary file/),
    }),
  ]);
});
