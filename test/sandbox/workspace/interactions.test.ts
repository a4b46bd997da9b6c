import { describe, expect, it } from 'vitest';
import { isThing, things } from '../../../sandbox/workspace/thing.ts';
import { plain, scripted, view } from './scripted.ts';
import { call, workspaceAlone } from './support.ts';

const slack = scripted();

it('what was chosen in a message goes along with the next click there', async () => {
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
  await call(slack.workspace, 'chat.postMessage', { channel: 'C0SUPPORT', text: 'x', blocks });
  const message = slack.ana().messages('support')[0] ?? 'home';
  await slack.ana().choose(message, { actionId: 'state' }, 'Broken');
  expect(slack.latest()).toMatchObject({ actions: [{ type: 'static_select', selected_option: { value: 'BROKEN' } }] });
  await slack.ana().click(message, { text: 'Go' });
  expect(slack.latest()).toMatchObject({
    actions: [{ type: 'button', value: '7', block_id: 'b', text: plain('Go') }],
    state: { values: { b: { state: { selected_option: { value: 'BROKEN' } } } } },
    message: { text: 'x' },
  });
});

it('a suggestion that breaks a limit is shown as none', async () => {
  await call(slack.workspace, 'chat.postMessage', {
    channel: 'C0SUPPORT',
    text: 'x',
    blocks: [{ type: 'section', text: plain('x'), accessory: { type: 'external_select', action_id: 'who' } }],
  });
  const message = slack.ana().messages('support')[0] ?? 'home';
  slack.ack = () => ({ options: [{ text: plain('Ada'), value: '1' }] });
  // Slack's client asks from three characters on, unless the menu says otherwise.
  expect(await slack.ana().options(message, { actionId: 'who' }, 'ad')).toEqual({ ok: true, groups: [] });
  expect(slack.latest().type).toBeUndefined();
  expect(await slack.ana().options(message, { actionId: 'who' }, 'ada')).toEqual({
    ok: true,
    groups: [{ options: [{ text: 'Ada', value: '1' }] }],
  });
  slack.ack = () => ({ options: [{ text: plain('x'.repeat(76)), value: '1' }] });
  expect((await slack.ana().options(message, { actionId: 'who' }, 'ada')).ok).toBe(false);
});

describe('shortcuts', () => {
  it('start from anywhere, or from a message that goes along', async () => {
    await call(slack.workspace, 'chat.postMessage', { channel: 'C0SUPPORT', text: 'customer 42' });
    const [message] = slack.ana().messages('support');
    await slack.ana().shortcut('ask');
    expect(slack.latest()).toMatchObject({ type: 'shortcut', callback_id: 'ask', user: { id: 'U0ANANOVAK' } });
    expect(slack.latest()).not.toHaveProperty('response_url');
    await slack.ana().shortcut('look', message);
    expect(slack.latest()).toMatchObject({
      type: 'message_action',
      callback_id: 'look',
      message: { text: 'customer 42' },
      channel: { id: 'C0SUPPORT' },
    });
    const { trigger_id } = slack.latest();
    expect((await call(slack.workspace, 'views.open', { trigger_id, view: view('One') })).body.ok).toBe(true);
  });

  it('are not there for people from other companies', async () => {
    expect((await slack.workspace.as('U0STRANGER').shortcut('ask')).ok).toBe(false);
    expect(slack.workspace.deliveries).toEqual([]);
  });
});

