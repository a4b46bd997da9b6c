import type { ParsedPolicy } from '../approvals/policy/parse.ts';
import { problemAt } from '../approvals/policy/problems.ts';
import type { Problem } from '../approvals/policy/types.ts';
import { systemClock } from '../lib/clock.ts';
import { createSlackClient, type SlackSettings } from '../slack/client.ts';
import { createReaders } from '../slack/readers.ts';
import { channelLine } from '../views/common/slack-notices.ts';

/** The channels of the policy that may not get cards or notifications, since not our company alone is known to read them. */
export async function channelProblems(
  settings: SlackSettings,
  { policy, locate }: Extract<ParsedPolicy, { ok: true }>,
): Promise<Problem[]> {
  const readers = createReaders({ client: createSlackClient(settings), clock: systemClock });
  const named = [
    ...policy.approvals.flatMap(({ channel }, index) =>
      channel === undefined ? [] : [{ channel, path: ['approvals', index, 'channel'] }],
    ),
    ...policy.notifications.map(({ channel }, index) => ({ channel, path: ['notifications', index, 'channel'] })),
  ];
  const problems = await Promise.all(
    named.map(async ({ channel, path }) => {
      const who = await readers.of(channel);
      return who === 'ours'
        ? []
        : [problemAt(locate, path, `${channelLine(channel, { kind: who === 'others' ? 'others' : 'unknown' })}.`)];
    }),
  );
  return problems.flat();
}
