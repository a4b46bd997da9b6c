import type { Environment } from '../config.ts';
import { withoutTrailing } from '../lib/around.ts';
import { areTracesWanted, tracingProblems } from '../tracing/wanted.ts';
import type { Finding } from './outcome.ts';

const what = 'traces';
const withinMs = 3_000;

/**
 * Whether the receiver of traces answers, if traces are wanted. It is asked with an empty export, which leaves nothing there. Without it the
 * app works, so that is a warning.
 */
export async function checkTraces(environment: Environment): Promise<Finding[]> {
  if (!areTracesWanted(environment)) return [];
  const bad = tracingProblems(environment).map(
    (say): Finding => ({ state: 'error', what, where: say.split(':', 1)[0] ?? what, say }),
  );
  if (bad.length > 0) return bad;
  const set = (name: string) => environment[name]?.trim() ?? '';
  const own = set('OTEL_EXPORTER_OTLP_TRACES_ENDPOINT');
  const where = own === '' ? 'OTEL_EXPORTER_OTLP_ENDPOINT' : 'OTEL_EXPORTER_OTLP_TRACES_ENDPOINT';
  const address = own === '' ? `${withoutTrailing(set(where), '/')}/v1/traces` : own;
  const warning = (say: string, todo: string): Finding[] => [{ state: 'warning', what, where, say, do: todo }];
  if (!URL.canParse(address) || !/^https?:$/.test(new URL(address).protocol))
    return warning(`${where} is no address.`, 'Set it to one such as http://collector:4318.');
  const { origin } = new URL(address);
  try {
    const { status } = await fetch(address, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headersOf(set) },
      body: '{"resourceSpans":[]}',
      signal: AbortSignal.timeout(withinMs),
    });
    if (status === 401 || status === 403)
      return warning(`the receiver at ${origin} refuses traces (${status}).`, 'Look at OTEL_EXPORTER_OTLP_HEADERS.');
    if (status === 404 || status === 405)
      return warning(
        `what answers at ${origin} takes no traces there (${status}).`,
        `Set ${where} to the address for OTLP over HTTP, usually port 4318.`,
      );
    return [{ state: 'ok', what, where, say: `the receiver at ${origin} answers.` }];
  } catch {
    return warning(`nothing answers at ${origin}, so traces are lost.`, `Start the receiver, or correct ${where}.`);
  }
}

/** `key=value,other=value`, as OpenTelemetry reads them. */
function headersOf(set: (name: string) => string): Record<string, string> {
  const written = set('OTEL_EXPORTER_OTLP_TRACES_HEADERS') || set('OTEL_EXPORTER_OTLP_HEADERS');
  return Object.fromEntries(
    written.split(',').flatMap((pair): [string, string][] => {
      const at = pair.indexOf('=');
      const [name, value] = [pair.slice(0, at).trim(), pair.slice(at + 1).trim()];
      return at < 1 || !/^[\w-]+$/.test(name) ? [] : [[name, decoded(value)]];
    }),
  );
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
