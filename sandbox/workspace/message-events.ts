/**
 * What an app hears of the conversations that it is in, its own messages included. docs.slack.dev/reference/events/message,
 * /reference/events/reaction_added
 */
import { sendEvent } from './deliveries.ts';
import { asSlackMessage } from './messages.ts';
import type { Site } from './site.ts';
import { dmPerson, findMessage, type StoredMessage } from './state.ts';
import type { Thing } from './thing.ts';

/** Undefined for a channel that the app has not joined. */
function kindOf({ state }: Site, channel: string): 'im' | 'group' | 'channel' | undefined {
  if (dmPerson(state, channel) !== undefined) return 'im';
  const known = state.channels.get(channel);
  if (known === undefined || known.withoutApp === true) return undefined;
  return known.private === true ? 'group' : 'channel';
}

const subscribedAs = { im: 'message.im', group: 'message.groups', channel: 'message.channels' } as const;

function tell(site: Site, channel: string, event: Thing): void {
  const kind = kindOf(site, channel);
  if (kind === undefined) return;
  void sendEvent(site, { type: 'message', channel, channel_type: kind, ...event }, subscribedAs[kind]);
}

/** Somebody, or the app, has written this. */
export function tellPosted(site: Site, message: StoredMessage): void {
  if (message.onlyFor !== undefined) return;
  const { channel, from, threadTs } = message;
  const parent = threadTs === undefined ? undefined : findMessage(site.state, channel, threadTs);
  const team = site.state.people.get(from)?.teamId ?? site.state.world.team.id;
  tell(site, channel, {
    ...asSlackMessage(site, message),
    ...(parent === undefined ? {} : { parent_user_id: authorOf(site, parent) }),
    ...(team === site.state.world.team.id ? {} : { user_team: team, source_team: team }),
  });
}

export function tellEdited(site: Site, before: StoredMessage, message: StoredMessage): void {
  tell(site, message.channel, {
    subtype: 'message_changed',
    hidden: true,
    ts: site.state.nextTs(),
    message: asSlackMessage(site, message),
    previous_message: asSlackMessage(site, before),
  });
}

export function tellDeleted(site: Site, message: StoredMessage): void {
  tell(site, message.channel, {
    subtype: 'message_deleted',
    hidden: true,
    ts: site.state.nextTs(),
    deleted_ts: message.ts,
    previous_message: asSlackMessage(site, message),
  });
}

export function tellReaction(site: Site, message: StoredMessage, person: string, name: string, isThere: boolean): void {
  const { channel, ts } = message;
  if (kindOf(site, channel) === undefined) return;
  void sendEvent(site, {
    type: isThere ? 'reaction_added' : 'reaction_removed',
    user: person,
    reaction: name,
    item: { type: 'message', channel, ts },
    item_user: authorOf(site, message),
  });
}

function authorOf({ state }: Site, { from }: StoredMessage): string {
  return from === 'app' ? state.world.app.botUserId : from;
}
