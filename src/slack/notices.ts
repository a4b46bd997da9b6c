import type { Policy } from '../approvals/policy/types.ts';
import type { Clock } from '../lib/clock.ts';
import { speaking } from '../lib/language/language.ts';
import type { Log } from '../lib/log.ts';
import {
  type ChannelTrouble,
  channelLine,
  channelNotice,
  lookUpsLine,
  lookUpsNotice,
  nobodyReachedNotice,
  noDirectMessagesNotice,
} from '../views/common/slack-notices.ts';
import type { TellOwners } from './tell-owners.ts';

const dayMs = 24 * 3_600_000;
/** After a notice that reached nobody. */
const unreachedAgainMs = 10 * 60_000;

/** What the policy's owners hear about places that Slack, or caution, keeps the app from writing to. Each is told once a day. */
export type OwnerNotices = {
  channel(channel: string, trouble: ChannelTrouble): Promise<void>;
  /** The channel took a message. */
  channelIsFine(channel: string): void;
  /** Our company alone reads the channel; whether it takes messages is another matter. */
  isOurs(channel: string): void;
  noDirectMessages(): Promise<void>;
  /** Slack refuses for good to say who people are or who is in a group, with its word; undefined when it has said it. */
  lookUp(method: string, refused: string | undefined): void;
  /** `usergroups.users.list: missing_scope` */
  lookUpsRefused(): string | undefined;
  nobodyReached(requestId: string): Promise<void>;
  /** One line each, for `/wheelhouse status`. */
  warnings(): readonly string[];
};

export function createNotices({
  tellOwners,
  policy,
  clock,
  log,
}: {
  tellOwners: TellOwners;
  clock: Clock;
  policy: Pick<Policy, 'approvals' | 'notifications' | 'digest'>;
  log: Log;
}): OwnerNotices {
  const ours = new Set(channelsOf(policy));
  const troubles = new Map<string, ChannelTrouble>();
  const lookUps = new Map<string, { word: string; toldAtMs: number }>();

  function lookUp(method: string, refused: string | undefined): void {
    if (refused === undefined) {
      lookUps.delete(method);
      return;
    }
    const before = lookUps.get(method);
    const nowMs = clock.now().getTime();
    if (before?.word !== refused)
      log.error({ method, slackError: refused }, 'Slack refuses for good to say who people are or who is in a group');
    // Each press meets it, and the owners' own groups may be among what Slack does not say.
    else if (nowMs - before.toldAtMs < unreachedAgainMs) return;
    lookUps.set(method, { word: refused, toldAtMs: nowMs });
    void tellOwners({ key: `look-ups: ${refused}`, message: () => lookUpsNotice(method, refused), everyMs: dayMs });
  }

  return {
    async channel(channel, trouble) {
      if (!ours.has(channel)) return;
      if (troubles.get(channel)?.kind !== trouble.kind)
        // The log is in one language, in whatever language the channel is read.
        log.warn(
          { channel },
          speaking('en', () => channelLine(channel, trouble)),
        );
      troubles.set(channel, trouble);
      await tellOwners({
        key: `channel ${channel}: ${trouble.kind === 'refused' ? trouble.word : trouble.kind}`,
        message: () => channelNotice(channel, trouble),
        everyMs: dayMs,
      });
    },
    channelIsFine: (channel) => void troubles.delete(channel),
    isOurs(channel) {
      if (troubles.get(channel)?.kind !== 'refused') troubles.delete(channel);
    },
    lookUp,
    lookUpsRefused: () => [...lookUps].map(([method, { word }]) => `${method}: ${word}`)[0],
    noDirectMessages: async () =>
      void (await tellOwners({ key: 'no direct messages', message: noDirectMessagesNotice, everyMs: dayMs })),
    nobodyReached: async (requestId) =>
      void (await tellOwners({
        key: `nobody reached: ${requestId}`,
        message: () => nobodyReachedNotice(requestId),
        everyMs: dayMs,
      })),
    warnings: () => [
      ...[...lookUps].map(([method, { word }]) => lookUpsLine(method, word)),
      ...[...troubles].map(([channel, trouble]) => channelLine(channel, trouble)),
    ],
  };
}

/** The channels that a policy file names, each once. */
export function channelsOf({
  approvals,
  notifications,
  digest,
}: Pick<Policy, 'approvals' | 'notifications' | 'digest'>): string[] {
  const named = [
    ...approvals.flatMap(({ channel }) => channel ?? []),
    ...notifications.map(({ channel }) => channel),
    ...(digest === null ? [] : [digest.channel]),
  ];
  return [...new Set(named)];
}
