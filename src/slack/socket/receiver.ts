import type { App, Receiver, ReceiverEvent } from '@slack/bolt';
import { asFault } from '../../errors.ts';
import type { Clock } from '../../lib/clock.ts';
import type { Log } from '../../lib/log.ts';
import { warnSeldom } from '../../lib/log-seldom.ts';
import type { Secret } from '../../lib/secret.ts';
import { createSlackClient } from '../client.ts';
import { createPace } from '../pace.ts';
import { ackOf } from './envelope.ts';
import { type SocketDelivery, type Supervisor, superviseSocket } from './supervisor.ts';
import { SocketTrouble, troubleOf } from './trouble.ts';

export type SocketReceiver = Receiver & Pick<Supervisor, 'state' | 'troubles'>;

/**
 * Bolt's deliveries over Socket Mode. Not the library's receiver: it opens no second socket before it drops the first, and gives up after
 * some ways of losing one (docs/decisions/socket.md).
 */
export function createSocketReceiver({
  appToken,
  apiUrl,
  clock,
  log,
}: {
  appToken: Secret;
  apiUrl: string | undefined;
  clock: Clock;
  log: Log;
}): SocketReceiver {
  const client = createSlackClient({ botToken: appToken, apiUrl }, { pace: createPace({ clock }) });
  let app: App | undefined;

  async function ask(): Promise<string> {
    try {
      const { url } = await client.apps.connections.open({});
      if (url === undefined) throw new SocketTrouble('unreadable', 'apps.connections.open named no address of a socket');
      return url;
    } catch (error) {
      throw troubleOf(error);
    }
  }

  /** Resolves when Slack has its answer, which may be long before the listener has ended. */
  function deliver({ envelope, answer }: SocketDelivery): Promise<void> {
    return new Promise((resolve) => {
      let isAcked = false;
      const event: ReceiverEvent = {
        body: envelope.payload,
        async ack(response?: unknown) {
          if (isAcked) return;
          isAcked = true;
          // It was taken all the same, and goes on; Slack may show the person that it heard nothing.
          if (!answer(ackOf(envelope.envelope_id, response)))
            log.warn({ kind: envelope.type.slice(0, 40) }, 'an answer to Slack was lost with its socket');
          resolve();
        },
        retryNum: envelope.retry_attempt,
        retryReason: envelope.retry_reason,
      };
      const processed = app?.processEvent(event) ?? Promise.resolve();
      processed
        .catch((error: unknown) => log.error({ err: asFault(error) }, 'a delivery could not be handled'))
        .finally(() => resolve());
    });
  }

  const supervisor = superviseSocket({
    ask,
    deliver,
    discard(envelopeId, answer) {
      warnSeldom({ log, clock }, '', {}, 'Slack sent something over the socket that cannot be read');
      if (envelopeId !== undefined) answer(ackOf(envelopeId, undefined));
    },
    clock,
    log,
  });
  return {
    init(of) {
      app = of;
    },
    async start() {
      supervisor.start();
    },
    stop: supervisor.stop,
    state: supervisor.state,
    troubles: supervisor.troubles,
  };
}
