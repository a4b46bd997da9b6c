import { createServer, type Server } from 'node:http';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Workspace } from '../../../sandbox/workspace/index.ts';
import { isThing, type Thing } from '../../../sandbox/workspace/thing.ts';
import { call, heldClock, workspaceAlone } from './support.ts';

const plain = (text: string) => ({ type: 'plain_text', text });
const view = (title: string, more: Thing = {}) => ({
  type: 'modal',
  title: plain(title),
  blocks: [{ type: 'actions', elements: [{ type: 'button', action_id: 'go', text: plain('Go') }] }],
  ...more,
});
const form = (more: Thing = {}) =>
  view('Form', {
    submit: plain('Send'),
    blocks: [
      { type: 'input', block_id: 'name', label: plain('Name'), element: { type: 'plain_text_input', action_id: 'value' } },
    ],
    ...more,
  });

/** An app that acks with what the test says, or not at all. */
let app: Server;
let ack: (payload: Thing) => unknown | 'never';
const clock = heldClock();
let workspace: Workspace;
const ana = () => workspace.as('U0ANANOVAK');

beforeEach(async () => {
  ack = () => '';
  app = createServer(async (incoming, response) => {
    let raw = '';
    for await (const chunk of incoming) raw += chunk;
    const fields = Object.fromEntries(new URLSearchParams(raw));
    const payload: unknown = fields.payload === undefined ? fields : JSON.parse(fields.payload);
    const answer = ack(isThing(payload) ? payload : {});
    if (answer === 'never') return;
    if (typeof answer === 'number') response.writeHead(answer);
    response.end(typeof answer === 'string' ? answer : typeof answer === 'number' ? '' : JSON.stringify(answer));
  });
  await new Promise<void>((resolve) => app.listen(0, '127.0.0.1', resolve));
  const address = app.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  workspace = await workspaceAlone({ clock, delivery: { http: `http://127.0.0.1:${address.port}/slack/events` } });
});
afterEach(async () => {
  app.closeAllConnections();
  app.close();
  await workspace.close();
});

/** The payload of the latest delivery. */
const latest = () => workspace.deliveries.at(-1)?.payload ?? {};

async function runCommand(): Promise<Thing> {
  await ana().command('support', '/plain');
  return latest();
}

async function openForm(more: Thing = {}): Promise<string> {
  const { trigger_id } = await runCommand();
  const { body } = await call(workspace, 'views.open', { trigger_id, view: form(more) });
  return isThing(body.view) ? String(body.view.id) : '';
}

describe('a trigger id', () => {
  test('opens one modal, and none a second time', async () => {
    const { trigger_id } = await runCommand();
    expect((await call(workspace, 'views.open', { trigger_id, view: view('One') })).body.ok).toBe(true);
    expect((await call(workspace, 'views.open', { trigger_id, view: view('Two') })).body.error).toBe('trigger_exchanged');
    expect(
      ana()
        .modals()
        .map((modal) => modal.view.title.text),
    ).toEqual(['One']);
  });

  test('works for three seconds and no longer', async () => {
    const first = await runCommand();
    clock.forward(3000);
    expect((await call(workspace, 'views.open', { trigger_id: first.trigger_id, view: view('One') })).body.ok).toBe(true);
    const second = await runCommand();
    clock.forward(3001);
    expect((await call(workspace, 'views.open', { trigger_id: second.trigger_id, view: view('One') })).body.error).toBe(
      'trigger_expired',
    );
  });

  test('is not used up by a view that breaks a limit', async () => {
    const { trigger_id } = await runCommand();
    const refused = await call(workspace, 'views.open', { trigger_id, view: view('x'.repeat(25)) });
    expect(refused.body).toMatchObject({ error: 'invalid_arguments' });
    expect(JSON.stringify(refused.body)).toContain('/title/text');
    expect((await call(workspace, 'views.open', { trigger_id, view: view('One') })).body.ok).toBe(true);
  });
});

