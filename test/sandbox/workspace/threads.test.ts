import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sandboxWorld } from '../../../sandbox/people.ts';
import type { Thing, Workspace } from '../../../sandbox/workspace/index.ts';
import { call, manifest, workspaceAlone } from './support.ts';

const [ana, lea, sam] = ['U0ANANOVAK', 'U0LEABRANDT', 'U0STRANGER'] as const;
const hears = (...events: string[]) => ({ ...manifest, settings: { event_subscriptions: { bot_events: events } } });
const all = hears('message.channels', 'message.groups', 'message.im', 'reaction_added');

let workspace: Workspace;
beforeEach(async () => {
  workspace = await workspaceAlone({ manifest: all });
});
afterEach(() => workspace.close());

/** What the app was told of, in the order in which it was sent, each once however often it was tried. */
async function told(count: number): Promise<Thing[]> {
  const events = () => {
    const sent = workspace.deliveries.flatMap(({ payload }) => (payload.event === undefined ? [] : [payload]));
    const byId = new Map(sent.map((payload) => [payload.event_id, payload.event as Thing])); // safe: an event's payload has one
    return [...byId.values()].sort((one, other) => String(one.event_ts).localeCompare(String(other.event_ts)));
  };
  await workspace.until(() => events().length >= count, { say: `${count} events` });
  return events();
}
async function post(text: string, channel = 'C0SUPPORT') {
  const { body } = await call(workspace, 'chat.postMessage', { channel, text });
  return { channel, ts: String(body.ts) };
}

describe('a reply', () => {
  it('is in the thread of what it was written below, and its event says whose that is', async () => {
    const root = await post('Waiting for approval');
    expect(workspace.as(ana).reply(root, 'ok')).toMatchObject({ ok: true });
    const written = workspace.as(lea).messages('support').at(-1);
    expect(written).toMatchObject({ from: ana, text: 'ok', threadTs: root.ts, ephemeral: false });
    const event = (await told(2)).at(-1);
    expect(event).toMatchObject({ type: 'message', channel: 'C0SUPPORT', channel_type: 'channel', user: ana, text: 'ok' });
    expect(event).toMatchObject({ thread_ts: root.ts, parent_user_id: 'U0WHEELHOUSE', ts: written?.ts });
    expect(event).not.toHaveProperty('bot_id');
  });

  it('to a reply is one to what began the thread', async () => {
    const root = await post('Waiting for approval');
    workspace.as(ana).reply(root, 'one');
    const first = workspace.as(ana).messages('support').at(-1);
    workspace.as(lea).reply({ channel: 'C0SUPPORT', ts: first?.ts ?? '' }, 'two');
    expect(workspace.as(lea).messages('support').at(-1)).toMatchObject({ text: 'two', threadTs: root.ts });
  });

  it('is refused below what is not there, what one person alone sees, where one is no member, and without a text', async () => {
    await call(workspace, 'chat.postEphemeral', { channel: 'C0SUPPORT', user: ana, text: 'Only you' });
    const alone = workspace.as(ana).messages('support').at(-1);
    const root = await post('Waiting');
    for (const at of [
      { channel: 'C0SUPPORT', ts: '1.000001' },
      { channel: 'C0SUPPORT', ts: alone?.ts ?? '' },
    ])
      expect(workspace.as(ana).reply(at, 'ok')).toMatchObject({ ok: false });
    expect(workspace.as(sam).reply(root, 'ok')).toMatchObject({ ok: false });
    expect(workspace.as(ana).reply(root, '  ')).toMatchObject({ ok: false });
    expect(workspace.as(ana).messages('support')).toHaveLength(2);
  });
});

describe('an app', () => {
  it('hears its own messages, their edits and their end, as Slack tells them', async () => {
    const { ts } = await post('one');
    await call(workspace, 'chat.update', { channel: 'C0SUPPORT', ts, text: 'two' });
    await call(workspace, 'chat.delete', { channel: 'C0SUPPORT', ts });
    const [posted, edited, deleted] = await told(3);
    expect(posted).toMatchObject({ user: 'U0WHEELHOUSE', bot_id: 'B0WHEELHOUSE', text: 'one' });
    expect(edited).toMatchObject({
      subtype: 'message_changed',
      message: { ts, text: 'two' },
      previous_message: { ts, text: 'one' },
    });
    expect(deleted).toMatchObject({ subtype: 'message_deleted', deleted_ts: ts });
  });

  it('hears of private channels by another subscription, and nothing of a channel that it has not joined', async () => {
    await workspace.close();
    workspace = await workspaceAlone({ manifest: hears('message.groups', 'reaction_added') });
    const members = sandboxWorld.channels.find(({ id }) => id === 'C0SUPPORT')?.members ?? [];
    await workspace.as(ana).send('support', 'not subscribed');
    workspace.setChannelMembers('C0SUPPORT', members, { withoutApp: true });
    await workspace.as(ana).send('support', 'not joined');
    const unheard = workspace.as(ana).messages('support').at(-1);
    workspace.as(lea).react({ channel: 'C0SUPPORT', ts: unheard?.ts ?? '' }, '+1');
    workspace.setChannelMembers('C0SUPPORT', members, { withoutApp: false, private: true });
    await workspace.as(ana).send('support', 'heard');
    expect((await told(1)).map(({ text, channel_type: kind }) => ({ text, kind }))).toEqual([{ text: 'heard', kind: 'group' }]);
  });

  it('is told if somebody of another company wrote it', async () => {
    await workspace.as(sam).send('partners', 'hello');
    expect((await told(1))[0]).toMatchObject({ user: sam, user_team: 'T0PARTNER', source_team: 'T0PARTNER' });
  });
});

describe('a reaction', () => {
  it('is there until it is taken back, and its event says on whose message it is', async () => {
    const at = await post('Waiting');
    const shown = () => workspace.as(ana).messages('support').at(-1)?.reactions;
    workspace.as(ana).react(at, '+1');
    workspace.as(lea).react(at, '+1');
    workspace.as(lea).react(at, 'x');
    expect(shown()).toEqual([
      { name: '+1', people: [ana, lea] },
      { name: 'x', people: [lea] },
    ]);
    workspace.as(ana).react(at, '+1');
    workspace.as(lea).react(at, 'x');
    expect(shown()).toEqual([{ name: '+1', people: [lea] }]);
    const reactions = (await told(4)).filter(({ type }) => type === 'reaction_added');
    expect(reactions).toHaveLength(3);
    expect(reactions[0]).toMatchObject({
      user: ana,
      reaction: '+1',
      item: { type: 'message', ...at },
      item_user: 'U0WHEELHOUSE',
    });
  });

  it('survives a start, as the thread does', async () => {
    const at = await post('Waiting');
    workspace.as(ana).react(at, '+1');
    workspace.as(ana).reply(at, 'ok');
    const saved = workspace.snapshot();
    await workspace.close();
    workspace = await workspaceAlone({ manifest: all, saved });
    expect(workspace.as(ana).messages('support')).toMatchObject([
      { ts: at.ts, reactions: [{ name: '+1', people: [ana] }] },
      { text: 'ok', threadTs: at.ts },
    ]);
  });
});
