import type { ParsedPolicy } from '../approvals/policy/parse.ts';
import type { Policy } from '../approvals/policy/types.ts';
import { systemClock } from '../lib/clock.ts';
import { type Path, type Problem, pathText, problemAt } from '../lib/yaml-problems.ts';
import { createSlackClient, type SlackSettings } from '../slack/client.ts';
import { createReaders } from '../slack/readers.ts';
import { channelLine } from '../views/common/slack-notices.ts';

/** The channels of the policy that may not get cards or notifications, since not our company alone is known to read them. */
export async function channelProblems(
  settings: SlackSettings,
  { policy, locate }: Extract<ParsedPolicy, { ok: true }>,
): Promise<Problem[]> {
  const readers = createReaders({ client: createSlackClient(settings), clock: systemClock });
  const problems = await Promise.all(
    placesOf(policy).map(async ({ channel, path }) => {
      const who = await readers.of(channel);
      return who === 'ours'
        ? []
        : [problemAt(locate, path, `${channelLine(channel, { kind: who === 'others' ? 'others' : 'unknown' })}.`)];
    }),
  );
  return problems.flat();
}

/** Every channel that the policy names, and where it does. */
export function channelsNamed(policy: Policy): { channel: string; path: string }[] {
  return placesOf(policy).map(({ channel, path }) => ({ channel, path: pathText(path) }));
}

function placesOf({ approvals, notifications, digest }: Policy): { channel: string; path: Path }[] {
  return [
    ...approvals.flatMap(({ channel }, index) =>
      channel === undefined ? [] : [{ channel, path: ['approvals', index, 'channel'] }],
    ),
    ...(digest === null ? [] : [{ channel: digest.channel, path: ['digest', 'channel'] }]),
    ...notifications.map(({ channel }, index) => ({ channel, path: ['notifications', index, 'channel'] })),
  ];
}
