/** The variables that every OpenTelemetry program reads. */
type Environment = Readonly<Record<string, string | undefined>>;

/** Whether the environment asks for traces, by the variables that OpenTelemetry's specification has. */
export function areTracesWanted(environment: Environment): boolean {
  const set = (name: string) => (environment[name] ?? '').trim();
  const isOff = set('OTEL_SDK_DISABLED').toLowerCase() === 'true' || set('OTEL_TRACES_EXPORTER').toLowerCase() === 'none';
  return !isOff && (set('OTEL_EXPORTER_OTLP_ENDPOINT') !== '' || set('OTEL_EXPORTER_OTLP_TRACES_ENDPOINT') !== '');
}
