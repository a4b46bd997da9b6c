import { describe, expect, it } from 'vitest';
import type { Thing } from '../../../sandbox/workspace/thing.ts';
import { plain, scripted, view } from './scripted.ts';
import { call, manifest, workspaceAlone } from './support.ts';

const slack = scripted();

it('a command fails when the app is away, or answers with an error', async () => {
  slack.ack = () => 500;
  expect((await slack.ana().command('support', '/plain')).say).toBe('/plain failed with the error "http_service_error"');
  slack.workspace.deliverTo('http://127.0.0.1:1/slack/events');
  expect((await slack.ana().command('support', '/plain')).say).toBe('/plain failed with the error "dispatch_failed"');
  expect(slack.workspace.appConnected()).toBe(false);
});

it('commands that nobody has are not delivered, nor those of people from other companies, who may click all the same', async () => {
  const sam = slack.workspace.as('U0STRANGER');
  expect((await slack.ana().command('support', '/nothing')).ok).toBe(false);
  expect((await sam.command('partners', '/plain')).ok).toBe(false);
  expect((await sam.command('support', '/plain')).ok).toBe(false);
  expect(slack.workspace.deliveries).toEqual([]);
  await call(slack.workspace, 'chat.postMessage', { channel: 'C0PARTNERS', text: 'x', blocks: view('').blocks });
  await sam.click(sam.messages('partners')[0] ?? 'home', { text: 'Go' });
  expect(slack.latest()).toMatchObject({
    type: 'block_actions',
    user: { id: 'U0STRANGER', team_id: 'T0PARTNER' },
    team: { id: 'T0WHEELHOUSE' },
  });
  expect((await slack.workspace.as('U0GIOGUEST').command('support', '/plain')).ok).toBe(true);
});

it('nobody writes into the direct message of an app whose manifest makes it read-only', async () => {
  const { features } = manifest;
  const readOnly = { ...manifest, features: { ...features, app_home: { messages_tab_read_only_enabled: true } } };
  const workspace = await workspaceAlone({ manifest: readOnly });
  try {
    const ana = workspace.as('U0ANANOVAK');
    for (const typed of ['Hello', '/plain']) {
      expect(await ana.send('dm', typed)).toMatchObject({ ok: false, say: 'Sending messages to this app has been turned off.' });
    }
    expect(ana.messages('dm')).toEqual([]);
    expect((await ana.send('support', 'Hello')).ok).toBe(true);
  } finally {
    await workspace.close();
  }
});

it('a command that wants escaping gets people, channels and addresses as Slack writes them', async () => {
  await slack.ana().command('support', '/customer share a@b.example with @ben.okafor in #ops-log & <all>');
  expect(slack.latest().text).toBe(
    'share <mailto:a@b.example|a@b.example> with <@U0BENOKAFOR|ben.okafor> in <#C0OPS|ops-log> &amp; &lt;all&gt;',
  );
  await slack.ana().command('support', '/plain lookup @ben.okafor');
  expect(slack.latest()).toMatchObject({
    command: '/plain',
    text: 'lookup @ben.okafor',
    user_name: 'ana.novak',
    channel_name: 'support',
  });
});

it('the ack of a command shows to the person alone, or to all when it says so', async () => {
  slack.ack = () => 'Only you';
  await slack.ana().command('support', '/plain');
  slack.ack = () => ({ text: 'All', response_type: 'in_channel' });
  await slack.ana().command('support', '/plain loud');
  expect(
    slack
      .ana()
      .messages('support')
      .map((message) => message.text),
  ).toEqual(['Only you', '/plain loud', 'All']);
  expect(
    slack.workspace
      .as('U0BENOKAFOR')
      .messages('support')
      .map((message) => message.text),
  ).toEqual(['/plain loud', 'All']);
});

describe('a response_url', () => {
  const say = async (url: unknown, body: Thing) => {
    const response = await fetch(String(url), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    return { status: response.status, text: await response.text() };
  };

  it('works five times', async () => {
    const { response_url } = await slack.runCommand();
    for (let use = 1; use <= 5; use += 1)
      expect(await say(response_url, { text: `${use}` })).toEqual({ status: 200, text: 'ok' });
    expect(await say(response_url, { text: '6' })).toEqual({ status: 404, text: '{"ok":false,"error":"used_url"}' });
    expect(slack.ana().messages('support')).toHaveLength(5);
    expect(slack.workspace.as('U0BENOKAFOR').messages('support')).toEqual([]);
  });

  it('works for thirty minutes', async () => {
    const { response_url } = await slack.runCommand();
    slack.clock.forward(30 * 60_000);
    expect((await say(response_url, { text: 'x' })).status).toBe(200);
    slack.clock.forward(1);
    expect(await say(response_url, { text: 'x' })).toEqual({ status: 404, text: '{"ok":false,"error":"expired_url"}' });
  });

  it('replaces and removes the message that it came from, and never shows to all what one person saw', async () => {
    slack.ack = () => ({ text: 'Old', blocks: view('').blocks });
    await slack.ana().command('support', '/plain');
    slack.ack = () => '';
    await slack.ana().click(slack.ana().messages('support')[0] ?? 'home', { text: 'Go' });
    const { response_url } = slack.latest();
    expect(slack.latest()).toMatchObject({ container: { is_ephemeral: true } });
    expect(slack.latest()).not.toHaveProperty('message');
    await say(response_url, { text: 'New', replace_original: true, response_type: 'in_channel' });
    expect(slack.ana().messages('support')).toMatchObject([{ text: 'New', blocks: [], ephemeral: true }]);
    await say(response_url, { delete_original: true });
    expect(slack.ana().messages('support')).toEqual([]);
  });

  it('refuses what breaks a limit', async () => {
    const { response_url } = await slack.runCommand();
    const refused = await say(response_url, { text: 'x', blocks: [{ type: 'header', text: plain('x'.repeat(151)) }] });
    expect(refused).toMatchObject({ status: 400 });
    expect(refused.text).toContain('invalid_blocks');
  });
});
