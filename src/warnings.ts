import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { mayStart } from './approvals/policy/grants.ts';
import type { Policy } from './approvals/policy/types.ts';
import type { Config } from './config.ts';

/** Something about a deployment that works and is not as safe as it should be: where it is, what is wrong, what to do. */
export type Warning = { where: string; say: string; do: string };

/** All of them; logged at the start. */
export function warningsOf(config: Config, policy: Policy, folder: string): Warning[] {
  return [...settingWarnings(config, folder), ...agentsReadJournal(policy)];
}

/** Those that need no policy. */
export function settingWarnings(config: Config, folder: string): Warning[] {
  return [...plainHttp(config), ...openEnvFile(folder), ...envFileInGit(folder)];
}

/** What goes to a back office or to Slack over plain http:// can be read on the way: the key, and customers' data. */
export function plainHttp({ slack, operations, smartmove }: Pick<Config, 'slack' | 'operations' | 'smartmove'>): Warning[] {
  const urls = {
    SLACK_API_URL: slack.apiUrl,
    OPERATIONS_API_URL: operations.apiUrl,
    OPERATIONS_AUTH_URL: operations.authUrl,
    SMARTMOVE_API_URL: smartmove?.apiUrl,
    SMARTMOVE_TOKEN_URL: smartmove?.tokenUrl,
  };
  return Object.entries(urls)
    .filter(([, url]) => url !== undefined && isPlain(url))
    .map(([where]) => ({
      where,
      say: 'begins with http://, so keys and customers’ data can be read on the way.',
      do: 'Write the https:// address.',
    }));
}

/** Loopback goes over no wire. */
function isPlain(text: string): boolean {
  const { protocol, hostname } = new URL(text);
  return protocol === 'http:' && !/^(localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(hostname);
}

/** Every account of the machine can read the secrets. */
export function openEnvFile(folder: string): Warning[] {
  try {
    if (process.platform === 'win32' || (statSync(join(folder, '.env')).mode & 0o004) === 0) return [];
  } catch {
    return [];
  }
  return [{ where: '.env', say: 'can be read by every account of this machine.', do: 'Run: chmod 600 .env' }];
}

/** Secrets in a repository are everybody's who ever clones it. */
export function envFileInGit(folder: string): Warning[] {
  // What a folder does not hold is not asked of git, which takes as long as much of a start.
  if (!existsSync(join(folder, '.env'))) return [];
  const { status, stdout } = spawnSync('git', ['ls-files', '--', '.env'], { cwd: folder, encoding: 'utf8', timeout: 2_000 });
  if (status !== 0 || stdout.trim() === '') return [];
  return [
    {
      where: '.env',
      say: 'is in git, so anyone who has a clone has the secrets.',
      do: 'Run: git rm --cached .env, and replace every secret in it.',
    },
  ];
}

/** Who asks for things should not read what everybody did: the journal shows every reason and every look. */
export function agentsReadJournal(policy: Policy): Warning[] {
  const deciding = new Set(
    policy.approvals.flatMap(({ require }) =>
      require === 'none' ? [] : [require.role, ...(require.escalate === undefined ? [] : [require.escalate.role])],
    ),
  );
  const asking = Object.keys(policy.grants).filter((role) => !deciding.has(role) && asksForChanges(policy, role));
  return Object.keys(policy.grants)
    .filter((role) => !deciding.has(role) && mayStart(policy, [role], 'read.audit'))
    .filter((role) => asking.some((other) => other === role || shareSomebody(policy, role, other, [...deciding])))
    .map((role) => ({
      where: `grants.${role}`,
      say: 'lets people who ask for changes read the journal (read.audit): who looked at whom, and every reason.',
      do: 'Give read.audit to those who decide, or to a role of its own.',
    }));
}

/** Whether a group or a person is named in both roles, and does not decide. */
function shareSomebody({ roles }: Pick<Policy, 'roles'>, one: string, other: string, deciding: readonly string[]): boolean {
  const namedIn = (role: string) => [...(roles[role]?.usergroups ?? []), ...(roles[role]?.users ?? [])];
  const deciders = deciding.flatMap(namedIn);
  return namedIn(one).some((id) => namedIn(other).includes(id) && !deciders.includes(id));
}

function asksForChanges({ grants }: Pick<Policy, 'grants'>, role: string): boolean {
  return grants[role]?.may.some((name) => !name.startsWith('read.')) === true;
}
