import { z } from 'zod';
import { withIds } from '../block-ids.ts';
import { tellDeleted, tellEdited, tellPosted } from '../message-events.ts';
import { asSlackMessage, checkContent, editMessage, ownMessage, postMessage, removeMessage } from '../messages.ts';
import { Refused } from '../refused.ts';
import type { Site } from '../site.ts';
import { dmPerson, findMessage, isMember } from '../state.ts';
import { isThing, type Thing } from '../thing.ts';
import { unfurlable } from '../unfurlable.ts';
import { dmOf } from '../world.ts';
import { type Caller, flag, id, method, structure } from './method.ts';

const content = {
  text: z.string().optional(),
  blocks: structure.optional(),
  markdown_text: z.string().optional(),
  metadata: structure.optional(),
  thread_ts: z.string().optional(),
  unfurl_links: flag.optional(),
};

/** The channel to speak in: a channel's id or name, or a person's id for the direct message. @throws Refused */
export function target(site: Site, channel: string, caller: Caller): string {
  if (site.state.people.has(channel)) {
    // Without a Messages tab nobody has a direct message with the app.
    if (!site.manifest.features.app_home.messages_tab_enabled) throw new Refused('messages_tab_disabled');
    return dmOf(channel);
  }
  if (dmPerson(site.state, channel) !== undefined) return channel;
  const named = channel.replace(/^#/, '');
  const found = site.state.channels.get(channel) ?? [...site.state.channels.values()].find((known) => known.name === named);
  if (found === undefined) throw new Refused('channel_not_found');
  if (found.archived === true) throw new Refused('is_archived');
  if (found.withoutApp === true) {
    if (found.private === true) throw new Refused('channel_not_found');
    if (!caller.scopes.includes('chat:write.public')) throw new Refused('not_in_channel');
  }
  return found.id;
}

function said(args: Thing): Thing {
  const { text, blocks, markdown_text: markdown, metadata } = args;
  return Object.fromEntries(
    Object.entries({ text, blocks, markdown_text: markdown, metadata }).filter(([, value]) => value !== undefined),
  );
}

export const chatMethods = {
  'chat.postMessage': method({
    scopes: ['chat:write'],
    tier: 'channel',
    args: z.looseObject({ channel: id, ...content }),
    run: (site, args, caller) => {
      const channel = target(site, args.channel, caller);
      if (site.state.channels.get(channel)?.readOnly === true) throw new Refused('restricted_action_read_only_channel');
      if (args.thread_ts !== undefined && findMessage(site.state, channel, args.thread_ts) === undefined)
        throw new Refused('thread_not_found');
      const thread = args.thread_ts === undefined ? {} : { threadTs: args.thread_ts };
      const message = postMessage(site, { channel, from: 'app', content: said(args), ...thread }, 'chat.postMessage');
      tellPosted(site, message);
      return { channel, ts: message.ts, message: asSlackMessage(site, message) };
    },
  }),
  'chat.postEphemeral': method({
    scopes: ['chat:write'],
    tier: 4,
    args: z.looseObject({ channel: id, user: id, ...content }),
    run: (site, args, caller) => {
      const channel = target(site, args.channel, caller);
      if (!isMember(site.state, args.user, channel)) throw new Refused('user_not_in_channel');
      const thread = args.thread_ts === undefined ? {} : { threadTs: args.thread_ts };
      const draft = { channel, from: 'app', content: said(args), onlyFor: args.user, ...thread };
      const message = postMessage(site, draft, 'chat.postEphemeral');
      return { message_ts: message.ts };
    },
  }),
  'chat.update': method({
    scopes: ['chat:write'],
    tier: 3,
    args: z.looseObject({ channel: id, ts: id, ...content }),
    run: (site, args, caller) => {
      const channel = target(site, args.channel, caller);
      const message = ownMessage(findMessage(site.state, channel, args.ts), 'cant_update_message');
      const before = { ...message };
      editMessage(site, message, said(args), 'chat.update');
      tellEdited(site, before, message);
      return { channel, ts: message.ts, text: message.text, message: asSlackMessage(site, message) };
    },
  }),
  'chat.delete': method({
    scopes: ['chat:write'],
    tier: 3,
    args: z.looseObject({ channel: id, ts: id }),
    run: (site, args, caller) => {
      const channel = target(site, args.channel, caller);
      const message = ownMessage(findMessage(site.state, channel, args.ts), 'cant_delete_message');
      removeMessage(site, message);
      tellDeleted(site, message);
      return { channel, ts: message.ts };
    },
  }),
  'chat.getPermalink': method({
    tier: 'unlimited',
    args: z.looseObject({ channel: id, message_ts: id }),
    run: (site, args, caller) => {
      const channel = target(site, args.channel, caller);
      if (findMessage(site.state, channel, args.message_ts) === undefined) throw new Refused('message_not_found');
      return { channel, permalink: `${site.url()}/archives/${channel}/p${args.message_ts.replace('.', '')}` };
    },
  }),
  'chat.unfurl': method({
    scopes: ['links:write'],
    tier: 3,
    args: z.looseObject({ channel: id.optional(), ts: id.optional(), unfurls: structure.optional() }),
    run: (site, args, caller) => {
      if (args.channel === undefined || args.ts === undefined || !isThing(args.unfurls)) throw new Refused('invalid_arguments');
      const message = findMessage(site.state, target(site, args.channel, caller), args.ts);
      if (message === undefined || message.onlyFor !== undefined) throw new Refused('cannot_find_message');
      const known = unfurlable(site, message.text).map(({ url }) => url);
      const unfurls = Object.entries(args.unfurls).map(([url, unfurl]) => {
        if (!known.includes(url)) throw new Refused('cannot_unfurl_url');
        if (!isThing(unfurl) || !Array.isArray(unfurl.blocks)) throw new Refused('invalid_unfurls_format');
        checkContent(site, { text: url, blocks: unfurl.blocks }, 'chat.unfurl');
        return { url, blocks: withIds(unfurl.blocks, site.state.nextId) };
      });
      message.unfurls = [...(message.unfurls ?? []).filter(({ url }) => !unfurls.some((one) => one.url === url)), ...unfurls];
      site.state.changed();
      return {};
    },
  }),
};
