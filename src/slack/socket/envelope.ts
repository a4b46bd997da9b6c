import { z } from 'zod';

/** What Slack sends over a socket (docs.slack.dev/apis/events-api/using-socket-mode). Members that we do not read are kept in no type. */
const Hello = z.object({ type: z.literal('hello') });
const Disconnect = z.object({ type: z.literal('disconnect'), reason: z.string().catch('unknown') });
const Envelope = z.object({
  type: z.string(),
  envelope_id: z.string().min(1),
  payload: z.record(z.string(), z.unknown()),
  retry_attempt: z.number().optional().catch(undefined),
  retry_reason: z.string().optional().catch(undefined),
});

export type Envelope = z.output<typeof Envelope>;
export type SocketMessage =
  | { kind: 'hello' }
  | { kind: 'disconnect'; reason: string }
  | { kind: 'envelope'; envelope: Envelope }
  /** An envelope that nobody can read; it can be acked, so that it does not come again. */
  | { kind: 'unreadable'; envelopeId: string | undefined };

/** Never throws: what cannot be read is a kind of its own. */
export function readMessage(raw: string): SocketMessage {
  const message = parsed(raw);
  if (Hello.safeParse(message).success) return { kind: 'hello' };
  const disconnect = Disconnect.safeParse(message);
  if (disconnect.success) return { kind: 'disconnect', reason: disconnect.data.reason };
  const envelope = Envelope.safeParse(message);
  if (envelope.success) return { kind: 'envelope', envelope: envelope.data };
  const id = z.object({ envelope_id: z.string().min(1) }).safeParse(message);
  return { kind: 'unreadable', envelopeId: id.success ? id.data.envelope_id : undefined };
}

function parsed(raw: string): unknown {
  try {
    return JSON.parse(raw);
  } catch {
    return undefined;
  }
}

/** The answer to an envelope, as Slack's own libraries send it: a mere text is under `text`. */
export function ackOf(envelopeId: string, response: unknown): string {
  const payload = typeof response === 'string' ? { text: response } : (response ?? {});
  return JSON.stringify({ envelope_id: envelopeId, payload });
}
