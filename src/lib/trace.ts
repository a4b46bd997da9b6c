/** What a span tells: names and figures of ours. Never a name, an address, a phone number, a reason, a token or anybody's URL. */
export type SpanFacts = Readonly<Record<string, string | number | boolean | undefined>>;

/** A stretch of time within a trace. */
export type TracePart = {
  add(facts: SpanFacts): void;
  /** It did not go well: a code of ours (`upstream_timeout`), and nothing of what somebody else wrote. */
  failed(code: string): void;
  end(): void;
};

/**
 * What one delivery sets off, put together over all replicas. The product's own seam: `src/tracing/` fills it with OpenTelemetry if the
 * operator wants traces, and nothing of that is loaded otherwise.
 */
export type Trace = {
  /** Runs it as the first span of a trace, or, with what `here` gave, as a part of that one, whose process may be another. */
  begin<T>(name: string, facts: SpanFacts, run: (span: TracePart) => Promise<T>, from?: string): Promise<T>;
  /** Runs it as a part of the current trace; outside of any it is run and nothing else. */
  part<T>(name: string, facts: SpanFacts, run: (span: TracePart) => Promise<T>): Promise<T>;
  /** A part of the current trace that the caller ends. */
  open(name: string, facts: SpanFacts): TracePart;
  /** What another process needs to go on with the current trace (a W3C traceparent); undefined outside of any. */
  here(): string | undefined;
  /** The current trace's id, as log lines have it; undefined outside of any. */
  id(): string | undefined;
};

const noPart: TracePart = { add: () => undefined, failed: () => undefined, end: () => undefined };

/** No traces are wanted. */
export const untraced: Trace = {
  begin: (_name, _facts, run) => run(noPart),
  part: (_name, _facts, run) => run(noPart),
  open: () => noPart,
  here: () => undefined,
  id: () => undefined,
};
