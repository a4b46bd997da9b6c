import type { WebClient } from '@slack/web-api';
import type { Directory, Gallery } from '../approvals/ports.ts';
import type { Log } from '../lib/log.ts';
import { type NamedPerson, notificationMessage } from '../views/request/notification.ts';
import { requestStates } from '../views/request/words.ts';
import { retryAfterMsOf, slackErrorOf, slackFault } from './client.ts';
import { requestView } from './request-view.ts';

export type TellDeps = {
  client: WebClient;
  gallery: Gallery;
  directory: Directory;
  log: Log;
  labelOf(action: string): string;
};

/** The job that posts one line about what happened to a channel that the policy names; `ref` is `<request>:<state>:<channel>`. */
export async function tell(deps: TellDeps, ref: string): Promise<'done' | { againInMs: number }> {
  const [id = '', word = '', channel = ''] = ref.split(':');
  const state = requestStates.find((known) => known === word);
  const record = await deps.gallery.load(id);
  if (!record || state === undefined) return 'done';
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
  try {
    await deps.client.chat.postMessage({ channel, ...message, unfurl_links: false, unfurl_media: false });
  } catch (error) {
    const fault = slackFault('chat.postMessage', error);
    deps.log.warn({ request: id, ref: fault.ref, err: { message: fault.message } }, 'a notification could not be posted');
    if (slackErrorOf(error) === undefined) return { againInMs: retryAfterMsOf(error) ?? 2_000 };
  }
  return 'done';
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
    return { id, name: (await directory.standing(id, { freshMs: 600_000, withinMs: 2_000 })).name };
  } catch {
    return { id };
  }
}
