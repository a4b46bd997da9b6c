import { parsePolicy } from '../../../src/approvals/policy/parse.ts';
import type { Problem } from '../../../src/lib/yaml-problems.ts';

export const hourMs = 3_600_000;
export const dayMs = 24 * hourMs;

/** A valid file whose first rule, if any, begins on line 12. */
export function policyText(approvals: string): string {
  return `version: 1
currency: EUR
roles:
  agent: { usergroups: [S0AGENTS] }
  lead:
    usergroups: [S0LEADS]
  chief: { users: [U0CHIEF] }
grants:
  agent: [read.*, card.*]
  lead: ["*"]
approvals:${approvals === '' ? ' []\n' : approvals}`;
}

export function problemsIn(text: string): Problem[] {
  const parsed = parsePolicy(text);
  return parsed.ok ? [] : parsed.problems;
}
