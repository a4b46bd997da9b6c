import type { WebClient } from '@slack/web-api';
import type { Directory, Gallery } from '../approvals/ports.ts';
import { type NamedPerson, notificationMessage } from '../views/request/notification.ts';
import { requestStates } from '../views/request/words.ts';
import type { Deliver } from './deliver.ts';
import type { Notices } from './notices.ts';
import { posting } from './post.ts';
import { type Readers, readersAgainMs } from './readers.ts';
import { requestView } from './request-view.ts';

export type TellDeps = {
  client: WebClient;
  gallery: Gallery;
  deliver: Deliver;
  readers: Readers;
  notices: Notices;
  directory: Directory;
  labelOf(action: string): string;
};

/** The job that posts one line about what happened to a channel that the policy names; `ref` is `<request>:<state>:<channel>`. */
export async function tell(deps: TellDeps, ref: string): Promise<'done' | { againInMs: number }> {
  const [id = '', word = '', channel = ''] = ref.split(':');
  const state = requestStates.find((known) => known === word);
  const record = await deps.gallery.load(id);
  if (!record || state === undefined) return 'done';
  const readers = await deps.readers.of(channel);
  if (readers === 'not-yet') return { againInMs: readersAgainMs };
  if (readers !== 'ours') {
    await deps.notices.channel(channel, { kind: readers });
    return 'done';
  }
  const view = requestView(record, { label: deps.labelOf(record.action), audience: 'channel' });
  if (!view) return 'done';
  const cardUrl = await linkToCard(deps, id);
  const decidedBy = await Promise.all(
    record.votes
      .filter(({ verdict }) => (state === 'rejected' ? verdict === 'reject' : verdict === 'approve'))
      .map(({ person }) => named(deps, person)),
  );
  const message = notificationMessage({
    id,
    state,
    plain: view.plain,
    asker: await named(deps, record.asker),
    decidedBy,
    ...(record.settledBy === undefined ? {} : { settledBy: await named(deps, record.settledBy) }),
    ...(cardUrl === undefined ? {} : { cardUrl }),
  });
  const outcome = await deps.deliver.once(
    { method: 'chat.postMessage', place: channel, about: ref, what: 'a notification' },
    posting(deps.client, channel, message),
  );
  if (outcome.kind === 'sent') deps.notices.channelIsFine(channel);
  return outcome.kind === 'again' ? { againInMs: outcome.againInMs } : 'done';
}

async function linkToCard({ client, gallery }: TellDeps, id: string): Promise<string | undefined> {
  const copy = (await gallery.copiesOf(id)).find(({ kind }) => kind === 'channel');
  if (!copy) return undefined;
  try {
    return (await client.chat.getPermalink({ channel: copy.channel, message_ts: copy.ts })).permalink;
  } catch {
    return undefined; // the line is worth posting without its link
  }
}

async function named({ directory }: TellDeps, id: string): Promise<NamedPerson> {
  try {
    return { id, name: (await directory.standing(id, { freshMs: 600_000, withinMs: 2_000, stale: 'at-once' })).name };
  } catch {
    return { id };
  }
}
