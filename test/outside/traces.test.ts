import { afterAll, afterEach, expect, test } from 'vitest';
import { type Desk, openDesk } from '../chaos/desk.ts';
import { freePort } from '../support/free-port.ts';
import { testKey } from '../support/keys.ts';
import { startPostgres } from '../support/postgres.ts';
import { launch, type Process } from './app.ts';
import { until } from './fakes/server.ts';
import { type ReceivedSpan, type TraceReceiver, traceReceiver } from './fakes/traces.ts';

const server = await startPostgres();
afterAll(() => server?.stop());

let desk: Desk | undefined;
let other: Process | undefined;
let traces: TraceReceiver;
afterEach(async () => {
  await other?.kill('SIGKILL');
  await desk?.stop();
  await traces.close();
});

/** The spans of a press of Approve whose request was carried out by the other process, with all that it set off there. */
function wholePath(spans: readonly ReceivedSpan[]): ReceivedSpan[] | undefined {
  for (const root of spans.filter(({ name }) => name === 'Slack block_actions request.approve')) {
    const all = spans.filter(({ traceId }) => traceId === root.traceId);
    const elsewhere = all.filter(({ replica }) => replica !== root.replica).map(({ name }) => name);
    const wanted = ['job execute', 'database', 'operations vouchers.applyToCustomer'];
    if (wanted.every((name) => elsewhere.includes(name)) && all.some(({ name }) => name === 'Slack chat.update')) return all;
  }
  return undefined;
}

test.skipIf(server === undefined)(
  'a press of Approve is one trace: its database time, its job on the other replica, the write there, and the calls to Slack',
  async () => {
    traces = await traceReceiver();
    const environment = {
      DATABASE_URL: await server?.createDatabase(),
      JOURNAL_KEY: testKey,
      LOG_LEVEL: 'debug',
      OTEL_EXPORTER_OTLP_ENDPOINT: traces.base,
      OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json',
      OTEL_BSP_SCHEDULE_DELAY: '200',
    };
    desk = await openDesk(environment, { bySocket: true });
    const { here } = desk;
    const port = await freePort();
    other = launch({ ...here.environment, PORT: String(port) });
    const ready = () => fetch(`http://127.0.0.1:${port}/readyz`).catch(() => undefined);
    await until('the other replica to be ready', async () => (await ready())?.status === 200, 150_000);

    // Either may take a job: there are more presses until one is taken by the one that did not hear the press.
    const items: Awaited<ReturnType<Desk['prepare']>> = [];
    let path: ReceivedSpan[] | undefined;
    for (let round = 0; round < 6 && path === undefined; round += 1) {
      const more = await desk.prepare(8);
      items.push(...more);
      for (const item of more) await desk.press(item);
      await desk.allRight(more);
      path = await until('one whole path', () => wholePath(traces.spans), 15_000).catch(() => undefined);
    }
    expect([...traces.paths]).toEqual(['/v1/traces']);

    const ids = new Set(path?.map(({ spanId }) => spanId));
    const roots = path?.filter(({ parentSpanId }) => parentSpanId === undefined || !ids.has(parentSpanId)) ?? [];
    expect(roots.map(({ name }) => name)).toEqual(['Slack block_actions request.approve']);
    expect(here.output() + other.output()).toContain(`"trace_id":"${roots[0]?.traceId}"`);

    // What the people of the test are called, what they wrote, and what opens doors.
    const { world } = here.operations;
    const secrets = items.flatMap(({ customer }) => {
      const { firstName, lastName, email, phone } = world.customers.get(customer) as Record<string, string>;
      return [firstName, lastName, email, phone];
    });
    const sent = traces.bodies.join('\n');
    expect(sent.length).toBeGreaterThan(1_000);
    for (const secret of [...secrets, 'Sorry for the trouble', 'xoxb-', 'xapp-', 'Bearer', 'http://', 'SELECT', 'response_url'])
      expect(sent).not.toContain(secret);
  },
  300_000,
);