describe('modals', () => {
  test('stack three high, and no higher', async () => {
    const { trigger_id } = await runCommand();
    await call(workspace, 'views.open', { trigger_id, view: view('1') });
    for (const [title, error] of [
      ['2', undefined],
      ['3', undefined],
      ['4', 'push_limit_reached'],
    ] as const) {
      await ana().click('modal', { text: 'Go' });
      expect((await call(workspace, 'views.push', { trigger_id: latest().trigger_id, view: view(title) })).body.error).toBe(
        error,
      );
    }
    expect(
      ana()
        .modals()
        .map((modal) => modal.view.title.text),
    ).toEqual(['1', '2', '3']);
  });

  test('cannot be pushed by what was not done in a modal', async () => {
    const { trigger_id } = await runCommand();
    expect((await call(workspace, 'views.push', { trigger_id, view: view('1') })).body.error).toBe('not_found');
  });

  test('are updated only with the hash of what is there', async () => {
    const id = await openForm();
    const hash = ana().modal()?.hash;
    expect((await call(workspace, 'views.update', { view_id: id, hash, view: form({ title: plain('Newer') }) })).body.ok).toBe(
      true,
    );
    expect((await call(workspace, 'views.update', { view_id: id, hash, view: form() })).body.error).toBe('hash_conflict');
    expect(ana().modal()?.view.title.text).toBe('Newer');
  });

  test('keep what was typed when they are updated', async () => {
    const id = await openForm();
    ack = () => ({ response_action: 'errors', errors: { name: 'Too short.' } });
    await ana().submit(id, { Name: 'Ada' });
    await call(workspace, 'views.update', { view_id: id, view: form({ title: plain('Newer') }) });
    ack = () => '';
    await ana().submit(id, {});
    expect(latest()).toMatchObject({
      type: 'view_submission',
      view: { state: { values: { name: { value: { type: 'plain_text_input', value: 'Ada' } } } } },
    });
  });
});

describe('a form', () => {
  test('is not sent while something required is missing', async () => {
    const id = await openForm();
    const before = workspace.deliveries.length;
    expect((await ana().submit(id, {})).ok).toBe(false);
    expect(ana().modal()?.errors).toEqual({ name: 'Please complete this required field.' });
    expect(workspace.deliveries).toHaveLength(before);
  });

  test('shows the errors of the ack at its inputs, and closes on an empty ack', async () => {
    const id = await openForm();
    ack = () => ({ response_action: 'errors', errors: { name: 'Nobody is called that.' } });
    expect(await ana().submit(id, { Name: 'Ada' })).toMatchObject({ ok: false, say: 'Nobody is called that.' });
    expect(ana().modal()?.errors).toEqual({ name: 'Nobody is called that.' });
    ack = () => '';
    expect((await ana().submit(id, { Name: 'Ada' })).ok).toBe(true);
    expect(ana().modal()).toBeUndefined();
  });

  test('refuses errors at blocks that are no inputs', async () => {
    const id = await openForm();
    ack = () => ({ response_action: 'errors', errors: { elsewhere: 'No.' } });
    expect((await ana().submit(id, { Name: 'Ada' })).ok).toBe(false);
    expect(workspace.refusals).toMatchObject([{ where: 'ack of a form', problems: [{ pointer: '/errors/elsewhere' }] }]);
  });

  test('is replaced, covered or cleared as the ack says, within the limits', async () => {
    const id = await openForm();
    ack = () => ({ response_action: 'update', view: view('Waiting') });
    await ana().submit(id, { Name: 'Ada' });
    expect(ana().modals()).toMatchObject([{ id, view: { title: { text: 'Waiting' } } }]);

    const other = await openForm();
    ack = () => ({ response_action: 'push', view: view('x'.repeat(25)) });
    expect((await ana().submit(other, { Name: 'Ada' })).say).toBe('We had some trouble connecting. Try again?');
    ack = () => ({ response_action: 'push', view: view('Above') });
    await ana().submit(other, {});
    expect(
      ana()
        .modals()
        .map((modal) => modal.view.title.text),
    ).toEqual(['Form', 'Above']);
    ack = () => ({ response_action: 'clear' });
    await ana().close();
    await ana().submit(other, {});
    expect(ana().modals()).toEqual([]);
  });

  test('tells the app that it was closed only if the app asked for that', async () => {
    await openForm();
    await ana().close();
    expect(latest().type).not.toBe('view_closed');
    await openForm({ notify_on_close: true });
    await ana().close();
    expect(latest()).toMatchObject({ type: 'view_closed', is_cleared: false });
  });
});

