import type { WebClient } from '@slack/web-api';
import type { Log } from '../lib/log.ts';
import { type HeadProps, headMessage } from '../views/audit/head.ts';
import { retryAfterMsOf, slackErrorOf, slackFault } from './client.ts';

/** Posts the journal's head to a channel. What Slack refuses is told to the log and not tried again; what does not arrive is. */
export async function postHead(
  { client, log }: { client: WebClient; log: Log },
  channel: string,
  head: HeadProps,
): Promise<'done' | { againInMs: number }> {
  try {
    await client.chat.postMessage({ channel, ...headMessage(head), unfurl_links: false, unfurl_media: false });
  } catch (error) {
    const fault = slackFault('chat.postMessage', error);
    log.warn({ ref: fault.ref, err: { message: fault.message } }, 'the journal’s head could not be posted');
    if (slackErrorOf(error) === undefined) return { againInMs: retryAfterMsOf(error) ?? 2_000 };
  }
  return 'done';
}
