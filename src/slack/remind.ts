import type { WebClient } from '@slack/web-api';
import type { Gallery } from '../approvals/ports.ts';
import type { Log } from '../lib/log.ts';
import { reminderMessage, undecidableMessage } from '../views/request/reminder.ts';
import { retryAfterMsOf, slackErrorOf, slackFault } from './client.ts';
import { requestView } from './request-view.ts';

export type RemindDeps = { client: WebClient; gallery: Gallery; log: Log; labelOf(action: string): string };

/** The job that writes to one person about a request that waits: `ref` is `<request>:<person>:<waiting-n | undecidable>`. */
export async function remind(deps: RemindDeps, ref: string): Promise<'done' | { againInMs: number }> {
  const { client, gallery, log } = deps;
  const [id = '', person = '', why = ''] = ref.split(':');
  const record = await gallery.load(id);
  if (record?.state !== 'pending') return 'done';
  const view = requestView(record, { label: deps.labelOf(record.action), audience: 'approver' });
  if (!view) return 'done';
  const message = why === 'undecidable' ? undecidableMessage(view, { isAsker: person === record.asker }) : reminderMessage(view);
  try {
    await client.chat.postMessage({ channel: person, ...message, unfurl_links: false, unfurl_media: false });
  } catch (error) {
    const fault = slackFault('chat.postMessage', error);
    log.warn({ request: id, ref: fault.ref, err: { message: fault.message } }, 'a reminder could not be posted');
    if (slackErrorOf(error) === undefined) return { againInMs: retryAfterMsOf(error) ?? 2_000 };
  }
  return 'done';
}
