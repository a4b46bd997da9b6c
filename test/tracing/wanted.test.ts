import { expect, it } from 'vitest';
import { untraced } from '../../src/lib/trace.ts';
import { startTracing } from '../../src/tracing/start.ts';
import { areTracesWanted } from '../../src/tracing/wanted.ts';
import { silentLog } from '../support/log.ts';

const endpoint = { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:4318' };

it.each([
  [{}, false],
  [{ OTEL_EXPORTER_OTLP_ENDPOINT: ' ' }, false],
  [endpoint, true],
  [{ OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'http://127.0.0.1:4318/v1/traces' }, true],
  [{ ...endpoint, OTEL_SDK_DISABLED: 'true' }, false],
  [{ ...endpoint, OTEL_TRACES_EXPORTER: 'none' }, false],
])('%j wants traces: %s', (environment, wanted) => {
  expect(areTracesWanted(environment)).toBe(wanted);
});

it('without an endpoint nothing is traced', async () => {
  const { trace } = await startTracing({ environment: {}, version: '1', replica: 'r', log: silentLog });
  expect(trace).toBe(untraced);
});
