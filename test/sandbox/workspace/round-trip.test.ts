import type { App, BlockAction, ButtonAction } from '@slack/bolt';
import { afterEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import type { Workspace } from '../../../sandbox/workspace/index.ts';
import { call, secrets, withBolt, workspaceAlone } from './support.ts';

const plain = (text: string) => ({ type: 'plain_text' as const, text });

/** A command that opens a form; the form posts a message with a button; the button redraws the message. */
function giveVouchers(app: App): void {
  app.command('/customer', async ({ ack, command, client }) => {
    await ack();
    await client.views.open({
      trigger_id: command.trigger_id,
      view: {
        type: 'modal',
        callback_id: 'give',
        private_metadata: command.channel_id,
        title: plain('Give a voucher'),
        submit: plain('Give'),
        blocks: [
          {
            type: 'input',
            block_id: 'who',
            label: plain('Customer'),
            element: { type: 'plain_text_input', action_id: 'value', initial_value: command.text },
          },
          {
            type: 'input',
            block_id: 'what',
            label: plain('Voucher'),
            element: { type: 'external_select', action_id: 'voucher', min_query_length: 0 },
          },
          {
            type: 'input',
            block_id: 'why',
            label: plain('Reason'),
            optional: true,
            element: { type: 'plain_text_input', action_id: 'value' },
          },
        ],
      },
    });
  });
  app.options('voucher', async ({ ack, payload }) => {
    const all = [5, 20, 50].map((amount) => ({ text: plain(`${amount} EUR`), value: String(amount) }));
    await ack({ options: all.filter((option) => option.text.text.includes(payload.value)) });
  });
  app.view('give', async ({ ack, view, client, body }) => {
    const chosen = view.state.values.what?.voucher?.selected_option?.value;
    if (chosen === '50') return ack({ response_action: 'errors', errors: { what: 'A lead must say yes to this.' } });
    await ack();
    await client.chat.postMessage({
      channel: view.private_metadata,
      text: `${chosen} EUR for ${view.state.values.who?.value?.value}`,
      blocks: [
        { type: 'section', text: plain(`${chosen} EUR, asked by ${body.user.id}`) },
        { type: 'actions', elements: [{ type: 'button', action_id: 'approve', text: plain('Approve'), value: '17' }] },
      ],
    });
  });
  app.action<BlockAction<ButtonAction>>('approve', async ({ ack, body, action, client, respond }) => {
    await ack();
    await client.chat.update({
      channel: body.channel?.id ?? '',
      ts: body.message?.ts ?? '',
      text: `Approved ${action.value}`,
      blocks: [],
    });
    await respond({ text: 'Thank you.', response_type: 'ephemeral' });
  });
  app.event('app_home_opened', async ({ event, client }) => {
    await client.views.publish({
      user_id: event.user,
      view: { type: 'home', blocks: [{ type: 'section', text: plain('Welcome') }] },
    });
  });
}

describe.each(['http', 'socket'] as const)('a Bolt app over %s', (transport) => {
  let running: { workspace: Workspace; close(): Promise<void> } | undefined;
  afterEach(async () => {
    await running?.close();
    running = undefined;
  });

  it('goes from a command over a form and a message to a button and back', async () => {
    running = await withBolt(transport, giveVouchers);
    const { workspace } = running;
    const ana = workspace.as('U0ANANOVAK');
    const lea = workspace.as('U0LEABRANDT');

    expect(await ana.command('#approvals', '/customer 42')).toMatchObject({ ok: true });
    const form = await workspace.until(() => ana.modal());
    expect(form.view.title.text).toBe('Give a voucher');

    expect(await ana.submit(form.id, { Voucher: '50 EUR' })).toMatchObject({ ok: false, say: 'A lead must say yes to this.' });
    expect(ana.modal()?.errors).toEqual({ what: 'A lead must say yes to this.' });
    expect(await ana.submit(form.id, { Voucher: { query: '20', option: '20 EUR' } })).toMatchObject({ ok: true });
    expect(ana.modal()).toBeUndefined();

    const card = await workspace.until(() => lea.messages('#approvals').at(-1));
    expect(card.text).toBe('20 EUR for 42');
    const clicked = await lea.click(card, { text: 'Approve' });
    expect(clicked.ok).toBe(true);
    await workspace.until(() => lea.messages('#approvals').find((message) => message.text === 'Approved 17' && message.edited));
    await workspace.until(() => lea.messages('#approvals').find((message) => message.ephemeral && message.text === 'Thank you.'));
    expect(ana.messages('#approvals').map((message) => message.text)).toEqual(['Approved 17']);
    expect(workspace.refusals).toEqual([]);
  });

  it('publishes Home when somebody opens it', async () => {
    running = await withBolt(transport, giveVouchers);
    const ana = running.workspace.as('U0ANANOVAK');
    expect(ana.home()).toBeUndefined();
    await ana.openHome();
    const home = await running.workspace.until(() => ana.home());
    expect(JSON.stringify(home.blocks)).toContain('Welcome');
  });

  it('gets the same click as often as it is delivered', async () => {
    const seen: string[] = [];
    running = await withBolt(transport, (app) => {
      app.command('/customer', async ({ ack }) =>
        ack({ text: 'x', blocks: [{ type: 'actions', elements: [{ type: 'button', action_id: 'go', text: plain('Go') }] }] }),
      );
      app.action<BlockAction<ButtonAction>>('go', async ({ ack, action }) => {
        seen.push(action.action_ts);
        await ack();
      });
    });
    const { workspace } = running;
    const ana = workspace.as('U0ANANOVAK');
    await ana.command('support', '/customer');
    const [message] = ana.messages('support');
    expect(message?.ephemeral).toBe(true);
    await ana.click(message ?? 'home', { text: 'Go' });
    const click = workspace.deliveries.at(-1);
    const again = await workspace.deliver('interactive', click?.payload ?? {}, { times: 4 });
    expect(again.map((ack) => ack.outcome)).toEqual(['acked', 'acked', 'acked', 'acked']);
    expect(new Set(seen).size).toBe(1);
    expect(seen).toHaveLength(5);
  });
});

it('an HTTP delivery with a wrong or an old signature is refused by Bolt', async () => {
  const running = await withBolt('http', (app) => app.command('/plain', async ({ ack }) => ack()));
  const { workspace } = running;
  await workspace.as('U0ANANOVAK').command('support', '/plain');
  const { payload } = workspace.deliveries.at(-1) ?? { payload: {} };
  expect(await workspace.deliver('slash_commands', payload, { badSignature: true })).toMatchObject([
    { outcome: 'refused', status: 401 },
  ]);
  const old = new Date(Date.now() - 6 * 60_000);
  expect(await workspace.deliver('slash_commands', payload, { at: old })).toMatchObject([{ outcome: 'refused', status: 401 }]);
  expect(await workspace.deliver('slash_commands', payload)).toMatchObject([{ outcome: 'acked' }]);
  await running.close();
});

it('a Socket Mode client that is told to go comes back, and commands reach it again', async () => {
  const running = await withBolt('socket', (app) => app.command('/plain', async ({ ack }) => ack('Here')));
  const { workspace } = running;
  const ana = workspace.as('U0ANANOVAK');
  const connections = () => workspace.apiCalls.filter((entry) => entry.method === 'apps.connections.open').length;
  expect(connections()).toBe(1);
  workspace.disconnectApp('refresh_requested');
  await workspace.until(() => !workspace.appConnected());
  expect((await ana.command('support', '/plain')).say).toBe('/plain failed with the error "dispatch_failed"');
  await workspace.until(() => workspace.appConnected());
  expect(connections()).toBe(2);
  expect(await ana.command('support', '/plain')).toMatchObject({ ok: true });
  expect(ana.messages('support').map((message) => message.text)).toEqual(['Here']);
  await running.close();
});

it('a ticket for a connection works once', async () => {
  const workspace = await workspaceAlone({ delivery: 'socket' });
  const { body } = await call(workspace, 'apps.connections.open', {}, secrets.appToken);
  const connect = () =>
    new Promise<string>((resolve) => {
      const socket = new WebSocket(String(body.url));
      socket.on('message', (data) => resolve(JSON.parse(String(data)).type));
      socket.on('error', () => resolve('refused'));
    });
  expect(await connect()).toBe('hello');
  expect(await connect()).toBe('refused');
  await workspace.close();
});
