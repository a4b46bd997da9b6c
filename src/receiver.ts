import { HTTPReceiver, type Receiver } from '@slack/bolt';
import type { Config } from './config.ts';
import type { Clock } from './lib/clock.ts';
import type { Log } from './lib/log.ts';
import { boltLogger } from './slack/bolt-log.ts';
import { createSocketReceiver, type SocketReceiver } from './slack/socket/receiver.ts';

/** How Slack's deliveries come in: over sockets that we open, or over our own HTTP port by `listener`. */
export type Receiving = { bolt: Receiver; listener?: HTTPReceiver['requestListener']; socket?: SocketReceiver };

export function receiverFor({ slack }: Config, { clock, log }: { clock: Clock; log: Log }): Receiving {
  if (slack.transport === 'socket' && slack.appToken) {
    const socket = createSocketReceiver({ appToken: slack.appToken, apiUrl: slack.apiUrl, clock, log });
    return { bolt: socket, socket };
  }
  const receiver = new HTTPReceiver({ signingSecret: slack.signingSecret?.reveal() ?? '', logger: boltLogger(log) });
  return { bolt: receiver, listener: receiver.requestListener };
}
