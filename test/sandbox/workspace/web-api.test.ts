import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sandboxWorld } from '../../../sandbox/people.ts';
import { strictRateLimits, type Thing, type Workspace } from '../../../sandbox/workspace/index.ts';
import { randomIds } from '../../../src/lib/ids.ts';
import { call, heldClock, manifest, secrets, workspaceAlone } from './support.ts';

const section = (text: string) => ({ type: 'section', text: { type: 'plain_text', text } });

let workspace: Workspace;
const clock = heldClock();
beforeEach(async () => {
  workspace = await workspaceAlone({ clock, ids: randomIds });
});
afterEach(() => workspace.close());

async function refusal(method: string, args: Thing, token?: string) {
  return (await call(workspace, method, args, token)).body.error;
}

describe('a call is refused', () => {
  it('without a token, with a wrong one, with one of the other kind', async () => {
    expect(await refusal('auth.test', {}, ' ')).toBe('not_authed');
    expect(await refusal('auth.test', {}, 'xoxb-other')).toBe('invalid_auth');
    expect(await refusal('auth.test', {}, secrets.appToken)).toBe('not_allowed_token_type');
    expect(await refusal('apps.connections.open', {})).toBe('not_allowed_token_type');
  });

  it('when the method does not exist, or is only inherited', async () => {
    expect(await refusal('chat.shout', {})).toBe('unknown_method');
    expect(await refusal('constructor', {})).toBe('unknown_method');
  });

  it('without the scope that the method needs, and says which', async () => {
    const { body } = await call(workspace, 'users.lookupByEmail', { email: 'ana.novak@hollerin.example' });
    expect(body).toMatchObject({ ok: false, error: 'missing_scope', needed: 'users:read.email' });
    expect(body.provided).toContain('chat:write');
  });

  it('for people, channels, messages and groups that are not there', async () => {
    expect(await refusal('chat.postMessage', { channel: 'C0NOWHERE', text: 'x' })).toBe('channel_not_found');
    expect(await refusal('users.info', { user: 'U0NOBODY' })).toBe('user_not_found');
    expect(await refusal('usergroups.users.list', { usergroup: 'S0NONE' })).toBe('no_such_subteam');
    expect(await refusal('chat.update', { channel: 'C0OPS', ts: '1.000001', text: 'x' })).toBe('message_not_found');
    expect(
      await refusal('views.update', {
        view_id: 'V0',
        view: { type: 'modal', title: { type: 'plain_text', text: 't' }, blocks: [] },
      }),
    ).toBe('not_found');
  });

  it('if the app is not in the channel, or the channel is archived', async () => {
    workspace.setChannelMembers('C0OPS', [], { withoutApp: true });
    expect(await refusal('chat.postMessage', { channel: 'C0OPS', text: 'x' })).toBe('not_in_channel');
    workspace.setChannelMembers('C0OPS', [], { withoutApp: false, archived: true });
    expect(await refusal('chat.postMessage', { channel: 'C0OPS', text: 'x' })).toBe('is_archived');
  });

  it('with blocks or texts that break a limit, and says where', async () => {
    const { body } = await call(workspace, 'chat.postMessage', {
      channel: 'C0OPS',
      text: 'x',
      blocks: [section('x'.repeat(3001))],
    });
    expect(body).toMatchObject({ ok: false, error: 'invalid_blocks' });
    expect(JSON.stringify(body)).toContain('json-pointer:/blocks/0/text/text');
    expect(workspace.refusals).toMatchObject([{ where: 'chat.postMessage', error: 'invalid_blocks' }]);
    expect(await refusal('chat.postMessage', { channel: 'C0OPS', text: 'x'.repeat(40_001) })).toBe('msg_too_long');
    expect(await refusal('chat.postMessage', { channel: 'C0OPS' })).toBe('no_text');
    expect(await refusal('chat.postMessage', { text: 'x' })).toBe('invalid_arguments');
    expect(await refusal('chat.postMessage', { channel: 'C0OPS', blocks: 'not json' })).toBe('invalid_arguments');
    expect(workspace.as('U0ANANOVAK').messages('C0OPS')).toEqual([]);
  });
});

