import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createEmulator } from 'emulate';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { parse } from 'yaml';
import { type BackOffice, startBackOffice } from '../../sandbox/back-office/index.ts';
import { valuesOf } from '../../sandbox/workspace/blocks.ts';
import { httpTransport, readAll } from '../../sandbox/workspace/http-transport.ts';
import { isThing, type Thing, things } from '../../sandbox/workspace/thing.ts';
import { parsePolicy } from '../../src/approvals/policy/parse.ts';
import { readConfig } from '../../src/config.ts';
import { seedFile } from '../../src/db/seed.ts';
import { systemClock } from '../../src/lib/clock.ts';
import { randomIds } from '../../src/lib/ids.ts';
import { startWheelhouse, type Wheelhouse } from '../../src/wheelhouse.ts';
import { silentLog } from '../support/log.ts';

/**
 * The main job against a Slack that nobody here wrote: strict about scopes, of which the app has those of the manifest and no other, and
 * about triggers, views and messages. It has no response_url and delivers nothing: both are beside it here.
 */
const token = 'xoxb-stranger';
const reader = 'xoxp-reader';
const signingSecret = 'stranger-signing-secret';
const manifest: { oauth_config: { scopes: { bot: string[] } } } = parse(
  readFileSync(new URL('../../manifest.yml', import.meta.url), 'utf8'),
);

type Call = { method: string; args: Thing; answer: Thing };
const calls: Call[] = [];
const said: Thing[] = [];

let emulator: { url: string; close(): Promise<void> };
let between: Server;
let betweenUrl = '';
let backOffice: BackOffice;
let app: Wheelhouse;
let slack: ReturnType<typeof httpTransport>;
let ids: { ana: string; lea: string; approvals: string; team: string };
const dataDir = mkdtempSync(join(tmpdir(), 'wheelhouse-stranger-'));

async function ask(method: string, args: Record<string, string>, as = reader): Promise<Thing> {
  const response = await fetch(`${emulator.url}/api/${method}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${as}` },
    body: new URLSearchParams(args),
  });
  const answer: unknown = await response.json();
  if (!isThing(answer) || answer.ok !== true) throw new Error(`${method}: ${JSON.stringify(answer)}`);
  return answer;
}

