import type { WebClient } from '@slack/web-api';
import { quietUntil, routesTo } from '../approvals/policy/routes.ts';
import type { NotificationRule, Policy } from '../approvals/policy/types.ts';
import type { Directory, HeldNotice, PostedMessages, Routing } from '../approvals/ports.ts';
import type { RequestRecord } from '../approvals/request.ts';
import type { Clock } from '../lib/clock.ts';
import { type NamedPerson, type NotificationProps, notificationMessage, quietMessage } from '../views/request/notification.ts';
import { requestStates, type ShownState } from '../views/request/words.ts';
import type { Deliver } from './deliver.ts';
import type { OwnerNotices } from './notices.ts';
import { posting } from './post.ts';
import { type ChannelReaders, readersAgainMs } from './readers.ts';
import { requestView } from './request-view.ts';

export type TellDeps = {
  client: WebClient;
  postedMessages: PostedMessages;
  routing: Routing;
  deliver: Deliver;
  readers: ChannelReaders;
  notices: OwnerNotices;
  directory: Directory;
  policy: Pick<Policy, 'notifications' | 'tickets' | 'privacy' | 'dashboardLink' | 'currency' | 'timezone'>;
  clock: Clock;
  labelOf(action: string): string;
};

type JobEnd = 'done' | { againInMs: number };

/** The job that posts one line about what happened to a channel that the policy names; `ref` is `<request>:<state>:<channel>`. */
export async function tell(deps: TellDeps, ref: string): Promise<JobEnd> {
  const [id = '', word = '', channel = ''] = ref.split(':');
  const state = requestStates.find((known) => known === word);
  if (state === undefined) return 'done';
  const line = { method: 'chat.postMessage', place: channel, about: ref, what: 'a notification' };
  // Nothing is read before its turn: hundreds may wait for a channel that takes one a second.
  const waitMs = deps.deliver.waitMs(line);
  if (waitMs > 0) return { againInMs: waitMs };
  const told = await toldTo(deps, channel, { id, state });
  if (told === undefined) return 'done';
  const at = deps.clock.now();
  const until = quietUntil(told.rows, state, at);
  if (until !== undefined) {
    await deps.routing.hold(channel, { id, state, at, until });
    return 'done';
  }
  return post(deps, line, async () => {
    const props = await propsOf(deps, told.record, state);
    return props && notificationMessage({ ...props, cardUrl: await linkToCard(deps, id) });
  });
}

/** The job that tells a channel in one message what fell into its quiet hours; `channel` is its reference. */
export async function tellHeld(deps: TellDeps, channel: string): Promise<JobEnd> {
  const held = await deps.routing.held(channel);
  const nowMs = deps.clock.now().getTime();
  const due = held.filter(({ until }) => until.getTime() <= nowMs);
  const laterMs = Math.min(...held.filter((one) => !due.includes(one)).map(({ until }) => until.getTime() - nowMs));
  const after: JobEnd = Number.isFinite(laterMs) ? { againInMs: laterMs } : 'done';
  if (due.length === 0) return after;
  const line = { method: 'chat.postMessage', place: channel, about: `quiet ${channel}`, what: 'what fell into quiet hours' };
  const waitMs = deps.deliver.waitMs(line);
  if (waitMs > 0) return { againInMs: waitMs };
  const shown = await linesOf(deps, channel, due);
  const end = await post(
    deps,
    line,
    async () => (shown.length === 0 ? undefined : quietMessage(shown, { timeZone: deps.policy.timezone })),
    async (message) => {
      for (const { id } of shown) await deps.postedMessages.keepMessage(id, message);
    },
  );
  if (end !== 'done') return end;
  await deps.routing.drop(channel, due);
  return after;
}

async function linesOf(deps: TellDeps, channel: string, due: readonly HeldNotice[]) {
  const lines: (NotificationProps & { at: Date })[] = [];
  for (const { id, state, at } of due) {
    const shown = requestStates.find((known) => known === state);
    const told = shown && (await toldTo(deps, channel, { id, state: shown }));
    const props = shown && told && (await propsOf(deps, told.record, shown));
    if (props) lines.push({ ...props, at });
  }
  return lines;
}

/**
 * What a row asks to be told is held against the policy and the journal: else somebody could have *Done* said of anything, anywhere.
 * Undefined where this channel is not told of it.
 */
async function toldTo(
  deps: TellDeps,
  channel: string,
  { id, state }: { id: string; state: ShownState },
): Promise<{ record: RequestRecord; rows: NotificationRule[] } | undefined> {
  const record = await deps.postedMessages.load(id);
  const facts = record && (await deps.routing.factsOf(record, state));
  const rows = facts === undefined ? [] : routesTo(deps.policy, channel, state, facts);
  return record === undefined || rows.length === 0 ? undefined : { record, rows };
}

async function post(
  deps: TellDeps,
  line: Parameters<Deliver['once']>[0],
  draw: () => Promise<ReturnType<typeof notificationMessage> | undefined>,
  onPosted: (message: { channel: string; ts: string }) => Promise<void> = async () => undefined,
): Promise<JobEnd> {
  const channel = line.place;
  const readers = await deps.readers.of(channel);
  if (readers === 'not-yet') return { againInMs: readersAgainMs };
  if (readers !== 'ours') {
    await deps.notices.channel(channel, { kind: readers });
    return 'done';
  }
  const message = await draw();
  if (message === undefined) return 'done';
  const outcome = await deps.deliver.once(line, posting(deps.client, channel, message));
  if (outcome.kind === 'again') return { againInMs: outcome.againInMs };
  if (outcome.kind === 'sent') {
    deps.notices.channelIsFine(channel);
    const { ts } = outcome.value;
    if (ts !== undefined) await onPosted({ channel, ts });
  }
  return 'done';
}

async function propsOf(deps: TellDeps, record: RequestRecord, state: ShownState): Promise<NotificationProps | undefined> {
  const view = requestView(record, { label: deps.labelOf(record.action), audience: 'channel', policy: deps.policy });
  if (!view) return undefined;
  const decidedBy = await Promise.all(
    record.votes
      .filter(({ verdict }) => (state === 'rejected' ? verdict === 'reject' : verdict === 'approve'))
      .map(async ({ person, givenFor }) => ({
        ...(await named(deps, person)),
        givenFor: givenFor === undefined ? undefined : await named(deps, givenFor),
      })),
  );
  return {
    id: record.id,
    state,
    plain: view.plain,
    pages: view.pages,
    asker: await named(deps, record.asker),
    decidedBy,
    settledBy: record.settledBy === undefined ? undefined : await named(deps, record.settledBy),
  };
}

async function linkToCard({ client, postedMessages }: TellDeps, id: string): Promise<string | undefined> {
  const copy = (await postedMessages.copiesOf(id)).find(({ kind }) => kind === 'channel');
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
