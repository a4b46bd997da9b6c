import type { Branches } from '../actions/define.ts';
import type { BranchTree } from '../approvals/policy/branches.ts';
import type { Gate } from '../approvals/policy/gate.ts';
import { mayStartOn, rolesThatMay } from '../approvals/policy/grants.ts';
import type { Policy } from '../approvals/policy/types.ts';
import type { Directory, Standing } from '../approvals/ports.ts';
import type { Environment } from '../config.ts';
import { listed } from '../lib/text.ts';
import type { CommandEnd } from './arguments.ts';
import { slackSettingsOf } from './policy.ts';

/** Who may start it and who could decide it, as far as Slack can be asked. */
export async function peopleOf(
  environment: Environment,
  policy: Policy,
  asked: Started,
  gate: Gate,
  asker: string | undefined,
): Promise<CommandEnd> {
  const settings = slackSettingsOf(environment);
  const roles = rolesThatMay(policy, asked.action).filter((role) => covers(policy, [role], asked));
  const byRoles = roles.length === 0 ? 'No role may start it.' : `It may be started by: ${roles.join(', ')}.`;
  if (settings === undefined) {
    return {
      lines: [byRoles, 'Who holds the roles is not known here: set SLACK_BOT_TOKEN to see names.'],
      code: roles.length === 0 ? 1 : 0,
    };
  }
  const { openDirectory, slackTrouble } = await import('./holders.ts');
  try {
    const directory = await openDirectory(settings, policy);
    const start = asker === undefined ? { lines: [byRoles], code: 0 as const } : await startOf(directory, policy, asked, asker);
    const decide = gate.kind === 'none' ? { lines: [], code: 0 as const } : await decideOf(directory, gate, asker);
    return { lines: [...decide.lines, ...start.lines], code: start.code === 0 ? decide.code : start.code };
  } catch (error) {
    return { lines: [byRoles, `Slack could not be asked who holds the roles: ${slackTrouble(error)}.`], code: 1 };
  }
}

/** What is to be started, and where. */
type Started = { action: string; where: { branches: Branches; tree: BranchTree } };

function covers(policy: Policy, roles: readonly string[], { action, where }: Started): boolean {
  return mayStartOn(policy, roles, action, where);
}

async function startOf(directory: Directory, policy: Policy, asked: Started, asker: string): Promise<CommandEnd> {
  const { look } = await import('./holders.ts');
  const [standing, roles] = await Promise.all([directory.standing(asker, look), directory.rolesOf(asker, look)]);
  const who = nameOf(standing);
  if (standing.barred !== undefined) return { lines: [`${who} may not start it: ${standing.barred}`], code: 1 };
  if (covers(policy, roles, asked)) {
    const by = roles.filter((role) => covers(policy, [role], asked));
    return { lines: [`${who} may start it, as ${listed(by)}.`], code: 0 };
  }
  const held = roles.length === 0 ? 'holds no role of this policy' : `holds ${listed(roles)}, which may not`;
  const may = rolesThatMay(policy, asked.action).filter((role) => covers(policy, [role], asked));
  return {
    lines: [`${who} may not start it: ${held}. ${may.length === 0 ? 'No role may' : `It takes ${listed(may, 'or')}`}.`],
    code: 1,
  };
}

async function decideOf(
  directory: Directory,
  gate: Extract<Gate, { kind: 'votes' }>,
  asker: string | undefined,
): Promise<CommandEnd> {
  const { look } = await import('./holders.ts');
  const others = (await directory.holders(gate.role, look)).filter(({ id }) => id !== asker);
  const names = others.length === 0 ? 'nobody' : listed(others.map(nameOf));
  if (others.length >= gate.count) return { lines: [`Could decide it now: ${names}.`], code: 0 };
  return {
    lines: [
      `Could decide it now: ${names}. That is fewer than the ${gate.count} it takes, so it would be refused before anybody is asked.`,
    ],
    code: 1,
  };
}

function nameOf({ id, name }: Standing): string {
  return name === id ? id : `${name} (${id})`;
}
