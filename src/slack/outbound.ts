import type { WebClient } from '@slack/web-api';
import type { Policy } from '../approvals/policy/types.ts';
import type { Directory } from '../approvals/ports.ts';
import { asFault } from '../errors.ts';
import type { Clock } from '../lib/clock.ts';
import type { CommandSpelling } from '../lib/command-names.ts';
import type { Log } from '../lib/log.ts';
import { createChannelWatch } from './channel-watch.ts';
import { createDeliver, type DeliveryEvent } from './deliver.ts';
import type { SlackIdentity } from './identity.ts';
import { channelsOf, createNotices, type OwnerNotices } from './notices.ts';
import { createReaders } from './readers.ts';
import { createScreen } from './screen.ts';
import { createTellOwners } from './tell-owners.ts';

export type OutboundDeps = {
  /** `background` is for jobs, which can come again: it leaves room for what people wait for. */
  clients: { client: WebClient; background: WebClient };
  directory: Directory;
  policy: Policy;
  clock: Clock;
  log: Log;
  identity: Pick<SlackIdentity, 'known'>;
  observe?(event: DeliveryEvent): void;
  /** A message about a request was posted, and nobody else keeps where. */
  onWritten?(requestId: string, message: { channel: string; ts: string }): Promise<void>;
  /** Another company has come to read this channel: the cards in it are to be taken away. */
  onOthers(channel: string): Promise<void>;
  /** How the commands are called in Slack; the clients know by themselves. */
  spelling?: CommandSpelling;
};

/** All that the app uses to write to Slack, put together once. */
export function createOutbound(deps: OutboundDeps) {
  const { clients, directory, policy, clock, log, identity, observe, onOthers, onWritten } = deps;
  const { client, background } = clients;
  const accepted = () => identity.known() !== undefined;
  const channels = channelsOf(policy);
  const deliver = createDeliver({
    clock,
    log,
    accepted,
    observe,
    onSent({ method, about, isKept }, answer) {
      const [requestId = ''] = (about ?? '').split(':');
      const message = postedMessage(answer);
      if (method === 'chat.postMessage' && requestId !== '' && isKept !== true && message !== undefined)
        onWritten?.(requestId, message).catch((error: unknown) =>
          log.warn({ request: requestId, err: { message: asFault(error).message } }, 'where a message is could not be kept'),
        );
    },
    onRefused({ method, place }, word) {
      if (method !== 'chat.postMessage') return;
      if (/^[CG]/.test(place)) void notices.channel(place, { kind: 'refused', word });
      else if (word === 'messages_tab_disabled') void notices.noDirectMessages();
    },
  });
  const tellOwners = createTellOwners({ client, deliver, directory, policy, channels, clock, log });
  const notices: OwnerNotices = createNotices({ tellOwners, policy, clock, log });
  const readers = createReaders({ client, clock });
  const screen = createScreen({ client, deliver, readers, clock, log, spelling: deps.spelling });
  const watch = createChannelWatch({ readers, notices, channels, accepted, onOthers, clock });
  const jobs = { client: background, deliver, notices, readers };
  return { jobs, tellOwners, notices, screen, watch };
}

function postedMessage(answer: unknown): { channel: string; ts: string } | undefined {
  if (typeof answer !== 'object' || answer === null || !('channel' in answer) || !('ts' in answer)) return undefined;
  const { channel, ts } = answer;
  return typeof channel === 'string' && typeof ts === 'string' ? { channel, ts } : undefined;
}