describe('events', () => {
  it('that are subscribed to come with an id and the installation', async () => {
    slack.workspace.setGroupMembers('S0LEADS', ['U0LEABRANDT', 'U0BENOKAFOR']);
    await slack.workspace.until(() => slack.workspace.deliveries.length === 1);
    expect(slack.latest()).toMatchObject({
      type: 'event_callback',
      event: {
        type: 'subteam_members_changed',
        subteam_id: 'S0LEADS',
        added_users: ['U0BENOKAFOR'],
        removed_users: ['U0MILANKOVAC'],
      },
      authorizations: [{ team_id: 'T0WHEELHOUSE', is_bot: true }],
    });
    expect(slack.latest().event_id).toMatch(/^Ev/);
  });

  it('that fail are sent again at once, after a minute and after five, with the same event_id', async () => {
    slack.ack = () => 500;
    const opened = slack.ana().openHome();
    await slack.workspace.until(() => slack.workspace.deliveries.length === 2);
    for (const [minutes, deliveries] of [
      [1, 3],
      [5, 4],
    ] as const) {
      // The wait begins when the delivery before it has been refused.
      await new Promise((resolve) => setImmediate(resolve));
      slack.clock.forward(minutes * 60_000);
      await slack.workspace.until(() => slack.workspace.deliveries.length === deliveries);
    }
    await opened;
    expect(new Set(slack.workspace.deliveries.map((delivery) => delivery.payload.event_id)).size).toBe(1);
  });
});

it('Home is published only with the hash of what is there', async () => {
  const publish = (text: string, hash?: unknown) =>
    call(slack.workspace, 'views.publish', {
      user_id: 'U0ANANOVAK',
      hash,
      view: { type: 'home', blocks: [{ type: 'section', text: plain(text) }] },
    });
  const first = await publish('one');
  const hash = isThing(first.body.view) ? first.body.view.hash : '';
  expect((await publish('two', hash)).body.ok).toBe(true);
  expect((await publish('three', hash)).body.error).toBe('hash_conflict');
  expect(JSON.stringify(slack.ana().home())).toContain('two');
});

it('a press in a Home counts if the same button was drawn again meanwhile, and what was entered without an id is lost', async () => {
  const blocks = (headline: string) => [
    { type: 'header', text: plain(headline) },
    ...['one', 'two', 'two'].map((value) => ({
      type: 'actions',
      elements: [{ type: 'button', action_id: 'go', text: plain('Go'), value }],
    })),
    { type: 'actions', elements: [{ type: 'datepicker', action_id: 'day' }] },
  ];
  const publish = async (headline: string) => {
    const view = { type: 'home', blocks: blocks(headline) };
    const { body } = await call(slack.workspace, 'views.publish', { user_id: 'U0ANANOVAK', view });
    return things(isThing(body.view) ? body.view.blocks : undefined).map(({ block_id: id }) => String(id));
  };
  const before = await publish('As it was');
  const after = await publish('Drawn again');
  expect(new Set(before).size).toBe(5);
  expect(after.map((id) => before.includes(id))).toEqual([false, true, true, true, false]);
  await slack.ana().click('home', { blockId: before[1] ?? '' });
  expect(slack.latest()).toMatchObject({ actions: [{ action_id: 'go', value: 'one' }] });
});

it('messages and Homes can be carried over to the next start, and changed there', async () => {
  const posted = await call(slack.workspace, 'chat.postMessage', { channel: 'C0OPS', text: 'one' });
  await call(slack.workspace, 'views.publish', {
    user_id: 'U0ANANOVAK',
    view: { type: 'home', blocks: [{ type: 'section', text: plain('mine') }] },
  });
  const saved: unknown = JSON.parse(JSON.stringify(slack.workspace.snapshot()));
  const next = await workspaceAlone({ clock: slack.clock, saved });
  expect((await call(next, 'chat.update', { channel: 'C0OPS', ts: posted.body.ts, text: 'two' })).body.ok).toBe(true);
  expect(next.as('U0ANANOVAK').messages('C0OPS')).toMatchObject([{ text: 'two' }]);
  expect(JSON.stringify(next.as('U0ANANOVAK').home())).toContain('mine');
  await next.close();
  const fresh = await workspaceAlone({ clock: slack.clock, saved: { version: 0 } });
  expect(fresh.as('U0ANANOVAK').messages('C0OPS')).toEqual([]);
  await fresh.close();
});
