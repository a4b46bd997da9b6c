/** What the parts of the workspace share, and the records that tests read. */

import type { Clock } from './environment.ts';
import type { ResponseUrls } from './issued-urls.ts';
import type { Problem } from './limits/index.ts';
import type { Manifest } from './manifest.ts';
import type { Misbehaviour } from './misbehaviour.ts';
import type { RateLimiter } from './rate-limits.ts';
import type { State } from './state.ts';
import type { Thing } from './thing.ts';
import type { DeliveryKind, Transport } from './transport.ts';
import type { Triggers } from './triggers.ts';

/** A call of the Web API: what was asked and what was answered. */
export type ApiCall = { method: string; args: Thing; status: number; answer: Thing; at: string };

/** Something the app sent and Slack would not take, wherever it came in (Web API, response_url, an ack). */
export type Refusal = { where: string; error: string; problems: readonly Problem[] };

/** What was delivered to the app, so that a test can deliver it again. */
export type Delivered = { kind: DeliveryKind; payload: Thing; outcome: string; ackMs: number; ack: unknown };

export type Site = {
  clock: Clock;
  state: State;
  manifest: Manifest;
  tokens: { bot: string; app: string };
  triggers: Triggers;
  responseUrls: ResponseUrls;
  limiter: RateLimiter;
  misbehaviour: Misbehaviour;
  transport: Transport;
  /** The workspace's own address, without a slash at the end. */
  url(): string;
  apiCalls: ApiCall[];
  refusals: Refusal[];
  deliveries: Delivered[];
  /** Aborted when the workspace closes. */
  closing: AbortSignal;
};

/** Adds to a record that must not grow for ever. */
export function keep<T>(record: T[], item: T): void {
  record.push(item);
  if (record.length > 5000) record.splice(0, 1000);
}