describe('without an ack in three seconds', () => {
  test('a command fails with Slack’s own words', async () => {
    ack = () => 'never';
    const running = ana().command('support', '/plain');
    await workspace.until(() => true);
    clock.forward(3000);
    expect(await running).toMatchObject({ ok: false, say: '/plain failed with the error "operation_timeout"' });
    expect(ana().notices().at(-1)?.text).toBe('/plain failed with the error "operation_timeout"');
  });

  test('a form stays open and the person is told', async () => {
    const id = await openForm();
    ack = () => 'never';
    const running = ana().submit(id, { Name: 'Ada' });
    expect(ana().modal()?.busy).toBe(false);
    await workspace.until(() => ana().modal()?.busy);
    clock.forward(3000);
    expect(await running).toMatchObject({ ok: false, say: 'We had some trouble connecting. Try again?' });
    expect(ana().modal()).toMatchObject({ id, busy: false });
  });
});

test('a command fails when the app is away, or answers with an error', async () => {
  ack = () => 500;
  expect((await ana().command('support', '/plain')).say).toBe('/plain failed with the error "http_service_error"');
  workspace.deliverTo('http://127.0.0.1:1/slack/events');
  expect((await ana().command('support', '/plain')).say).toBe('/plain failed with the error "dispatch_failed"');
  expect(workspace.appConnected()).toBe(false);
});

test('commands that nobody has are not delivered, nor those of people from other companies, who may click all the same', async () => {
  const sam = workspace.as('U0STRANGER');
  expect((await ana().command('support', '/nothing')).ok).toBe(false);
  expect((await sam.command('partners', '/plain')).ok).toBe(false);
  expect((await sam.command('support', '/plain')).ok).toBe(false);
  expect(workspace.deliveries).toEqual([]);
  await call(workspace, 'chat.postMessage', { channel: 'C0PARTNERS', text: 'x', blocks: view('').blocks });
  await sam.click(sam.messages('partners')[0] ?? 'home', { text: 'Go' });
  expect(latest()).toMatchObject({
    type: 'block_actions',
    user: { id: 'U0STRANGER', team_id: 'T0PARTNER' },
    team: { id: 'T0WHEELHOUSE' },
  });
  expect((await workspace.as('U0GIOGUEST').command('support', '/plain')).ok).toBe(true);
});

test('a command that wants escaping gets people, channels and addresses as Slack writes them', async () => {
  await ana().command('support', '/customer share a@b.example with @ben.okafor in #ops-log & <all>');
  expect(latest().text).toBe(
    'share <mailto:a@b.example|a@b.example> with <@U0BENOKAFOR|ben.okafor> in <#C0OPS|ops-log> &amp; &lt;all&gt;',
  );
  await ana().command('support', '/plain lookup @ben.okafor');
  expect(latest()).toMatchObject({
    command: '/plain',
    text: 'lookup @ben.okafor',
    user_name: 'ana.novak',
    channel_name: 'support',
  });
});