/** Passes the app's calls on, and takes down what is called and what is sent to response_urls. */
function listener(): Server {
  return createServer((incoming, response) => {
    void (async () => {
      const raw = await readAll(incoming);
      const method = incoming.url?.replace('/api/', '') ?? '';
      if (method.startsWith('/response/')) {
        const body: unknown = JSON.parse(raw);
        if (isThing(body)) said.push(body);
        response.end('ok');
        return;
      }
      const passed = await fetch(`${emulator.url}/api/${method}`, {
        method: 'POST',
        headers: { authorization: incoming.headers.authorization ?? '', 'content-type': incoming.headers['content-type'] ?? '' },
        body: raw,
      });
      const text = await passed.text();
      const args = Object.fromEntries(
        [...new URLSearchParams(raw)].map(([name, value]) => [name, /^[[{]/.test(value) ? JSON.parse(value) : value]),
      );
      calls.push({ method, args, answer: JSON.parse(text) });
      response.writeHead(passed.status, { 'content-type': 'application/json' }).end(text);
    })().catch(() => response.writeHead(500).end());
  });
}

beforeAll(async () => {
  emulator = await createEmulator({
    service: 'slack',
    port: 0,
    seed: {
      slack: {
        strict_scopes: true,
        users: [{ name: 'ana' }, { name: 'lea' }],
        channels: [{ name: 'approvals' }, { name: 'support' }],
        oauth_apps: [
          {
            app_id: 'A0APP',
            bot_id: 'B0APP',
            bot_user_id: 'U0APP',
            bot_name: 'wheelhouse',
            client_id: '1.1',
            client_secret: 'secret-of-tests',
            name: 'Wheelhouse',
            redirect_uris: [],
            scopes: manifest.oauth_config.scopes.bot,
          },
        ],
        tokens: [
          {
            token,
            type: 'bot',
            user: 'U0APP',
            app_id: 'A0APP',
            bot_id: 'B0APP',
            bot_user_id: 'U0APP',
            scopes: manifest.oauth_config.scopes.bot,
          },
          { token: reader, user: 'lea', scopes: ['users:read', 'channels:read', 'channels:history'] },
        ],
      },
    },
  });
  const people = things((await ask('users.list', {})).members);
  const channels = things((await ask('conversations.list', {})).channels);
  const idOf = (all: Thing[], name: string) => String(all.find((one) => one.name === name)?.id);
  ids = {
    ana: idOf(people, 'ana'),
    lea: idOf(people, 'lea'),
    approvals: idOf(channels, 'approvals'),
    team: String((await ask('auth.test', {}, token)).team_id),
  };
  between = listener();
  await new Promise<void>((resolve) => between.listen(0, '127.0.0.1', resolve));
  const address = between.address();
  betweenUrl = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  backOffice = await startBackOffice({ clock: systemClock, ids: randomIds });
  const policy = parsePolicy(`
version: 1
currency: EUR
branch: 1
roles:
  agent: { users: [${ids.ana}] }
  lead: { users: [${ids.lea}] }
grants:
  agent: [read.*, voucher.apply]
  lead: ["*"]
approvals:
  - name: goodwill
    match: { action: voucher.apply }
    require: { role: lead, count: 1 }
    channel: ${ids.approvals}
`);
  const settings = readConfig({
    SLACK_TRANSPORT: 'http',
    SLACK_BOT_TOKEN: token,
    SLACK_SIGNING_SECRET: signingSecret,
    SLACK_API_URL: `${betweenUrl}/api/`,
    HOST: '127.0.0.1',
    PORT: '0',
    OPERATIONS_API_URL: backOffice.operations.apiUrl,
    OPERATIONS_AUTH_URL: backOffice.operations.authUrl,
    OPERATIONS_CLIENT_ID: backOffice.operations.clientId,
    OPERATIONS_CLIENT_KEY: backOffice.operations.clientKey,
    DATA_DIR: dataDir,
  });
  if (!policy.ok || !settings.ok) throw new Error('the policy or a setting of this test is wrong');
  app = await startWheelhouse({
    config: settings.config,
    policy: policy.policy,
    policyWarnings: [],
    version: '0',
    clock: systemClock,
    ids: randomIds,
    log: silentLog,
    databaseSeed: seedFile,
  });
  slack = httpTransport({ clock: systemClock, changed() {} }, `http://127.0.0.1:${app.port}/slack/events`, signingSecret);
  while (!(await fetch(`http://127.0.0.1:${app.port}/readyz`)).ok);
});
afterAll(async () => {
  await app.stop();
  await Promise.all([slack.close(), backOffice.close(), emulator.close()]);
  between.closeAllConnections();
  between.close();
  rmSync(dataDir, { recursive: true, force: true });
});

const until = <T>(look: () => T | undefined | false) =>
  expect
    .poll(() => look() || undefined)
    .toBeDefined()
    .then(() => look() as T); // safe: it was just there
const triggerOf = async (person: string, view?: string) =>
  String(
    (await ask('views.generateTriggerId', view === undefined ? { user_id: person } : { user_id: person, view_id: view }, token))
      .trigger_id,
  );
const common = (person: string) => ({
  team: { id: ids.team, domain: 'stranger' },
  user: { id: person, username: 'somebody', name: 'somebody', team_id: ids.team },
  api_app_id: 'A0APP',
  token: 'unused',
});

async function command(person: string, name: string, text: string): Promise<void> {
  const payload = {
    team_id: ids.team,
    channel_id: ids.approvals,
    user_id: person,
    user_name: 'somebody',
    command: name,
    text,
    api_app_id: 'A0APP',
    response_url: `${betweenUrl}/response/1`,
    trigger_id: await triggerOf(person),
  };
  expect(await slack.send({ kind: 'slash_commands', payload })).toMatchObject({ outcome: 'acked' });
}

/** The newest state of a view that the app has drawn, as this Slack answered it. */
const drawn = (words: string) =>
  calls
    .flatMap(({ method, answer }) => (method.startsWith('views.') && isThing(answer.view) ? [answer.view] : []))
    .findLast((view) => JSON.stringify(view).includes(words));

it('looks a customer up', async () => {
  await command(ids.ana, '/customer', 'lookup 1010');
  expect(JSON.stringify(await until(() => said.find((body) => JSON.stringify(body).includes('Lena Novak'))))).toContain('1010');
});

it('asks for a voucher, shows the card, takes the yes and says Done', async () => {
  await command(ids.ana, '/voucher', 'apply 1010 50');
  const form = await until(() => drawn('Asks 1 lead'));
  const values = valuesOf(things(form.blocks));
  const reason = Object.keys(values).find((name) => name.startsWith('reason')) ?? 'reason';
  const element = Object.keys(values[reason] ?? { reason: {} })[0] ?? reason;
  const filled = { ...values, [reason]: { [element]: { type: 'plain_text_input', value: 'Waited in the rain' } } };
  const sent = await slack.send({
    kind: 'interactive',
    payload: {
      type: 'view_submission',
      ...common(ids.ana),
      trigger_id: await triggerOf(ids.ana, String(form.id)),
      view: { ...form, state: { values: filled } },
      response_urls: [],
    },
  });
  expect(sent).toMatchObject({ outcome: 'acked' });
  expect(JSON.stringify(sent)).not.toContain('"errors"');

  const card = await until(() =>
    calls.find(({ method, args }) => method === 'chat.postMessage' && args.channel === ids.approvals),
  );
  expect(card.answer.ok).toBe(true);
  const ts = String(card.answer.ts);
  const buttons = things(card.args.blocks).flatMap(({ elements }) => things(elements));
  const approve = buttons.find((one) => one.type === 'button' && JSON.stringify(one).includes('Approve'));
  const press = await slack.send({
    kind: 'interactive',
    payload: {
      type: 'block_actions',
      ...common(ids.lea),
      trigger_id: await triggerOf(ids.lea),
      response_url: `${betweenUrl}/response/2`,
      container: { type: 'message', message_ts: ts, channel_id: ids.approvals, is_ephemeral: false },
      channel: { id: ids.approvals, name: 'approvals' },
      message: { type: 'message', ts, text: String(card.args.text), blocks: card.args.blocks },
      actions: [{ ...approve, type: 'button', block_id: 'b', action_ts: '1.1' }],
    },
  });
  expect(press).toMatchObject({ outcome: 'acked' });

  const shown = async () => {
    const { messages } = await ask('conversations.history', { channel: ids.approvals });
    return String(things(messages).find((message) => message.ts === ts)?.text);
  };
  await expect.poll(shown).toMatch(/^Done/);
  expect(backOffice.writes().map(({ call }) => call)).toEqual(['vouchers.applyToCustomer']);
});

it('needed nothing of that Slack that the manifest’s scopes do not give, and was refused nothing', () => {
  const refused = calls.filter(({ answer }) => answer.ok !== true).map(({ method, answer }) => `${method}: ${answer.error}`);
  expect(refused).toEqual([]);
});
