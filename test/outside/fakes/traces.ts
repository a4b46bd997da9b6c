/** A receiver of traces: OTLP over HTTP, as JSON. */
import { type Running, serve } from './server.ts';

export type ReceivedSpan = {
  traceId: string;
  spanId: string;
  parentSpanId: string | undefined;
  name: string;
  /** The process that sent it. */
  replica: string;
  attributes: Readonly<Record<string, unknown>>;
};

export type TraceReceiver = Running & { spans: ReceivedSpan[]; bodies: string[]; paths: Set<string> };

type Value = { stringValue?: string; intValue?: number | string; doubleValue?: number; boolValue?: boolean };
type Attribute = { key: string; value: Value };
type Sent = {
  resourceSpans?: {
    resource: { attributes: Attribute[] };
    scopeSpans: { spans: { traceId: string; spanId: string; parentSpanId?: string; name: string; attributes?: Attribute[] }[] }[];
  }[];
};

const plain = (attributes: readonly Attribute[] = []) =>
  Object.fromEntries(attributes.map(({ key, value }) => [key, Object.values(value)[0]]));

export async function traceReceiver(): Promise<TraceReceiver> {
  const spans: ReceivedSpan[] = [];
  const bodies: string[] = [];
  const paths = new Set<string>();
  const running = await serve(({ path, raw }, response) => {
    paths.add(path);
    bodies.push(raw);
    for (const { resource, scopeSpans } of (JSON.parse(raw) as Sent).resourceSpans ?? []) {
      const replica = String(plain(resource.attributes)['service.instance.id']);
      for (const { spans: sent } of scopeSpans)
        for (const { traceId, spanId, parentSpanId, name, attributes } of sent)
          spans.push({ traceId, spanId, parentSpanId: parentSpanId || undefined, name, replica, attributes: plain(attributes) });
    }
    response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
  });
  return { ...running, spans, bodies, paths };
}
