import type { WebClient } from '@slack/web-api';
import type { Policy } from '../approvals/policy/types.ts';
import type { Directory } from '../approvals/ports.ts';
import type { Clock } from '../lib/clock.ts';
import type { Log } from '../lib/log.ts';
import { createDeliver, type DeliveryEvent } from './deliver.ts';
import { channelsOf, createNotices, type Notices } from './notices.ts';
import { createReaders } from './readers.ts';
import { createScreen } from './screen.ts';
import { createTellOwners } from './tell-owners.ts';

export type OutboundDeps = {
  client: WebClient;
  /** For jobs, which can come again: it leaves room for what people wait for. The same when left out. */
  background?: WebClient;
  directory: Directory;
  policy: Policy;
  clock: Clock;
  log: Log;
  /** Whether Slack accepts the token. */
  accepted(): boolean;
  observe?(event: DeliveryEvent): void;
};

/** All that the app uses to write to Slack, put together once. */
export function createOutbound({ client, background = client, directory, policy, clock, log, accepted, observe }: OutboundDeps) {
  const channels = channelsOf(policy);
  const deliver = createDeliver({
    clock,
    log,
    accepted,
    ...(observe === undefined ? {} : { observe }),
    onRefused({ method, place }, word) {
      if (method !== 'chat.postMessage') return;
      if (/^[CG]/.test(place)) void notices.channel(place, { kind: 'refused', word });
      else if (word === 'messages_tab_disabled') void notices.noDirectMessages();
    },
  });
  const tellOwners = createTellOwners({ client, deliver, directory, policy, channels, clock, log });
  const notices: Notices = createNotices({ tellOwners, policy, log });
  const readers = createReaders({ client, clock });
  const screen = createScreen({ client, deliver, readers, clock, log });
  const jobs = { client: background, deliver, notices, readers };
  return { jobs, channels, tellOwners, notices, readers, screen };
}
