import type { WebClient } from '@slack/web-api';
import type { Policy } from '../approvals/policy/types.ts';
import type { Directory, Nudges } from '../approvals/ports.ts';
import { speaking } from '../lib/language/language.ts';
import { nudgeMessage } from '../views/request/nudge.ts';
import type { Deliver } from './deliver.ts';
import { inForm } from './post.ts';
import { readerOf } from './reader.ts';
import { requestView } from './request-view.ts';

export type NudgeDeps = {
  client: WebClient;
  deliver: Deliver;
  nudges: Nudges;
  directory: Directory;
  policy: Pick<Policy, 'tickets' | 'privacy' | 'dashboardLink'>;
  labelOf(action: string): string;
};

/** Somebody who has left the channel, or a channel that is gone: the card has gone with it. */
const goneWords = new Set(['user_not_in_channel', 'not_in_channel', 'channel_not_found', 'is_archived']);

/**
 * The job that tells one person, where they answered a card and for them alone, that only its buttons count; `ref` is
 * `<request>:<person>`. It is told where they look: in the thread after a reply, in the channel after a reaction.
 */
export async function nudge(deps: NudgeDeps, ref: string): Promise<'done' | { againInMs: number }> {
  const { client, deliver, nudges, directory, policy, labelOf } = deps;
  const due = await nudges.load(ref);
  if (due === undefined) return 'done';
  const { channel, person, thread, record } = due;
  const { language } = await readerOf(directory, person);
  const message = speaking(language, () => {
    const view = requestView(record, { label: labelOf(record.action), audience: 'channel', policy });
    return view === undefined ? undefined : nudgeMessage(view, { answered: thread === undefined ? 'reaction' : 'reply' });
  });
  if (message === undefined) return 'done';
  const delivery = {
    method: 'chat.postEphemeral',
    place: channel,
    about: ref,
    what: 'a note that only buttons count',
    expected: goneWords,
  };
  const outcome = await deliver.once(delivery, (form) =>
    client.chat.postEphemeral({
      channel,
      user: person,
      ...(thread === undefined ? {} : { thread_ts: thread }),
      ...inForm(message, form),
    }),
  );
  return outcome.kind === 'again' ? { againInMs: outcome.againInMs } : 'done';
}
