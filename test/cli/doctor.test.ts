import { chmodSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { doctor } from '../../src/cli/doctor.ts';
import { settingNames } from '../../src/config.ts';
import { testKey } from '../support/keys.ts';
import { type Answer, fileWith, serverThat, wheelhouse } from './run.ts';

const policyFile = fileURLToPath(new URL('../../policy.example.yml', import.meta.url));
const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

type Answers = Readonly<Record<string, Answer>>;

const slackIsWell: Answers = {
  '/auth.test': { body: { ok: true, team_id: 'T0', user_id: 'U0BOT', user: 'wheelhouse', team: 'Desk' } },
  '/apps.connections.open': { body: { ok: true, url: 'ws://127.0.0.1:1' } },
  '/usergroups.users.list': { body: { ok: true, users: ['U0A'] } },
  '/users.info': { body: { ok: true, user: { id: 'U0A', name: 'ann', team_id: 'T0' } } },
  '/conversations.info': { body: { ok: true, channel: { id: 'C0', is_member: true } } },
};
const operationsIsWell: Answers = {
  '/auth/sign-in-api-client': { body: { accessToken: 'a.b.c', refreshToken: 'r', expiresIn: 3_600 } },
  '/v2/branches': { body: [] },
  '/v2/vehicles/categories': { body: [] },
  '/v2/voucherables': { body: [] },
};

/** The settings of a deployment whose other sides are local servers that answer so. */
async function deployment(answers: { slack?: Answers; operations?: Answers } = {}): Promise<Record<string, string>> {
  const slack = await serverThat((path) => (answers.slack ?? slackIsWell)[path]);
  const operations = await serverThat((path) => ({ ...operationsIsWell, ...answers.operations })[path]);
  closers.push(slack.close, operations.close);
  return {
    SLACK_BOT_TOKEN: 'hush-bot',
    SLACK_APP_TOKEN: 'hush-app',
    SLACK_API_URL: `${slack.url}/`,
    OPERATIONS_API_URL: `${operations.url}/v2`,
    OPERATIONS_AUTH_URL: `${operations.url}/auth`,
    OPERATIONS_CLIENT_ID: 'client',
    OPERATIONS_CLIENT_KEY: 'hush-key',
    POLICY_FILE: policyFile,
    DATA_DIR: join(mkdtempSync(join(tmpdir(), 'wheelhouse-doctor-')), 'data'),
  };
}

const states = (lines: readonly string[]) => lines.slice(0, -1).map((line) => line.split(/\s+/).slice(0, 2).join(' '));

describe('wheelhouse doctor', () => {
  it('finds a complete deployment ready, and has a line for each part', async () => {
    const { ok, lines } = await doctor({ environment: await deployment() });
    expect(lines.filter((line) => line.startsWith('WRONG'))).toEqual([]);
    expect({ ok, last: lines.at(-1) }).toEqual({ ok: true, last: 'Ready: npm start' });
    expect(new Set(states(lines))).toEqual(
      new Set([
        'ok settings',
        'ok policy',
        'ok profile',
        'ok database',
        'ok slack',
        'ok roles',
        'ok channels',
        'ok clock',
        'ok operations',
        'ok smartmove',
        'ok running',
        // Embedded, with its key and its head beside it: what a restored folder would take back with it.
        'warn journal',
      ]),
    );
  });

  it('names what works and could be safer: its settings, its .env, and who may read the journal', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'wheelhouse-doctor-'));
    writeFileSync(join(folder, '.env'), 'X=1\n');
    chmodSync(join(folder, '.env'), 0o644);
    const policy = readFileSync(policyFile, 'utf8').replace(/^( {2}agent: \[)/m, '$1read.audit, ');
    const environment = {
      ...(await deployment()),
      OPERATIONS_API_URL: 'http://api.example.invalid/v2',
      POLICY_FILE: fileWith(policy),
    };
    const { lines } = await doctor({ environment, folder });
    for (const where of [
      'OPERATIONS_API_URL: begins with http://',
      '.env: can be read by every account',
      'grants.agent: lets people',
    ])
      expect(lines.join('\n')).toMatch(new RegExp(`^warn {3}safety +${where.replaceAll('.', '\\.')}`, 'm'));
  });

  it('an empty configuration is told line by line, with exit code 1', async () => {
    const { code, stdout } = await wheelhouse(['doctor'], {}, join(fileWith(''), '..'));
    expect(code).toBe(1);
    for (const name of ['SLACK_BOT_TOKEN', 'SLACK_SIGNING_SECRET', 'OPERATIONS_API_URL', 'OPERATIONS_CLIENT_KEY'])
      expect(stdout).toContain(`WRONG  settings  ${name} is not set`);
  });

  it('tells a refused token from a Slack that is not there', async () => {
    const refused = await doctor({
      environment: await deployment({ slack: { '/auth.test': { body: { ok: false, error: 'invalid_auth' } } } }),
    });
    expect(refused).toMatchObject({
      ok: false,
      lines: expect.arrayContaining([expect.stringMatching(/^WRONG {2}slack .*invalid_auth/)]),
    });
    const away = await doctor({ environment: { ...(await deployment()), SLACK_API_URL: 'http://127.0.0.1:1/' } });
    expect(away).toMatchObject({
      ok: true,
      lines: expect.arrayContaining([expect.stringMatching(/^warn {3}slack .*not reached/)]),
    });
  });

  it('names the scopes that the bot lacks', async () => {
    const authTest = {
      ...slackIsWell['/auth.test'],
      headers: { 'x-oauth-scopes': 'commands,chat:write' },
      body: slackIsWell['/auth.test']?.body,
    };
    const { lines } = await doctor({ environment: await deployment({ slack: { ...slackIsWell, '/auth.test': authTest } }) });
    expect(lines).toContainEqual(expect.stringMatching(/^WRONG {2}slack .*lacks .*users:read, usergroups:read/));
  });

  it.each([
    ['is not there', { ok: false, error: 'channel_not_found' }, 'error', /invite the app/],
    ['is archived', { ok: true, channel: { id: 'C0', is_archived: true } }, 'error', /another channel/],
    ['is read by another company', { ok: true, channel: { id: 'C0', is_ext_shared: true } }, 'error', /channel of your own/],
    ['is private and without the app', { ok: true, channel: { id: 'C0', is_private: true } }, 'error', /\/invite @Wheelhouse/],
    ['can’t be looked at', { ok: false, error: 'missing_scope' }, 'warning', /channels:read/],
  ])('names a channel of the policy that %s, the place that names it, and what to do', async (_, body, state, todo) => {
    const environment = await deployment({ slack: { ...slackIsWell, '/conversations.info': { body } } });
    const { findings } = JSON.parse((await doctor({ environment, json: true })).lines.join('')) as { findings: object[] };
    expect(findings).toContainEqual({
      state,
      what: 'channel',
      where: 'approvals[1].channel',
      say: expect.stringContaining('C0APPROVALS'),
      do: expect.stringMatching(todo),
    });
  });

  it.each([
    [-400, 'error', /ahead of Slack’s/],
    [60, 'warning', /behind Slack’s/],
    [0, 'ok', /agrees/],
  ])('says when the machine’s clock and Slack’s differ: by %s s', async (bySeconds, state, say) => {
    const date = new Date(Date.now() + bySeconds * 1_000).toUTCString();
    const slack = { ...slackIsWell, '/api.test': { body: { ok: true }, headers: { date } } };
    const { findings } = JSON.parse((await doctor({ environment: await deployment({ slack }), json: true })).lines.join('')) as {
      findings: { what: string }[];
    };
    expect(findings.find(({ what }) => what === 'clock')).toMatchObject({ state, say: expect.stringMatching(say) });
  });

  it('names a user group that Slack does not have, and one that is empty', async () => {
    const environment = await deployment({
      slack: { ...slackIsWell, '/usergroups.users.list': { body: { ok: false, error: 'no_such_subteam' } } },
    });
    const { lines, ok } = await doctor({ environment });
    expect(ok).toBe(false);
    expect(lines.join('\n')).toMatch(/^WRONG {2}user group +Slack has no user group S0AGENTS\./m);
    const empty = await doctor({
      environment: await deployment({ slack: { ...slackIsWell, '/usergroups.users.list': { body: { ok: true, users: [] } } } }),
    });
    expect(empty.lines.join('\n')).toMatch(/^warn {3}user group +the user group S0AGENTS is empty\./m);
  });

  it('as JSON every finding has its state, the setting or place, and what to do where something is to be done', async () => {
    const { code, stdout } = await wheelhouse(['doctor', '--json'], {}, join(fileWith(''), '..'));
    expect(code).toBe(1);
    const said = JSON.parse(stdout) as { ok: boolean; findings: { state: string; where: string; do: string }[] };
    expect(said.ok).toBe(false);
    const wrong = said.findings.filter(({ state }) => state === 'error');
    expect(wrong.map(({ where }) => where)).toEqual(expect.arrayContaining(['SLACK_BOT_TOKEN', 'OPERATIONS_CLIENT_KEY']));
    for (const { where, do: todo } of wrong) expect({ where, todo }).toEqual({ where, todo: expect.stringMatching(/./) });
  });

  it.each([
    [
      'a client that is not known',
      { '/auth/sign-in-api-client': { status: 401, body: {} } },
      'OPERATIONS_CLIENT_ID, OPERATIONS_CLIENT_KEY',
    ],
    ['an address without a sign-in', { '/auth/sign-in-api-client': { status: 404, body: {} } }, 'OPERATIONS_AUTH_URL'],
    ['an address without the API', { '/v2/branches': { status: 502, body: {} } }, 'OPERATIONS_API_URL'],
  ] as const)('names the setting behind %s', async (_, operations, where) => {
    const environment = await deployment({ operations });
    const { findings } = JSON.parse((await doctor({ environment, json: true })).lines.join('')) as { findings: object[] };
    expect(findings).toContainEqual(expect.objectContaining({ state: 'error', what: 'operations', where }));
  });

  it('a sign-in that is refused is wrong; an answer of another shape than assumed only warns', async () => {
    const refused = await doctor({
      environment: await deployment({ operations: { '/auth/sign-in-api-client': { status: 401, body: {} } } }),
    });
    expect(refused.lines.filter((line) => /^WRONG {2}operations/.test(line))).toHaveLength(1);
    const odd = await doctor({
      environment: await deployment({ operations: { '/v2/branches': { body: [{ id: 'not a number' }] } } }),
    });
    expect(odd.ok).toBe(true);
    expect(odd.lines).toContainEqual(expect.stringMatching(/^warn {3}operations .*branches.*assumed/));
  });

  it('no line holds a secret, not even when the database with its password does not answer', async () => {
    const environment = {
      ...(await deployment()),
      DATABASE_URL: 'postgres://me:hush-db@127.0.0.1:1/wheelhouse',
      JOURNAL_KEY: testKey,
    };
    const { ok, lines } = await doctor({ environment });
    expect(ok).toBe(false);
    expect(lines.join('\n')).toMatch(/WRONG {2}database .*nothing listens at its address/);
    expect(lines.join('\n')).not.toContain('hush');
  });

  const socketSmartmove = {
    SMARTMOVE_TOKEN_URL: 'http://127.0.0.1:1/token',
    SMARTMOVE_API_URL: 'http://127.0.0.1:1',
    SMARTMOVE_CLIENT_ID: 'client',
    SMARTMOVE_CLIENT_SECRET: 'hush',
    SMARTMOVE_COUNTRY: 'DE',
    SMARTMOVE_PROVIDER: 'ABC',
  };
  /** Of each setting a value that it can't have, with what else it takes for that one to matter. */
  const wrongValues: Readonly<
    Record<string, { value: string; with?: Readonly<Record<string, string>>; slack?: Answers; operations?: Answers }>
  > = {
    SLACK_TRANSPORT: { value: 'smoke' },
    SLACK_BOT_TOKEN: { value: 'xapp-x' },
    SLACK_APP_TOKEN: {
      value: 'x',
      slack: { ...slackIsWell, '/apps.connections.open': { body: { ok: false, error: 'not_allowed_token_type' } } },
    },
    SLACK_SIGNING_SECRET: { value: '', with: { SLACK_TRANSPORT: 'http' } },
    SLACK_API_URL: { value: 'http://127.0.0.1:1' },
    COMMAND_PREFIX: { value: 'Not This' },
    HOST: { value: '192.0.2.1' },
    PORT: { value: '70000' },
    METRICS_TOKEN: { value: 'a b' },
    OPERATIONS_API_URL: { value: 'http://127.0.0.1:1/v2' },
    OPERATIONS_AUTH_URL: { value: 'http://127.0.0.1:1/auth' },
    OPERATIONS_CLIENT_ID: { value: 'x', operations: { '/auth/sign-in-api-client': { status: 401, body: {} } } },
    OPERATIONS_CLIENT_KEY: { value: 'x', operations: { '/auth/sign-in-api-client': { status: 401, body: {} } } },
    SMARTMOVE_API_URL: { value: 'nonsense', with: socketSmartmove },
    SMARTMOVE_TOKEN_URL: { value: 'http://127.0.0.1:1/token', with: socketSmartmove },
    SMARTMOVE_CLIENT_ID: { value: '', with: socketSmartmove },
    SMARTMOVE_CLIENT_SECRET: { value: '', with: socketSmartmove },
    SMARTMOVE_COUNTRY: { value: 'Germany', with: socketSmartmove },
    SMARTMOVE_PROVIDER: { value: 'A', with: socketSmartmove },
    SMARTMOVE_PRODUCT_FIELD: { value: 'product' },
    OPERATIONS_API_PROFILE: { value: '/nowhere/profile.yml' },
    SMARTMOVE_API_PROFILE: { value: '/nowhere/profile.yml' },
    DATABASE_URL: { value: 'mysql://x', with: { JOURNAL_KEY: testKey } },
    DATA_DIR: { value: '/dev/null/data' },
    POLICY_FILE: { value: '/nowhere/policy.yml' },
    JOURNAL_KEY: { value: 'short' },
    JOURNAL_KEY_PREVIOUS: { value: 'short' },
    AUDIT_HEAD_FILE: { value: '/nowhere/head' },
    OTEL_EXPORTER_OTLP_ENDPOINT: { value: 'nonsense' },
    OTEL_EXPORTER_OTLP_PROTOCOL: { value: 'grpc' },
    LOG_LEVEL: { value: 'loud' },
  };

  it('has a wrong value of every setting to try', () => {
    expect(Object.keys(wrongValues).sort()).toEqual([...settingNames].sort());
  });

  it.each(Object.entries(wrongValues))('names %s when its value can’t be used, and says what to do', async (name, wrong) => {
    const environment = {
      ...(await deployment({ slack: wrong.slack, operations: wrong.operations })),
      ...wrong.with,
      [name]: wrong.value,
    };
    const said = JSON.parse((await doctor({ environment, json: true })).lines.join('')) as {
      findings: { state: string; where: string; do: string }[];
    };
    const found = said.findings.filter(({ state, where }) => state !== 'ok' && where.split(', ').includes(name));
    expect({ name, found: found.length > 0, doing: found.every(({ do: todo }) => todo !== '') }).toEqual({
      name,
      found: true,
      doing: true,
    });
  });
});
