import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { checkPolicy, policySchema } from '../../src/cli/policy.ts';
import { fileWith, larger, pipe, serverThat, wheelhouse } from './run.ts';

const valid = `version: 1
currency: EUR
roles:
  agent: { usergroups: [S0AGENTS] }
  lead: { usergroups: [S0LEADS], users: [U0BOSS] }
approvals:
  - name: two leads
    match: { action: voucher.apply }
    require: { role: lead, count: 2 }
`;

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

/** A Slack with these groups and people; everybody else is not found. */
async function slackWith({
  groups,
  people,
  channels = {},
}: {
  groups: Readonly<Record<string, string[]>>;
  people: Readonly<Record<string, object>>;
  channels?: Readonly<Record<string, object>>;
}) {
  const server = await serverThat((path, { body }) => {
    const asked = new URLSearchParams(body);
    if (path === '/auth.test') return { body: { ok: true, team_id: 'T0', user_id: 'U0BOT', user: 'wheelhouse', team: 'Desk' } };
    if (path === '/usergroups.users.list') {
      const users = groups[asked.get('usergroup') ?? ''];
      return { body: users ? { ok: true, users } : { ok: false, error: 'no_such_subteam' } };
    }
    if (path === '/users.info') {
      const id = asked.get('user') ?? '';
      const person = people[id];
      return {
        body: person ? { ok: true, user: { id, team_id: 'T0', name: id, ...person } } : { ok: false, error: 'user_not_found' },
      };
    }
    if (path === '/conversations.info') {
      const channel = channels[asked.get('channel') ?? ''];
      return { body: channel ? { ok: true, channel } : { ok: false, error: 'channel_not_found' } };
    }
    return undefined;
  });
  closers.push(server.close);
  return { SLACK_BOT_TOKEN: 'token-of-tests', SLACK_API_URL: server.url };
}

describe('wheelhouse policy check', () => {
  it('says that a valid file is valid, with exit code 0', async () => {
    const file = fileWith(valid);
    expect(await wheelhouse(['policy', 'check', file])).toMatchObject({
      code: 0,
      stdout: `${file} is valid: 2 roles, 1 approval rule, 0 notification rules.\n`,
    });
  });

  it('says file, line and column of each problem, with exit code 1', async () => {
    const file = fileWith(valid.replace('voucher.apply', 'vouchr.apply').replace('currency: EUR', 'currency: EUR\ncolour: red'));
    const { code, stdout } = await wheelhouse(['policy', 'check'], { POLICY_FILE: file });
    expect(code).toBe(1);
    expect(stdout).toContain(`${file}:3:1 colour: "colour" is not known here.`);
    const named = await wheelhouse(['policy', 'check', fileWith(valid.replace('voucher.apply', 'vouchr.apply'))]);
    expect(named.stdout).toMatch(/policy\.yml:8:22 approvals\[0\]\.match\.action: .*Did you mean "voucher\.apply"\?/);
  });

  it('says what to do when there is no file', async () => {
    const outcome = await checkPolicy({ environment: {} }, '/nowhere/policy.yml', { live: false });
    expect(outcome).toEqual({
      ok: false,
      lines: ['/nowhere/policy.yml is not there. Copy policy.example.yml to it, or name another file.'],
    });
  });

  it.each([
    ['a device', () => '/dev/zero', /is a device or a pipe/],
    ['a pipe', () => pipe(), /is a device or a pipe/],
    ['a folder', () => join(fileWith(''), '..'), /is a folder, and must be an ordinary file/],
    ['36 MB', () => larger(fileWith(valid)), /has 36 MB, and may have 1 MB at most/],
  ])('a file that is %s is one line, and is not read', async (_what, file, why) => {
    const { ok, lines } = await checkPolicy({ environment: { POLICY_FILE: file() } }, undefined, { live: false });
    expect({ ok, lines }).toEqual({ ok: false, lines: [expect.stringMatching(why)] });
  });

  it('an unknown command is exit code 2', async () => {
    expect(await wheelhouse(['policy', 'chek'])).toMatchObject({ code: 2, stderr: expect.stringContaining('unknown command') });
  });
});