describe('messages', () => {
  it('to a person go to their direct message with the app, which others do not see', async () => {
    const { body } = await call(workspace, 'chat.postMessage', { channel: 'U0ANANOVAK', text: 'Hello' });
    expect(body).toMatchObject({ ok: true, channel: 'D0ANANOVAK', message: { text: 'Hello', bot_id: 'B0WHEELHOUSE' } });
    expect(workspace.as('U0ANANOVAK').messages('dm')).toMatchObject([{ text: 'Hello', from: 'app' }]);
    expect(workspace.as('U0BENOKAFOR').messages('D0ANANOVAK')).toEqual([]);
  });

  it('are changed and deleted; blocks that are left out of a change stay', async () => {
    const posted = await call(workspace, 'chat.postMessage', { channel: 'C0OPS', text: 'one', blocks: [section('one')] });
    const address = { channel: 'C0OPS', ts: posted.body.ts };
    await call(workspace, 'chat.update', { ...address, text: 'two' });
    const ana = workspace.as('U0ANANOVAK');
    expect(ana.messages('ops-log')).toMatchObject([{ text: 'two', edited: true, blocks: [section('one')] }]);
    await call(workspace, 'chat.update', { ...address, text: 'three', blocks: [] });
    expect(ana.messages('ops-log')).toMatchObject([{ text: 'three', blocks: [] }]);
    expect((await call(workspace, 'chat.delete', address)).body.ok).toBe(true);
    expect(ana.messages('ops-log')).toEqual([]);
  });

  it('of people cannot be changed by the app', async () => {
    await workspace.as('U0ANANOVAK').send('support', 'mine');
    const ts = workspace.as('U0ANANOVAK').messages('support')[0]?.ts;
    expect(await refusal('chat.update', { channel: 'C0SUPPORT', ts, text: 'x' })).toBe('cant_update_message');
  });

  it('for one person alone are seen by that person alone', async () => {
    await call(workspace, 'chat.postEphemeral', { channel: 'C0SUPPORT', user: 'U0ANANOVAK', text: 'psst' });
    expect(workspace.as('U0ANANOVAK').messages('support')).toMatchObject([{ text: 'psst', ephemeral: true }]);
    expect(workspace.as('U0BENOKAFOR').messages('support')).toEqual([]);
    expect(await refusal('chat.postEphemeral', { channel: 'C0SUPPORT', user: 'U0STRANGER', text: 'x' })).toBe(
      'user_not_in_channel',
    );
  });
});

describe('people and channels', () => {
  it('a stranger, a guest and somebody deleted can be told apart, and no address is shown without its scope', async () => {
    workspace.setPerson('U0BENOKAFOR', { deleted: true });
    const user = async (id: string) => (await call(workspace, 'users.info', { user: id })).body.user;
    expect(await user('U0STRANGER')).toMatchObject({ is_stranger: true, team_id: 'T0PARTNER' });
    expect(await user('U0GIOGUEST')).toMatchObject({ is_restricted: true, team_id: 'T0WHEELHOUSE' });
    expect(await user('U0BENOKAFOR')).toMatchObject({ deleted: true });
    expect(JSON.stringify(await user('U0ANANOVAK'))).not.toContain('@hollerin.example');
    expect(await user('U0ANANOVAK')).toMatchObject({ tz: 'Europe/Ljubljana', tz_offset: 3600 });
  });

  it('the language of a person is named only if it is asked for', async () => {
    workspace.setPerson('U0ANANOVAK', { locale: 'de-AT' });
    const user = async (how: object) => (await call(workspace, 'users.info', { user: 'U0ANANOVAK', ...how })).body.user;
    expect(await user({ include_locale: true })).toMatchObject({ locale: 'de-AT' });
    expect(await user({})).not.toHaveProperty('locale');
  });

  it('a channel says whether it is shared with another company', async () => {
    expect((await call(workspace, 'conversations.info', { channel: 'C0PARTNERS' })).body.channel).toMatchObject({
      is_ext_shared: true,
    });
    expect((await call(workspace, 'conversations.info', { channel: 'C0OPS' })).body.channel).toMatchObject({
      is_ext_shared: false,
    });
  });

  it('a group answers with those who are in it now', async () => {
    workspace.setGroupMembers('S0LEADS', ['U0ANANOVAK']);
    expect((await call(workspace, 'usergroups.users.list', { usergroup: 'S0LEADS' })).body.users).toEqual(['U0ANANOVAK']);
  });

  it('the worlds of two workspaces do not touch', () => {
    workspace.setGroupMembers('S0LEADS', []);
    expect(sandboxWorld.groups.find((group) => group.id === 'S0LEADS')?.members).toHaveLength(2);
  });
});

