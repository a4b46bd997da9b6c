/** A Slack of our own, from the platform page alone: Web API, response_url, and what the app is told, signed. It keeps every word it heard. */
import { createHmac, randomUUID } from 'node:crypto';
import { messageFaults, viewFaults } from './block-checks.ts';
import { list, parsed, type Thing, text, thing } from './json.ts';
import { after, type Heard, serve } from './server.ts';

export const team = 'T0OUTSIDE';
export const botToken = 'xoxb-outside-1234567890-geheimnisvoll';
export const signingSecret = 'outside-signing-secret-8f2d61c0';

export type Person = {
  id: string;
  name: string;
  tz?: string;
  team_id?: string;
  is_bot?: boolean;
  deleted?: boolean;
  is_restricted?: boolean;
  is_ultra_restricted?: boolean;
  is_stranger?: boolean;
};
export type Message = { channel: string; ts: string; text: string; blocks: unknown[]; versions: string[] };
export type Ephemeral = {
  id: number;
  user: string;
  text: string;
  blocks: unknown[];
  via: string;
  gone: boolean;
  inChannel: boolean;
};
export type View = { id: string; user: string; hash: string; view: Thing; open: boolean; typed: Map<string, Thing>; at: number };
export type Call = { method: string; args: Thing; at: number; answer: Thing };
export type Ack = { what: string; ms: number; status: number; body: string };
export type Misbehaviour = { delayMs?: number; status?: number; error?: string; retryAfter?: number; reset?: boolean };
type Trigger = { user: string; born: number; used: boolean };
type ResponseUrl = { user: string; channel: string; uses: number; born: number; source?: Ephemeral | Message };

export type FakeSlack = Awaited<ReturnType<typeof fakeSlack>>;

