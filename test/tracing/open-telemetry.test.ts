import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Fault } from '../../src/errors.ts';
import { createLog } from '../../src/lib/log.ts';
import type { Trace } from '../../src/lib/trace.ts';
import { openTracing, type Tracing } from '../../src/tracing/open-telemetry.ts';

type Posted = { path: string | undefined; type: string | undefined; key: string | undefined; body: string };

let status = 200;
const posted: Posted[] = [];
const receiver = createServer((request, response) => {
  const parts: Buffer[] = [];
  request.on('data', (part: Buffer) => parts.push(part));
  request.on('end', () => {
    const { 'content-type': type, 'x-key': key } = request.headers;
    const body = Buffer.concat(parts).toString('latin1');
    posted.push({ path: request.url, type, key: typeof key === 'string' ? key : undefined, body });
    response.writeHead(status).end();
  });
});

let tracing: Tracing;
let trace: Trace;
const onTrouble = vi.fn();
beforeEach(async () => {
  status = 200;
  posted.length = 0;
  onTrouble.mockReset();
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  const { port } = receiver.address() as AddressInfo; // safe: it listens on TCP
  vi.stubEnv('OTEL_EXPORTER_OTLP_ENDPOINT', `http://127.0.0.1:${port}`);
  vi.stubEnv('OTEL_EXPORTER_OTLP_HEADERS', 'x-key=k1');
  tracing = openTracing({ environment: process.env, version: '1.2.3', replica: 'r1', onTrouble });
  trace = tracing.trace;
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await tracing.stop();
  await new Promise((resolve) => receiver.close(resolve));
});

it('sends Protobuf by the usual variables, all of it at the stop', async () => {
  await trace.begin('Slack command /voucher', {}, () => trace.part('Slack chat.update', {}, async () => undefined));
  await tracing.stop();
  expect(posted).toHaveLength(1);
  expect(posted[0]).toMatchObject({ path: '/v1/traces', type: 'application/x-protobuf', key: 'k1' });
  for (const told of ['Slack command /voucher', 'Slack chat.update', 'wheelhouse', '1.2.3', 'r1'])
    expect(posted[0]?.body).toContain(told);
});

it('a part outside of any trace is run and not sent: polls and heartbeats are no traces', async () => {
  expect(await trace.part('database', {}, async () => 7)).toBe(7);
  trace.open('database', {}).end();
  expect(trace.here()).toBeUndefined();
  await tracing.stop();
  expect(posted).toEqual([]);
});

it('what another process goes on with is in the same trace, and what is no traceparent begins one', async () => {
  const first = await trace.begin('one', {}, async () => ({ here: trace.here(), id: trace.id() }));
  expect(first.here).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/);
  expect(await trace.begin('two', {}, async () => trace.id(), first.here)).toBe(first.id);
  const odd = await trace.begin('three', {}, async () => trace.id(), "00-'; DROP TABLE jobs;--");
  expect(odd).toMatch(/^[0-9a-f]{32}$/);
  expect(odd).not.toBe(first.id);
});

it('of an error the code alone is sent', async () => {
  const wrong = new Error('Lena Novak, lena@example.com');
  const refused = new Fault('upstream_refused', 'Lena Novak cannot have it', {
    message: 'https://api.example.com/customers/1010',
  });
  await expect(trace.begin('one', {}, () => Promise.reject(wrong))).rejects.toBe(wrong);
  await expect(trace.begin('two', {}, () => Promise.reject(refused))).rejects.toBe(refused);
  await tracing.stop();
  expect(posted[0]?.body).toContain('upstream_refused');
  expect(posted[0]?.body).toContain('internal');
  for (const secret of ['Lena', 'example.com']) expect(posted[0]?.body).not.toContain(secret);
});

it('a receiver that refuses is told, and harms nothing', async () => {
  status = 403;
  expect(await trace.begin('one', {}, async () => 7)).toBe(7);
  await tracing.stop();
  expect(posted).toHaveLength(1);
  expect(onTrouble).toHaveBeenCalled();
});

it('log lines have the id of the trace that they are written in', async () => {
  const lines: string[] = [];
  const log = createLog({ level: 'info', destination: { write: (line) => void lines.push(line) }, traceId: () => trace.id() });
  log.info('before');
  const id = await trace.begin('one', {}, async () => {
    log.info('within');
    return trace.id();
  });
  expect(lines.map((line) => (JSON.parse(line) as { trace_id?: string }).trace_id)).toEqual([undefined, id]);
});
