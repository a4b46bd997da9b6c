import type { WebClient } from '@slack/web-api';
import type { Policy } from '../approvals/policy/types.ts';
import { type HeadProps, headMessage } from '../views/audit/head.ts';
import type { Message } from '../views/common/blocks.ts';
import { type FiguresProps, figuresMessage } from '../views/figures/figures.ts';
import type { Deliver } from './deliver.ts';
import type { OwnerNotices } from './notices.ts';
import { posting } from './post.ts';
import { type ChannelReaders, readersAgainMs } from './readers.ts';

export type PostToChannelDeps = { client: WebClient; deliver: Deliver; readers: ChannelReaders; notices: OwnerNotices };
type Posted = 'done' | { againInMs: number };

/** Posts the journal's head. */
export function postHead(deps: PostToChannelDeps, channel: string, head: HeadProps): Promise<Posted> {
  return postToOurs(deps, channel, { about: `head ${head.seq}`, what: 'the journal’s head', message: () => headMessage(head) });
}

/** Posts the figures since the last digest. Many read it, so it tells no people apart. */
export function postDigest(
  { policy, ...deps }: PostToChannelDeps & { policy: Pick<Policy, 'timezone'> },
  channel: string,
  digest: Omit<FiguresProps, 'timeZone' | 'byPerson'>,
): Promise<Posted> {
  return postToOurs(deps, channel, {
    about: `digest ${digest.to.toISOString()}`,
    what: 'the digest',
    message: () => figuresMessage({ ...digest, timeZone: policy.timezone, byPerson: false }),
  });
}

/** Posts to a channel that our company alone reads; if others read it, too, the owners are told instead. */
async function postToOurs(
  { client, deliver, readers, notices }: PostToChannelDeps,
  channel: string,
  post: { about: string; what: string; message(): Message },
): Promise<Posted> {
  const who = await readers.of(channel);
  if (who === 'not-yet') return { againInMs: readersAgainMs };
  if (who !== 'ours') {
    await notices.channel(channel, { kind: who });
    return 'done';
  }
  const { about, what } = post;
  const outcome = await deliver.once(
    { method: 'chat.postMessage', place: channel, about, what },
    posting(client, channel, post.message()),
  );
  return outcome.kind === 'again' ? { againInMs: outcome.againInMs } : 'done';
}