describe('wheelhouse policy check --live', () => {
  const live = (environment: Readonly<Record<string, string>>) => checkPolicy({ environment }, fileWith(valid), { live: true });

  it('is content when enough people who may decide hold each role', async () => {
    const outcome = await live(
      await slackWith({ groups: { S0AGENTS: ['U0A'], S0LEADS: ['U0L'] }, people: { U0A: {}, U0L: {}, U0BOSS: {} } }),
    );
    expect(outcome).toMatchObject({
      ok: true,
      lines: [expect.stringContaining('is valid'), expect.stringContaining('agent 1, lead 2')],
    });
  });

  it('a count that can never be reached, and a role nobody holds, are errors; guests, bots, strangers and the deleted do not count', async () => {
    const environment = await slackWith({
      groups: { S0AGENTS: ['U0G', 'U0B', 'U0S', 'U0D', 'U0GONE'], S0LEADS: [] },
      people: {
        U0G: { is_restricted: true },
        U0B: { is_bot: true },
        U0S: { is_stranger: true },
        U0D: { deleted: true },
        U0BOSS: {},
      },
    });
    const outcome = await live(environment);
    expect(outcome.ok).toBe(false);
    expect(outcome.lines).toEqual([
      expect.stringMatching(/:4:3 roles\.agent: Nobody holds/),
      expect.stringMatching(/:9:35 approvals\[0\]\.require\.count: .*asks for 2 and "lead" is held by 1/),
    ]);
  });

  it('a channel that another company reads or is invited to, or that cannot be seen, is an error at its place', async () => {
    const environment = await slackWith({
      groups: { S0AGENTS: ['U0A'], S0LEADS: ['U0L'] },
      people: { U0A: {}, U0L: {}, U0BOSS: {} },
      channels: { C0OURS: {}, C0SHARED: { is_ext_shared: true }, C0INVITED: { is_pending_ext_shared: true } },
    });
    const notify = (channel: string) => `  - { on: [done], actions: ["*"], channel: ${channel} }\n`;
    const text = `${valid}    channel: C0SHARED\nnotifications:\n${['C0OURS', 'C0INVITED', 'C0GONE'].map(notify).join('')}`;
    const outcome = await checkPolicy({ environment }, fileWith(text), { live: true });
    expect(outcome.ok).toBe(false);
    expect(outcome.lines).toEqual([
      expect.stringMatching(/:10:14 approvals\[0\]\.channel: another company reads C0SHARED/),
      expect.stringMatching(/:13:\d+ notifications\[1\]\.channel: another company reads C0INVITED/),
      expect.stringMatching(/:14:\d+ notifications\[2\]\.channel: Slack does not say who reads C0GONE/),
    ]);
  });

  it('says so when Slack cannot be asked, or there is no token to ask with', async () => {
    expect(await live({})).toEqual({ ok: false, lines: ['--live asks Slack: set SLACK_BOT_TOKEN.'] });
    const server = await serverThat(() => ({ body: { ok: false, error: 'invalid_auth' } }));
    closers.push(server.close);
    expect(await live({ SLACK_BOT_TOKEN: 'token-of-tests', SLACK_API_URL: server.url })).toEqual({
      ok: false,
      lines: ['Slack could not be asked: invalid_auth.'],
    });
  });
});

it('the schema for editors knows every key of the file and refuses others', async () => {
  const { lines } = await policySchema();
  expect(JSON.parse(lines.join('\n'))).toMatchObject({
    type: 'object',
    additionalProperties: false,
    required: expect.arrayContaining(['version', 'currency', 'roles']),
    properties: {
      approvals: { items: { properties: { decideWithin: { type: 'string' }, require: expect.anything() } } },
      notifications: expect.anything(),
      privacy: expect.anything(),
    },
  });
});

it('names the variable of a webhook that is not set', async () => {
  const file = fileWith(`${valid}webhooks: [{ url: "https://desk.example.com/", on: done, secret: HOOK_SECRET }]\n`, 'hooks.yml');
  const missing = await checkPolicy({ environment: {} }, file, { live: false });
  expect(missing).toMatchObject({
    ok: false,
    lines: [expect.stringMatching(/hooks\.yml:\d+:\d+.*The variable HOOK_SECRET is not set/)],
  });
  expect(await checkPolicy({ environment: { HOOK_SECRET: 'x' } }, file, { live: false })).toMatchObject({ ok: true });
});

it('the schema in the repository is the one that the code gives, and the example file refers to it', async () => {
  const { lines } = await policySchema();
  const stored = readFileSync(new URL('../../policy.schema.json', import.meta.url), 'utf8');
  expect(JSON.parse(stored), 'run: node bin/run.js scripts/policy-schema.ts').toEqual(JSON.parse(lines.join('\n')));
  const example = readFileSync(new URL('../../policy.example.yml', import.meta.url), 'utf8');
  expect(example.split('\n')[0]).toBe('# yaml-language-server: $schema=./policy.schema.json');
});
