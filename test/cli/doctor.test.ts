import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, test } from 'vitest';
import { doctor } from '../../src/cli/doctor.ts';
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
  test('finds a complete deployment ready, and has a line for each part', async () => {
    const { ok, lines } = await doctor({ environment: await deployment() });
    expect(lines.filter((line) => line.startsWith('WRONG'))).toEqual([]);
    expect({ ok, last: lines.at(-1) }).toEqual({ ok: true, last: 'Ready: npm start' });
    expect(new Set(states(lines))).toEqual(
      new Set(['ok settings', 'ok policy', 'ok database', 'ok slack', 'ok roles', 'ok operations', 'ok smartmove', 'ok running']),
    );
  });

  test('an empty configuration is told line by line, with exit code 1', async () => {
    const { code, stdout } = await wheelhouse(['doctor'], {}, join(fileWith(''), '..'));
    expect(code).toBe(1);
    for (const name of ['SLACK_BOT_TOKEN', 'SLACK_SIGNING_SECRET', 'OPERATIONS_API_URL', 'OPERATIONS_CLIENT_KEY'])
      expect(stdout).toContain(`WRONG  settings  ${name} is not set`);
  });

  test('tells a refused token from a Slack that is not there', async () => {
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

  test('names the scopes that the bot lacks', async () => {
    const authTest = {
      ...slackIsWell['/auth.test'],
      headers: { 'x-oauth-scopes': 'commands,chat:write' },
      body: slackIsWell['/auth.test']?.body,
    };
    const { lines } = await doctor({ environment: await deployment({ slack: { ...slackIsWell, '/auth.test': authTest } }) });
    expect(lines).toContainEqual(expect.stringMatching(/^WRONG {2}slack .*lacks .*users:read, usergroups:read/));
  });

  test('a sign-in that is refused is wrong; an answer of another shape than assumed only warns', async () => {
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

  test('no line holds a secret, not even when the database with its password does not answer', async () => {
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
});
