import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readConfig } from '../src/config.ts';
import { agentsReadJournal, envFileInGit, openEnvFile, plainHttp, warningsOf } from '../src/warnings.ts';
import { policyOf } from './support/policy.ts';

const configOf = (more: Record<string, string> = {}) => {
  const read = readConfig({
    SLACK_BOT_TOKEN: 'xoxb-1',
    SLACK_APP_TOKEN: 'xapp-1',
    OPERATIONS_API_URL: 'https://api.example.com',
    OPERATIONS_AUTH_URL: 'https://auth.example.com',
    OPERATIONS_CLIENT_ID: 'a',
    OPERATIONS_CLIENT_KEY: 'b',
    ...more,
  });
  if (!read.ok) throw new Error(read.problems.join());
  return read.config;
};
const withGrants = (grants: string) =>
  policyOf(`
version: 1
currency: EUR
roles: { agent: { users: [U0ANA] }, lead: { users: [U0LEA] }, auditor: { users: [U0AUD] } }
grants: ${grants}
approvals: [{ name: all, require: { role: lead, count: 1 } }]
`);

it('a back office, or Slack, over plain http:// is named by its setting; one on this machine is not', () => {
  expect(plainHttp(configOf())).toEqual([]);
  expect(plainHttp(configOf({ OPERATIONS_API_URL: 'http://127.0.0.1:9/v1', OPERATIONS_AUTH_URL: 'http://localhost' }))).toEqual(
    [],
  );
  expect(plainHttp(configOf({ OPERATIONS_API_URL: 'http://api.example.com/v1' })).map(({ where }) => where)).toEqual([
    'OPERATIONS_API_URL',
  ]);
  expect(plainHttp(configOf({ SLACK_API_URL: 'http://slack.example.com/api' })).map(({ where }) => where)).toEqual([
    'SLACK_API_URL',
  ]);
  expect(plainHttp(configOf({ OPERATIONS_AUTH_URL: 'http://127.0.0.1.example.com' }))).toHaveLength(1);
});

it('an .env that every account can read, and one that is in git, are named', () => {
  const folder = mkdtempSync(join(tmpdir(), 'wheelhouse-env-'));
  expect([...openEnvFile(folder), ...envFileInGit(folder)]).toEqual([]);
  writeFileSync(join(folder, '.env'), 'SLACK_BOT_TOKEN=xoxb-secret\n');
  chmodSync(join(folder, '.env'), 0o600);
  expect(openEnvFile(folder)).toEqual([]);
  chmodSync(join(folder, '.env'), 0o644);
  expect(openEnvFile(folder)).toMatchObject([{ where: '.env', do: 'Run: chmod 600 .env' }]);
  const git = (...argv: string[]) => spawnSync('git', argv, { cwd: folder });
  git('init');
  expect(envFileInGit(folder)).toEqual([]);
  git('add', '.env');
  expect(envFileInGit(folder)).toMatchObject([{ where: '.env', say: expect.stringContaining('in git') }]);
  expect(JSON.stringify([openEnvFile(folder), envFileInGit(folder)])).not.toContain('xoxb');
});

it('a role that asks for changes, decides nothing and reads the journal is named', () => {
  expect(
    agentsReadJournal(
      withGrants('{ agent: [read.*, voucher.apply], lead: [read.*, read.audit, voucher.apply], auditor: [read.audit] }'),
    ),
  ).toEqual([]);
  expect(agentsReadJournal(withGrants('{ agent: [read.audit, voucher.apply] }'))).toMatchObject([{ where: 'grants.agent' }]);
  expect(agentsReadJournal(withGrants('{ agent: { branches: [1], may: ["*"] } }')).length).toBeLessThanOrEqual(1);
});

it('a role for reading the journal alone is named if it is given to those who ask for changes', () => {
  const given = (auditor: string, more = '') =>
    agentsReadJournal(
      policyOf(`
version: 1
currency: EUR
roles: { agent: { usergroups: [S0AGENTS], users: [U0ANA, U0LEA] }, lead: { users: [U0LEA] }, auditor: ${auditor}${more} }
grants: { agent: [read.*, voucher.apply], lead: ["*"], auditor: [read.audit] }
approvals: [{ name: all, require: { role: lead, count: 1 } }]
`),
    ).map(({ where }) => where);
  expect(given('{ usergroups: [S0AGENTS] }')).toEqual(['grants.auditor']);
  expect(given('{ users: [U0ANA] }')).toEqual(['grants.auditor']);
  expect(given('{ users: [U0LEA], usergroups: [S0AUDIT] }')).toEqual([]);
});

it('all of them are gathered for the start', () => {
  const folder = mkdtempSync(join(tmpdir(), 'wheelhouse-env-'));
  const config = configOf({ OPERATIONS_API_URL: 'http://api.example.com' });
  expect(warningsOf(config, withGrants('{ agent: [read.audit, voucher.apply] }'), folder).map(({ where }) => where)).toEqual([
    'OPERATIONS_API_URL',
    'grants.agent',
  ]);
});