test('the ack of a command is said to the person alone, or to all when it says so', async () => {
  ack = () => 'Only you';
  await ana().command('support', '/plain');
  ack = () => ({ text: 'All', response_type: 'in_channel' });
  await ana().command('support', '/plain loud');
  expect(
    ana()
      .messages('support')
      .map((message) => message.text),
  ).toEqual(['Only you', '/plain loud', 'All']);
  expect(
    workspace
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

  test('works five times', async () => {
    const { response_url } = await runCommand();
    for (let use = 1; use <= 5; use += 1)
      expect(await say(response_url, { text: `${use}` })).toEqual({ status: 200, text: 'ok' });
    expect(await say(response_url, { text: '6' })).toEqual({ status: 404, text: '{"ok":false,"error":"used_url"}' });
    expect(ana().messages('support')).toHaveLength(5);
    expect(workspace.as('U0BENOKAFOR').messages('support')).toEqual([]);
  });

  test('works for thirty minutes', async () => {
    const { response_url } = await runCommand();
    clock.forward(30 * 60_000);
    expect((await say(response_url, { text: 'x' })).status).toBe(200);
    clock.forward(1);
    expect(await say(response_url, { text: 'x' })).toEqual({ status: 404, text: '{"ok":false,"error":"expired_url"}' });
  });

  test('replaces and removes the message that it came from, and never shows to all what one person saw', async () => {
    ack = () => ({ text: 'Old', blocks: view('').blocks });
    await ana().command('support', '/plain');
    ack = () => '';
    await ana().click(ana().messages('support')[0] ?? 'home', { text: 'Go' });
    const { response_url } = latest();
    expect(latest()).toMatchObject({ container: { is_ephemeral: true } });
    expect(latest()).not.toHaveProperty('message');
    await say(response_url, { text: 'New', replace_original: true, response_type: 'in_channel' });
    expect(ana().messages('support')).toMatchObject([{ text: 'New', blocks: [], ephemeral: true }]);
    await say(response_url, { delete_original: true });
    expect(ana().messages('support')).toEqual([]);
  });

  test('refuses what breaks a limit', async () => {
    const { response_url } = await runCommand();
    const refused = await say(response_url, { text: 'x', blocks: [{ type: 'header', text: plain('x'.repeat(151)) }] });
    expect(refused).toMatchObject({ status: 400 });
    expect(refused.text).toContain('invalid_blocks');
  });
});

test('what was chosen in a message goes along with the next click there', async () => {
  const menu = {
    type: 'static_select',
    action_id: 'state',
    options: [
      { text: plain('Lost'), value: 'LOST' },
      { text: plain('Broken'), value: 'BROKEN' },
    ],
  };
  const blocks = [
    { type: 'actions', block_id: 'b', elements: [menu, { type: 'button', action_id: 'go', text: plain('Go'), value: '7' }] },
  ];
  await call(workspace, 'chat.postMessage', { channel: 'C0SUPPORT', text: 'x', blocks });
  const message = ana().messages('support')[0] ?? 'home';
  await ana().choose(message, { actionId: 'state' }, 'Broken');
  expect(latest()).toMatchObject({ actions: [{ type: 'static_select', selected_option: { value: 'BROKEN' } }] });
  await ana().click(message, { text: 'Go' });
  expect(latest()).toMatchObject({
    actions: [{ type: 'button', value: '7', block_id: 'b', text: plain('Go') }],
    state: { values: { b: { state: { selected_option: { value: 'BROKEN' } } } } },
    message: { text: 'x' },
  });
});

test('a suggestion that breaks a limit is shown as none', async () => {
  await call(workspace, 'chat.postMessage', {
    channel: 'C0SUPPORT',
    text: 'x',
    blocks: [{ type: 'section', text: plain('x'), accessory: { type: 'external_select', action_id: 'who' } }],
  });
  const message = ana().messages('support')[0] ?? 'home';
  ack = () => ({ options: [{ text: plain('Ada'), value: '1' }] });
  // Slack's client asks from three characters on, unless the menu says otherwise.
  expect(await ana().options(message, { actionId: 'who' }, 'ad')).toEqual({ ok: true, groups: [] });
  expect(latest().type).toBeUndefined();
  expect(await ana().options(message, { actionId: 'who' }, 'ada')).toEqual({
    ok: true,
    groups: [{ options: [{ text: 'Ada', value: '1' }] }],
  });
  ack = () => ({ options: [{ text: plain('x'.repeat(76)), value: '1' }] });
  expect((await ana().options(message, { actionId: 'who' }, 'ada')).ok).toBe(false);
});

describe('shortcuts', () => {
  test('start from anywhere, or from a message that goes along', async () => {
    await call(workspace, 'chat.postMessage', { channel: 'C0SUPPORT', text: 'customer 42' });
    const [message] = ana().messages('support');
    await ana().shortcut('ask');
    expect(latest()).toMatchObject({ type: 'shortcut', callback_id: 'ask', user: { id: 'U0ANANOVAK' } });
    expect(latest()).not.toHaveProperty('response_url');
    await ana().shortcut('look', message);
    expect(latest()).toMatchObject({
      type: 'message_action',
      callback_id: 'look',
      message: { text: 'customer 42' },
      channel: { id: 'C0SUPPORT' },
    });
    const { trigger_id } = latest();
    expect((await call(workspace, 'views.open', { trigger_id, view: view('One') })).body.ok).toBe(true);
  });

  test('are not there for people from other companies', async () => {
    expect((await workspace.as('U0STRANGER').shortcut('ask')).ok).toBe(false);
    expect(workspace.deliveries).toEqual([]);
  });
});

describe('events', () => {
  test('that are subscribed to come with an id and the installation', async () => {
    workspace.setGroupMembers('S0LEADS', ['U0LEABRANDT', 'U0BENOKAFOR']);
    await workspace.until(() => workspace.deliveries.length === 1);
    expect(latest()).toMatchObject({
      type: 'event_callback',
      event: {
        type: 'subteam_members_changed',
        subteam_id: 'S0LEADS',
        added_users: ['U0BENOKAFOR'],
        removed_users: ['U0MILANKOVAC'],
      },
      authorizations: [{ team_id: 'T0WHEELHOUSE', is_bot: true }],
    });
    expect(latest().event_id).toMatch(/^Ev/);
  });

  test('that fail are sent again at once, after a minute and after five, with the same event_id', async () => {
    ack = () => 500;
    const opened = ana().openHome();
    await workspace.until(() => workspace.deliveries.length === 2);
    for (const [minutes, deliveries] of [
      [1, 3],
      [5, 4],
    ] as const) {
      // The wait begins when the delivery before it has been refused.
      await new Promise((resolve) => setImmediate(resolve));
      clock.forward(minutes * 60_000);
      await workspace.until(() => workspace.deliveries.length === deliveries);
    }
    await opened;
    expect(new Set(workspace.deliveries.map((delivery) => delivery.payload.event_id)).size).toBe(1);
  });
});

test('Home is published only with the hash of what is there', async () => {
  const publish = (text: string, hash?: unknown) =>
    call(workspace, 'views.publish', {
      user_id: 'U0ANANOVAK',
      ...(hash === undefined ? {} : { hash }),
      view: { type: 'home', blocks: [{ type: 'section', text: plain(text) }] },
    });
  const first = await publish('one');
  const hash = isThing(first.body.view) ? first.body.view.hash : '';
  expect((await publish('two', hash)).body.ok).toBe(true);
  expect((await publish('three', hash)).body.error).toBe('hash_conflict');
  expect(JSON.stringify(ana().home())).toContain('two');
});

test('messages and Homes can be carried over to the next start, and changed there', async () => {
  const posted = await call(workspace, 'chat.postMessage', { channel: 'C0OPS', text: 'one' });
  await call(workspace, 'views.publish', {
    user_id: 'U0ANANOVAK',
    view: { type: 'home', blocks: [{ type: 'section', text: plain('mine') }] },
  });
  const saved: unknown = JSON.parse(JSON.stringify(workspace.snapshot()));
  const next = await workspaceAlone({ clock, saved });
  expect((await call(next, 'chat.update', { channel: 'C0OPS', ts: posted.body.ts, text: 'two' })).body.ok).toBe(true);
  expect(next.as('U0ANANOVAK').messages('C0OPS')).toMatchObject([{ text: 'two' }]);
  expect(JSON.stringify(next.as('U0ANANOVAK').home())).toContain('mine');
  await next.close();
  const fresh = await workspaceAlone({ clock, saved: { version: 0 } });
  expect(fresh.as('U0ANANOVAK').messages('C0OPS')).toEqual([]);
  await fresh.close();
});
