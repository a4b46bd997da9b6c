import { fileProblem } from '../lib/written-file.ts';

/** The variables that every OpenTelemetry program reads. */
type Environment = Readonly<Record<string, string | undefined>>;

/** Whether the environment asks for traces, by the variables that OpenTelemetry's specification has. */
export function areTracesWanted(environment: Environment): boolean {
  const set = (name: string) => (environment[name] ?? '').trim();
  const isOff = set('OTEL_SDK_DISABLED').toLowerCase() === 'true' || set('OTEL_TRACES_EXPORTER').toLowerCase() === 'none';
  return !isOff && (set('OTEL_EXPORTER_OTLP_ENDPOINT') !== '' || set('OTEL_EXPORTER_OTLP_TRACES_ENDPOINT') !== '');
}

/** A line for each certificate or key that OpenTelemetry would read from a file and cannot; it would go on without a word. */
export function tracingProblems(environment: Environment): string[] {
  if (!areTracesWanted(environment)) return [];
  return ['CERTIFICATE', 'CLIENT_CERTIFICATE', 'CLIENT_KEY'].flatMap((what) =>
    [`OTEL_EXPORTER_OTLP_${what}`, `OTEL_EXPORTER_OTLP_TRACES_${what}`].flatMap((name) => {
      const file = environment[name]?.trim() ?? '';
      const why = file === '' ? undefined : fileProblem(file);
      return why === undefined ? [] : [`${name}: ${file} ${why}.`];
    }),
  );
}
