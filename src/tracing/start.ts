import type { Log } from '../lib/log.ts';
import { untraced } from '../lib/trace.ts';
import type { Tracing } from './open-telemetry.ts';
import { areTracesWanted } from './wanted.ts';

/** A receiver that is away would fill the log otherwise. */
const sayAgainMs = 60_000;

export type StartTracingDeps = {
  environment: Readonly<Record<string, string | undefined>>;
  version: string;
  replica: string;
  log: Log;
};

/** Traces if the environment asks for them. If it does not, nothing of OpenTelemetry is loaded. */
export async function startTracing({ environment, version, replica, log }: StartTracingDeps): Promise<Tracing> {
  if (!areTracesWanted(environment)) return { trace: untraced, stop: async () => undefined };
  const { openTracing } = await import('./open-telemetry.ts');
  let saidAtMs = Number.NEGATIVE_INFINITY;
  return openTracing({
    environment,
    version,
    replica,
    onTrouble() {
      if (performance.now() - saidAtMs < sayAgainMs) return;
      saidAtMs = performance.now();
      log.warn(
        { setting: 'OTEL_EXPORTER_OTLP_ENDPOINT' },
        'traces could not be sent; those that wait are dropped when there are too many',
      );
    },
  });
}
