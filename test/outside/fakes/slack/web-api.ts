/** The methods of the Web API that the app may call. */
import { messageFaults, viewFaults } from '../block-checks.ts';
import { list, type Thing, text, thing } from '../json.ts';
import type { SlackState } from './state.ts';
import { type Person, team } from './words.ts';

export const userOf = (person: Person): Thing => ({
  id: person.id,
  team_id: person.team_id ?? team,
  name: person.name.toLowerCase().replaceAll(' ', '.'),
  real_name: person.name,
  deleted: person.deleted ?? false,
  tz: person.tz ?? 'Europe/Berlin',
  tz_offset: 3600,
  is_bot: person.is_bot ?? false,
  is_app_user: false,
  is_restricted: person.is_restricted ?? false,
  is_ultra_restricted: person.is_ultra_restricted ?? false,
  ...(person.is_stranger ? { is_stranger: true } : {}),
  profile: { real_name: person.name, display_name: person.name, team: person.team_id ?? team },
});

export function webApi(here: SlackState) {
  const { people, groups, channels, messages, ephemerals, views, homes, faults } = here;
  const { fault, next, stamp, dm, knownChannel, openView, replaceView, shown, takeTrigger } = here;

  function method(name: string, args: Thing): Thing {
    const no = (error: string): Thing => ({ ok: false, error });
    switch (name) {
      case 'auth.test':
        return {
          ok: true,
          url: 'https://outside.example/',
          team: 'Outside',
          user: 'wheelhouse',
          team_id: team,
          user_id: 'U0BOT',
          bot_id: 'B0OUT',
          is_enterprise_install: false,
        };
      case 'users.info': {
        const person = people.get(text(args.user));
        return person ? { ok: true, user: userOf(person) } : no('user_not_found');
      }
      case 'bots.info':
        return { ok: true, bot: { id: 'B0OUT', app_id: 'A0OUT', user_id: 'U0BOT', name: 'wheelhouse' } };
      case 'team.info':
        return { ok: true, team: { id: team, name: 'Outside', domain: 'outside' } };
      case 'usergroups.users.list': {
        const members = groups.get(text(args.usergroup));
        return members ? { ok: true, users: members } : no('no_such_subteam');
      }
      case 'usergroups.list':
        return {
          ok: true,
          usergroups: [...groups].map(([id, users]) => ({
            id,
            team_id: team,
            handle: id.toLowerCase(),
            name: id,
            users,
            date_delete: 0,
          })),
        };
      case 'conversations.open': {
        const user = text(args.users);
        return people.has(user) ? { ok: true, channel: { id: dm(user) } } : no('user_not_found');
      }
      case 'conversations.info': {
        const id = knownChannel(text(args.channel));
        return id
          ? {
              ok: true,
              channel: {
                id,
                name: channels.get(id) ?? 'dm',
                is_channel: true,
                is_member: true,
                is_ext_shared: false,
                is_shared: false,
                is_im: id.startsWith('D'),
                is_archived: false,
              },
            }
          : no('channel_not_found');
      }
      case 'conversations.members':
        return { ok: true, members: [...people.keys()], response_metadata: { next_cursor: '' } };
      case 'conversations.list':
        return {
          ok: true,
          channels: [...channels].map(([id, label]) => ({ id, name: label, is_member: true })),
          response_metadata: { next_cursor: '' },
        };
      case 'conversations.join':
        return { ok: true, channel: { id: text(args.channel) } };
      case 'conversations.history':
      case 'conversations.replies':
        return { ok: true, messages: messages.filter((one) => one.channel === args.channel), has_more: false };
      case 'chat.getPermalink': {
        const message = messages.find((one) => one.channel === args.channel && one.ts === args.message_ts);
        return message
          ? {
              ok: true,
              channel: message.channel,
              permalink: `https://outside.example/archives/${message.channel}/p${message.ts.replace('.', '')}`,
            }
          : no('message_not_found');
      }
      case 'chat.postMessage': {
        const channel = knownChannel(text(args.channel));
        if (!channel) return no('channel_not_found');
        if (fault(name, messageFaults(args), args)) return no('invalid_blocks');
        const ts = stamp();
        messages.push({ channel, ts, text: text(args.text), blocks: list(args.blocks), versions: [JSON.stringify(args)] });
        return {
          ok: true,
          channel,
          ts,
          message: { type: 'message', text: text(args.text), ts, bot_id: 'B0OUT', user: 'U0BOT', blocks: list(args.blocks) },
        };
      }
      case 'chat.update': {
        const message = messages.find((one) => one.channel === args.channel && one.ts === args.ts);
        if (!message) return no('message_not_found');
        if (fault(name, messageFaults(args), args)) return no('invalid_blocks');
        message.text = text(args.text);
        message.blocks = list(args.blocks);
        message.versions.push(JSON.stringify(args));
        return { ok: true, channel: message.channel, ts: message.ts, text: message.text };
      }
      case 'chat.postEphemeral': {
        const channel = knownChannel(text(args.channel));
        if (!channel || !people.has(text(args.user))) return no(channel ? 'user_not_found' : 'channel_not_found');
        if (fault(name, messageFaults(args), args)) return no('invalid_blocks');
        ephemerals.push({
          id: next(),
          user: text(args.user),
          text: text(args.text),
          blocks: list(args.blocks),
          via: 'postEphemeral',
          gone: false,
          inChannel: false,
        });
        return { ok: true, message_ts: stamp() };
      }
      case 'views.open':
      case 'views.push': {
        const trigger = takeTrigger(text(args.trigger_id));
        if ('error' in trigger) {
          faults.push(`${name}: ${trigger.error}`);
          return no(trigger.error);
        }
        if (fault(name, viewFaults(args.view), args.view)) return no('invalid_arguments');
        return { ok: true, view: shown(openView(trigger.user, thing(args.view), name === 'views.open' ? 'open' : 'push')) };
      }
      case 'views.update': {
        const one =
          views.get(text(args.view_id)) ??
          [...views.values()].find((each) => args.external_id !== undefined && each.view.external_id === args.external_id);
        if (!one?.open) return no('not_found');
        if (args.hash !== undefined && args.hash !== one.hash) return no('hash_conflict');
        if (fault(name, viewFaults(args.view), args.view)) return no('invalid_arguments');
        replaceView(one, thing(args.view));
        return { ok: true, view: shown(one) };
      }
      case 'views.publish': {
        if (!people.has(text(args.user_id))) return no('user_not_found');
        if (fault(name, viewFaults(args.view), args.view)) return no('invalid_arguments');
        homes.set(text(args.user_id), thing(args.view));
        return { ok: true, view: { ...thing(args.view), id: `VH${text(args.user_id)}`, hash: stamp() } };
      }
      default:
        return no('unknown_method');
    }
  }

  return method;
}
