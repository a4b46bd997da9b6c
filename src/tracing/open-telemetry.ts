import {
  type Attributes,
  type Context,
  context,
  DiagLogLevel,
  diag,
  isSpanContextValid,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  SpanStatusCode,
  TraceFlags,
  type Tracer,
  trace as traces,
} from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { OTLPTraceExporter as JsonExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { OTLPTraceExporter as ProtobufExporter } from '@opentelemetry/exporter-trace-otlp-proto';
import { defaultResource, detectResources, envDetector, resourceFromAttributes } from '@opentelemetry/resources';
import { BasicTracerProvider, BatchSpanProcessor } from '@opentelemetry/sdk-trace-base';
import { asFault } from '../errors.ts';
import type { SpanFacts, Trace, TracePart } from '../lib/trace.ts';

export type Tracing = {
  trace: Trace;
  /** Sends what is not sent yet, for two seconds at most. Never rejects. */
  stop(): Promise<void>;
};

export type TracingDeps = {
  environment: Readonly<Record<string, string | undefined>>;
  version: string;
  /** This process, among the replicas. */
  replica: string;
  /** Told when spans could not be sent. */
  onTrouble(): void;
};

const stopWithinMs = 2_000;

/**
 * Traces by OpenTelemetry over OTLP. The library reads the rest of the usual variables by itself: endpoint, headers, timeout,
 * compression, certificates, sampler, limits, batches and resource. Its automatic instrumentation is not used: that puts URLs, SQL and
 * the messages of errors into spans, and those name people. Nothing is detected about the machine either.
 */
export function openTracing({ environment, version, replica, onTrouble }: TracingDeps): Tracing {
  // Its own words may hold an address or a header.
  const told = { error: onTrouble, warn: onTrouble, info() {}, debug() {}, verbose() {} };
  diag.setLogger(told, { logLevel: DiagLogLevel.ERROR, suppressOverrideMessage: true });
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  const protocol = environment.OTEL_EXPORTER_OTLP_TRACES_PROTOCOL?.trim() || environment.OTEL_EXPORTER_OTLP_PROTOCOL?.trim();
  const exporter = protocol === 'http/json' ? new JsonExporter() : new ProtobufExporter();
  const ours = { 'service.name': 'wheelhouse', 'service.version': version, 'service.instance.id': replica };
  const provider = new BasicTracerProvider({
    resource: defaultResource()
      .merge(resourceFromAttributes(ours))
      .merge(detectResources({ detectors: [envDetector] })),
    spanProcessors: [new BatchSpanProcessor(exporter)],
  });
  return {
    trace: traceBy(provider.getTracer('wheelhouse', version)),
    async stop() {
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, stopWithinMs);
      });
      await Promise.race([provider.shutdown().catch(onTrouble), late]);
      clearTimeout(timer);
      context.disable();
    },
  };
}

function traceBy(tracer: Tracer): Trace {
  const current = () => traces.getSpan(context.active());
  /** Within a trace, or not at all. */
  const part = (name: string, facts: SpanFacts): Span | undefined =>
    current() === undefined ? undefined : tracer.startSpan(name, { kind: SpanKind.CLIENT, attributes: attributes(facts) });
  return {
    begin(name, facts, run, from) {
      const parent = from === undefined ? ROOT_CONTEXT : contextOf(from);
      const span = tracer.startSpan(name, { kind: SpanKind.SERVER, attributes: attributes(facts) }, parent);
      return running(span, traces.setSpan(parent, span), run);
    },
    part(name, facts, run) {
      const span = part(name, facts);
      return span === undefined ? run(none) : running(span, traces.setSpan(context.active(), span), run);
    },
    open(name, facts) {
      const span = part(name, facts);
      return span === undefined ? none : ours(span);
    },
    here() {
      const at = current()?.spanContext();
      if (at === undefined || !isSpanContextValid(at)) return undefined;
      return `00-${at.traceId}-${at.spanId}-${(at.traceFlags & TraceFlags.SAMPLED).toString(16).padStart(2, '0')}`;
    },
    id: () => current()?.spanContext().traceId,
  };
}

const none: TracePart = { add: () => undefined, failed: () => undefined, end: () => undefined };

async function running<T>(span: Span, within: Context, run: (span: TracePart) => Promise<T>): Promise<T> {
  const facade = ours(span);
  try {
    return await context.with(within, () => run(facade));
  } catch (error) {
    facade.failed(asFault(error).code);
    throw error;
  } finally {
    span.end();
  }
}

function ours(span: Span): TracePart {
  return {
    add: (facts) => span.setAttributes(attributes(facts)),
    failed(code) {
      span.setStatus({ code: SpanStatusCode.ERROR, message: code });
    },
    end: () => span.end(),
  };
}

function attributes(facts: SpanFacts): Attributes {
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined));
}

/** What `here` gave, as the parent of what follows. What is no traceparent begins a trace of its own. */
function contextOf(traceparent: string): Context {
  const [, traceId = '', spanId = '', flags = ''] = /^00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/.exec(traceparent) ?? [];
  const parent = { traceId, spanId, traceFlags: Number.parseInt(flags, 16) & TraceFlags.SAMPLED, isRemote: true };
  return isSpanContextValid(parent) ? traces.setSpanContext(ROOT_CONTEXT, parent) : ROOT_CONTEXT;
}
