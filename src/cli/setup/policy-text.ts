import { readFileSync } from 'node:fs';
import { projectFile } from '../../lib/project.ts';

/** What a first policy needs to know of a workspace and a desk. Ids as Slack has them. */
export type PolicyAnswers = {
  agents: string;
  leads: string;
  approvals: string;
  notifications: string;
  owner: string | undefined;
  currency: string;
  branch: number;
};

/** policy.example.yml with the ids of this workspace: its comments say what can be changed. */
export function policyText({ agents, leads, approvals, notifications, owner, currency, branch }: PolicyAnswers): string {
  const text = readFileSync(projectFile('policy.example.yml'), 'utf8')
    .replaceAll('S0AGENTS', agents)
    .replaceAll('S0LEADS', leads)
    .replaceAll('C0APPROVALS', approvals)
    .replace('channel: C0OPS\n', `channel: ${notifications}\n`)
    .replace(/^currency: \S+/m, `currency: ${currency}`)
    .replace(/^branch: \S+/m, `branch: ${branch}`)
    .replace(
      /^# Who may do what, and what needs whom\. .*$/m,
      '# Who may do what, and what needs whom. Made by npx wheelhouse setup. Check it when you have changed it:',
    );
  return owner === undefined ? text : text.replace(/^# owners: \[U0OWNER\]$/m, `owners: [${owner}]`);
}
