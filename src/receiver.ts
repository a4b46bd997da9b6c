import type { Receiver } from '@slack/bolt';
import type { Config } from './config.ts';
import { createDeliveries, type HttpDeliveries } from './http/deliveries.ts';
import type { Clock } from './lib/clock.ts';
import type { Log } from './lib/log.ts';
import { createSocketReceiver, type SocketReceiver } from './slack/socket/receiver.ts';

/** How Slack's deliveries come in: over sockets that we open, or over our own HTTP port by `take`. */
export type Receiving = { bolt: Receiver; take?: HttpDeliveries['take']; socket?: SocketReceiver };

export function receiverFor({ slack }: Config, { clock, log }: { clock: Clock; log: Log }): Receiving {
  if (slack.transport === 'socket' && slack.appToken) {
    const socket = createSocketReceiver({ appToken: slack.appToken, apiUrl: slack.apiUrl, clock, log });
    return { bolt: socket, socket };
  }
  if (slack.signingSecret === undefined) throw new Error('SLACK_SIGNING_SECRET is not set: HTTP transport needs it.');
  const { receiver, take } = createDeliveries({ signingSecret: slack.signingSecret, clock, log });
  return { bolt: receiver, take };
}
