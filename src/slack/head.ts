import type { WebClient } from '@slack/web-api';
import { type HeadProps, headMessage } from '../views/audit/head.ts';
import type { Deliver } from './deliver.ts';
import type { Notices } from './notices.ts';
import { posting } from './post.ts';
import { type Readers, readersAgainMs } from './readers.ts';

export type PostHeadDeps = { client: WebClient; deliver: Deliver; readers: Readers; notices: Notices };

/** Posts the journal's head to a channel that our company alone reads. */
export async function postHead(
  { client, deliver, readers, notices }: PostHeadDeps,
  channel: string,
  head: HeadProps,
): Promise<'done' | { againInMs: number }> {
  const who = await readers.of(channel);
  if (who === 'not-yet') return { againInMs: readersAgainMs };
  if (who !== 'ours') {
    await notices.channel(channel, { kind: who });
    return 'done';
  }
  const message = headMessage(head);
  const outcome = await deliver.once(
    { method: 'chat.postMessage', place: channel, about: `head ${head.seq}`, what: 'the journal’s head' },
    posting(client, channel, message),
  );
  return outcome.kind === 'again' ? { againInMs: outcome.againInMs } : 'done';
}
