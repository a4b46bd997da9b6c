import type { WebClient } from '@slack/web-api';
import { erasedMessage } from '../views/request/notification.ts';
import type { Deliver } from './deliver.ts';
import { inForm } from './post.ts';

export type RedactDeps = {
  client: WebClient;
  deliver: Deliver;
  /** It says nothing about anybody any more, or is gone. */
  forgetMessage(message: { channel: string; ts: string }): Promise<void>;
};

const goneWords = new Set(['message_not_found', 'channel_not_found', 'is_archived', 'cant_update_message', 'edit_window_closed']);

/** The job that takes personal data out of a message about an erased request; `ref` is `<channel>:<ts>`. */
export async function redact(
  { client, deliver, forgetMessage }: RedactDeps,
  ref: string,
): Promise<'done' | { againInMs: number }> {
  const [channel = '', ts = ''] = ref.split(':');
  const outcome = await deliver.once(
    { method: 'chat.update', place: `${channel}/${ts}`, what: 'a message without what was erased', expected: goneWords },
    (form) => client.chat.update({ channel, ts, ...inForm(erasedMessage(), form) }),
  );
  if (outcome.kind === 'again') return { againInMs: outcome.againInMs };
  await forgetMessage({ channel, ts });
  return 'done';
}
