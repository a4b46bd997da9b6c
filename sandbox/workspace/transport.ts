import type { Thing } from './thing.ts';

export type DeliveryKind = 'slash_commands' | 'interactive' | 'events_api';

export type Sending = { kind: DeliveryKind; payload: Thing; retry?: { attempt: number; reason: string } };

/** For tests: sign with another time, or with a wrong secret. HTTP only. */
export type SendOptions = { at?: Date; badSignature?: boolean };

/** `unreachable`: no connection; `refused`: an HTTP status that is not 2xx. `body` is the ack's payload, if it had one. */
export type TransportAnswer =
  | { outcome: 'acked'; body: unknown }
  | { outcome: 'refused'; status: number }
  | { outcome: 'unreachable' };

/** How payloads reach the app: a signed HTTP request or a Socket Mode envelope. */
export type Transport = {
  connected(): boolean;
  send(sending: Sending, options?: SendOptions): Promise<TransportAnswer>;
  close(): void | Promise<void>;
};
