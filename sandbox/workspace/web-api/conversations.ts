import { z } from 'zod';
import { asSlackMessage } from '../messages.ts';
import { Refused } from '../refused.ts';
import type { Site } from '../site.ts';
import { dmPerson, messagesOf } from '../state.ts';
import type { Thing } from '../thing.ts';
import { dmOf, type WorldChannel } from '../world.ts';
import { type Caller, flag, id, method, structure } from './method.ts';

const readers = ['channels:read', 'groups:read', 'im:read', 'mpim:read'];

function asSlackChannel(site: Site, channel: WorldChannel): Thing {
  return {
    id: channel.id,
    name: channel.name,
    name_normalized: channel.name,
    is_channel: channel.private !== true,
    is_group: channel.private === true,
    is_im: false,
    is_mpim: false,
    is_private: channel.private === true,
    is_archived: channel.archived === true,
    is_general: false,
    is_shared: channel.external === true,
    is_ext_shared: channel.external === true,
    is_org_shared: false,
    is_pending_ext_shared: channel.pendingExternal === true,
    is_member: channel.withoutApp !== true,
    num_members: channel.members.length,
    context_team_id: site.state.world.team.id,
    topic: { value: channel.topic, creator: '', last_set: 0 },
    purpose: { value: '', creator: '', last_set: 0 },
  };
}

/** A channel or direct message that the token may read about. @throws Refused */
function readable(site: Site, channelId: string, caller: Caller): Thing {
  const person = dmPerson(site.state, channelId);
  if (person !== undefined) {
    needScope('im:read', caller);
    return { id: channelId, is_im: true, is_channel: false, is_ext_shared: false, user: person.id, is_archived: false };
  }
  const channel = site.state.channels.get(channelId);
  if (channel === undefined || (channel.private === true && channel.withoutApp === true)) throw new Refused('channel_not_found');
  needScope(channel.private === true ? 'groups:read' : 'channels:read', caller);
  return asSlackChannel(site, channel);
}

function needScope(scope: string, caller: Caller): void {
  if (!caller.scopes.includes(scope)) throw new Refused('missing_scope', { needed: scope, provided: caller.scopes.join(',') });
}

export const conversationMethods = {
  'conversations.info': method({
    scopes: readers,
    tier: 3,
    args: z.looseObject({ channel: id }),
    run: (site, args, caller) => ({ channel: readable(site, args.channel, caller) }),
  }),
  'conversations.members': method({
    scopes: readers,
    tier: 4,
    args: z.looseObject({ channel: id }),
    run: (site, args, caller) => {
      readable(site, args.channel, caller);
      const person = dmPerson(site.state, args.channel);
      const bot = site.state.world.app.botUserId;
      const members = person === undefined ? (site.state.channels.get(args.channel)?.members ?? []) : [person.id];
      return { members: [...members, bot], response_metadata: { next_cursor: '' } };
    },
  }),
  'conversations.list': method({
    scopes: readers,
    tier: 2,
    args: z.looseObject({ types: z.string().optional(), exclude_archived: flag.optional() }),
    run: (site, args) => ({
      channels: [...site.state.channels.values()]
        .filter(
          (channel) =>
            channel.private !== true || (args.types?.includes('private_channel') === true && channel.withoutApp !== true),
        )
        .filter((channel) => !(args.exclude_archived === true && channel.archived === true))
        .map((channel) => asSlackChannel(site, channel)),
      response_metadata: { next_cursor: '' },
    }),
  }),
  'conversations.open': method({
    scopes: ['im:write', 'mpim:write'],
    tier: 3,
    args: z.looseObject({ users: z.union([id, structure]).optional(), channel: id.optional() }),
    run: (site, args) => {
      const person =
        typeof args.users === 'string' ? site.state.people.get(args.users) : dmPerson(site.state, args.channel ?? '');
      if (person === undefined) throw new Refused(args.users === undefined ? 'channel_not_found' : 'user_not_found');
      return { channel: { id: dmOf(person.id) }, no_op: true, already_open: true };
    },
  }),
  'conversations.join': method({
    scopes: ['channels:join'],
    tier: 3,
    args: z.looseObject({ channel: id }),
    run: (site, args) => {
      const channel = site.state.channels.get(args.channel);
      if (channel === undefined || channel.private === true) throw new Refused('channel_not_found');
      if (channel.archived === true) throw new Refused('is_archived');
      channel.withoutApp = false;
      site.state.changed();
      return { channel: asSlackChannel(site, channel) };
    },
  }),
  'conversations.history': method({
    scopes: ['channels:history', 'groups:history', 'im:history', 'mpim:history'],
    tier: 3,
    args: z.looseObject({
      channel: id,
      latest: z.string().optional(),
      oldest: z.string().optional(),
      limit: z.coerce.number().optional(),
    }),
    run: (site, args, caller) => {
      if (!site.state.channels.has(args.channel) && dmPerson(site.state, args.channel) === undefined)
        throw new Refused('channel_not_found');
      needScope(site.state.channels.has(args.channel) ? 'channels:history' : 'im:history', caller);
      const messages = messagesOf(site.state, args.channel)
        .filter((message) => message.onlyFor === undefined)
        .filter((message) => message.ts <= (args.latest ?? '~') && message.ts >= (args.oldest ?? ''))
        .slice(-(args.limit ?? 100))
        .reverse();
      return { messages: messages.map((message) => asSlackMessage(site, message)), has_more: false };
    },
  }),
};