describe('a flood', () => {
  it('of messages to one channel is told to wait, and may go on after that time', async () => {
    const strict = await workspaceAlone({ clock, rateLimits: strictRateLimits });
    const post = (channel: string) => call(strict, 'chat.postMessage', { channel, text: 'x' });
    for (let sent = 0; sent < strictRateLimits.channel.burst; sent += 1) expect((await post('C0OPS')).status).toBe(200);
    const limited = await post('C0OPS');
    expect(limited).toMatchObject({ status: 429, body: { ok: false, error: 'ratelimited' } });
    expect(limited.headers.get('retry-after')).toBe('1');
    expect((await post('C0SUPPORT')).status).toBe(200);
    clock.forward(1000);
    expect((await post('C0OPS')).status).toBe(200);
    expect((await post('C0OPS')).status).toBe(429);
    await strict.close();
  });

  it('of calls in a tier says after how many seconds there is room', async () => {
    const strict = await workspaceAlone({ clock, rateLimits: strictRateLimits });
    for (let asked = 0; asked < 20; asked += 1) expect((await call(strict, 'usergroups.list', {})).status).toBe(200);
    expect((await call(strict, 'usergroups.list', {})).headers.get('retry-after')).toBe('3');
    clock.forward(3000);
    expect((await call(strict, 'usergroups.list', {})).status).toBe(200);
    await strict.close();
  });
});

it('a method misbehaves as often as it was told to', async () => {
  workspace.fail('chat.postMessage', { times: 1, error: 'internal_error' });
  workspace.fail('chat.postMessage', { times: 1, status: 503, after: true });
  const post = (text: string) => call(workspace, 'chat.postMessage', { channel: 'C0OPS', text });
  expect((await post('lost')).body.error).toBe('internal_error');
  expect((await post('done, but not said')).status).toBe(503);
  expect((await post('fine')).body.ok).toBe(true);
  expect(
    workspace
      .as('U0ANANOVAK')
      .messages('C0OPS')
      .map((message) => message.text),
  ).toEqual(['done, but not said', 'fine']);
  expect(workspace.apiCalls.map((entry) => entry.status)).toEqual([200, 503, 200]);
});

it('the log of calls holds structures, and no token', async () => {
  const form = new URLSearchParams({
    token: secrets.botToken,
    channel: 'C0OPS',
    text: 'x',
    blocks: JSON.stringify([section('x')]),
  });
  await fetch(`${workspace.apiUrl}chat.postMessage`, { method: 'POST', body: form });
  expect(workspace.apiCalls[0]).toMatchObject({
    method: 'chat.postMessage',
    answer: { ok: true },
    args: { blocks: [section('x')] },
  });
  expect(JSON.stringify(workspace.apiCalls)).not.toContain(secrets.botToken);
});

it('scopes come from the manifest', async () => {
  const more = { ...manifest, oauth_config: { scopes: { bot: [...manifest.oauth_config.scopes.bot, 'users:read.email'] } } };
  const other = await workspaceAlone({ manifest: more });
  const { body } = await call(other, 'users.lookupByEmail', { email: 'ANA.novak@hollerin.example' });
  expect(body).toMatchObject({ ok: true, user: { id: 'U0ANANOVAK', profile: { email: 'ana.novak@hollerin.example' } } });
  await other.close();
});