export async function fakeSlack(port = 0) {
  const people = new Map<string, Person>();
  const groups = new Map<string, string[]>();
  const channels = new Map<string, string>();
  const messages: Message[] = [];
  const ephemerals: Ephemeral[] = [];
  const views = new Map<string, View>();
  const stacks = new Map<string, View[]>();
  const homes = new Map<string, Thing>();
  const calls: Call[] = [];
  const acks: Ack[] = [];
  const faults: string[] = [];
  const triggers = new Map<string, Trigger>();
  const responseUrls = new Map<string, ResponseUrl>();
  let serial = 0;
  const state: {
    app: string;
    down: boolean;
    misbehave?: ((method: string, args: Thing) => Misbehaviour | undefined) | undefined;
  } = {
    app: '',
    down: false,
  };

  const fault = (what: string, found: string[], body: unknown) => {
    for (const one of found) faults.push(`${what}: ${one} in ${JSON.stringify(body).slice(0, 600)}`);
    return found.length > 0;
  };
  const stamp = () => {
    serial += 1;
    return `${Math.floor(Date.now() / 1000)}.${String(serial).padStart(6, '0')}`;
  };
  const dm = (user: string) => `D${user.slice(1)}`;
  const stackOf = (user: string) => {
    const now = stacks.get(user) ?? [];
    stacks.set(user, now);
    return now;
  };

  const knownChannel = (id: string): string | undefined => {
    if (people.has(id)) return dm(id);
    if (channels.has(id)) return id;
    return [...people.keys()].some((user) => dm(user) === id) ? id : undefined;
  };

  function openView(user: string, view: Thing, how: 'open' | 'push'): View {
    serial += 1;
    const one: View = {
      id: `V${serial}`,
      user,
      hash: `${Date.now()}.${serial}`,
      view,
      open: true,
      typed: new Map(),
      at: Date.now(),
    };
    views.set(one.id, one);
    const stack = stackOf(user);
    if (how === 'open') for (const old of stack.splice(0)) old.open = false;
    stack.push(one);
    if (stack.length > 3) faults.push(`views.push: stack of ${stack.length}`);
    return one;
  }
  function replaceView(one: View, view: Thing) {
    serial += 1;
    one.view = view;
    one.hash = `${Date.now()}.${serial}`;
    one.at = Date.now();
  }
  const shown = (one: View) => ({
    ...one.view,
    id: one.id,
    team_id: team,
    app_id: 'A0OUT',
    bot_id: 'B0OUT',
    hash: one.hash,
    state: { values: stateOf(one) },
    root_view_id: stackOf(one.user)[0]?.id ?? one.id,
    previous_view_id: null,
    app_installed_team_id: team,
  });

  function takeTrigger(id: string): { user: string } | { error: string } {
    const trigger = triggers.get(id);
    if (!trigger) return { error: 'invalid_trigger_id' };
    if (trigger.used) return { error: 'exchanged_trigger_id' };
    if (Date.now() - trigger.born > 3000) return { error: 'expired_trigger_id' };
    trigger.used = true;
    return { user: trigger.user };
  }

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
        serial += 1;
        ephemerals.push({
          id: serial,
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

  const userOf = (person: Person): Thing => ({
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

  function argsOf(heard: Heard): Thing {
    if (text(heard.headers['content-type']).includes('json')) return thing(parsed(heard.raw));
    const args: Thing = Object.fromEntries(heard.query);
    for (const [key, value] of new URLSearchParams(heard.raw)) args[key] = /^[[{]/.test(value) ? (parsed(value) ?? value) : value;
    return args;
  }

  const server = await serve(async (heard, response, socket) => {
    const send = (status: number, body: unknown, headers: Record<string, string> = {}) => {
      response.writeHead(status, { 'content-type': 'application/json', ...headers });
      response.end(typeof body === 'string' ? body : JSON.stringify(body));
    };
    if (state.down) return void socket.destroy();
    if (heard.path.startsWith('/respond/')) {
      const bad = state.misbehave?.('response_url', thing(parsed(heard.raw)));
      calls.push({ method: 'response_url', args: thing(parsed(heard.raw)), at: Date.now(), answer: {} });
      if (bad?.delayMs) await after(bad.delayMs);
      if (bad?.reset) return void socket.destroy();
      if (bad?.status) return send(bad.status, 'no');
      const verdict = respond(heard.path, thing(parsed(heard.raw)));
      return send(verdict === 'ok' ? 200 : 404, verdict);
    }
    const name = heard.path.replace(/^\/api\//, '');
    const args = argsOf(heard);
    const token = text(heard.headers.authorization).replace(/^Bearer /, '') || text(args.token);
    const bad = state.misbehave?.(name, args);
    const call: Call = { method: name, args, at: Date.now(), answer: {} };
    calls.push(call);
    if (bad?.delayMs) await after(bad.delayMs);
    if (bad?.reset) return void socket.destroy();
    if (bad?.retryAfter !== undefined)
      return send(429, { ok: false, error: 'ratelimited' }, { 'retry-after': String(bad.retryAfter) });
    if (bad?.status) return send(bad.status, 'Slack is having trouble');
    call.answer = bad?.error
      ? { ok: false, error: bad.error }
      : token !== botToken
        ? { ok: false, error: 'invalid_auth' }
        : method(name, args);
    return send(200, call.answer, name === 'auth.test' ? { 'x-oauth-scopes': scopes } : {});
  }, port);

  function respond(path: string, body: Thing): string {
    const url = responseUrls.get(path);
    if (!url) return 'no_such_url';
    url.uses += 1;
    if (url.uses > 5) {
      faults.push('response_url: used more than 5 times');
      return 'used_url';
    }
    if (body.delete_original === true) {
      if (url.source && 'user' in url.source) url.source.gone = true;
      return 'ok';
    }
    if (fault('response_url', messageFaults(body), body)) return 'invalid_blocks';
    const inChannel = body.response_type === 'in_channel';
    if (body.replace_original === true && url.source) {
      url.source.text = text(body.text);
      url.source.blocks = list(body.blocks);
      return 'ok';
    }
    if (inChannel) {
      messages.push({
        channel: url.channel,
        ts: stamp(),
        text: text(body.text),
        blocks: list(body.blocks),
        versions: [JSON.stringify(body)],
      });
      return 'ok';
    }
    serial += 1;
    const one: Ephemeral = {
      id: serial,
      user: url.user,
      text: text(body.text),
      blocks: list(body.blocks),
      via: path,
      gone: false,
      inChannel,
    };
    ephemerals.push(one);
    // What came by a response_url can be replaced by it.
    url.source ??= one;
    return 'ok';
  }

  const newTrigger = (user: string) => {
    const id = `${randomUUID()}.trigger`;
    triggers.set(id, { user, born: Date.now(), used: false });
    return id;
  };
  const newResponseUrl = (user: string, channel: string, source?: Ephemeral | Message) => {
    const path = `/respond/${randomUUID()}`;
    responseUrls.set(path, { user, channel, uses: 0, born: Date.now(), ...(source ? { source } : {}) });
    return `${server.base}${path}`;
  };

  /** One delivery, signed; the answer is the ack. */
  async function deliver(
    what: string,
    contentType: string,
    raw: string,
    sign: { secret?: string; atMs?: number; none?: boolean } = {},
  ) {
    const at = Math.floor((sign.atMs ?? Date.now()) / 1000);
    const signature = `v0=${createHmac('sha256', sign.secret ?? signingSecret)
      .update(`v0:${at}:${raw}`)
      .digest('hex')}`;
    const start = performance.now();
    const response = await fetch(`${state.app}/slack/events`, {
      method: 'POST',
      body: raw,
      headers: {
        'content-type': contentType,
        ...(sign.none ? {} : { 'x-slack-signature': signature, 'x-slack-request-timestamp': String(at) }),
      },
    });
    const body = await response.text();
    const ack: Ack = { what, ms: performance.now() - start, status: response.status, body };
    acks.push(ack);
    return ack;
  }

  const stop = async () => {
    await server.close();
  };

  return {
    state,
    people,
    groups,
    channels,
    messages,
    ephemerals,
    views,
    homes,
    calls,
    acks,
    faults,
    stackOf,
    dm,
    api: `${server.base}/api/`,
    base: server.base,
    port: server.port,
    newTrigger,
    newResponseUrl,
    openView,
    replaceView,
    shown,
    deliver,
    stop,
    stamp,
    userOf,
    note: (what: string, found: string[], body: unknown) => fault(what, found, body),
  };
}

const scopes =
  'commands,chat:write,chat:write.public,users:read,usergroups:read,im:write,im:history,channels:read,groups:read,app_mentions:read,links:read,links:write,files:write';

/** What Slack would send as `state.values` of a view: what was typed, else what the view says to begin with. */
export function stateOf(one: View): Thing {
  const values: Record<string, Thing> = {};
  for (const block of list(one.view.blocks).map(thing)) {
    const elements =
      block.type === 'input'
        ? [thing(block.element)]
        : block.type === 'actions'
          ? list(block.elements).map(thing)
          : [thing(block.accessory)];
    for (const element of elements) {
      const kind = text(element.type);
      if (kind === '' || kind === 'button' || kind === 'overflow' || kind === 'image') continue;
      const block_id = text(block.block_id);
      const action_id = text(element.action_id);
      const typed = one.typed.get(`${block_id}/${action_id}`);
      const slot = thing(values[block_id]);
      slot[action_id] = typed ?? initialOf(element);
      values[block_id] = slot;
    }
  }
  return values;
}

function initialOf(element: Thing): Thing {
  const type = text(element.type);
  if (/select|radio/.test(type) && !type.startsWith('multi')) return { type, selected_option: element.initial_option ?? null };
  if (type === 'checkboxes' || type.startsWith('multi')) return { type, selected_options: element.initial_options ?? [] };
  if (type === 'datepicker') return { type, selected_date: element.initial_date ?? null };
  if (type === 'timepicker') return { type, selected_time: element.initial_time ?? null };
  if (type === 'datetimepicker') return { type, selected_date_time: element.initial_date_time ?? null };
  return { type, value: element.initial_value ?? null };
}
