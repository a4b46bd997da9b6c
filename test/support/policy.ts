import type { GateFacts } from '../../src/approvals/policy/gate.ts';
import { parsePolicy } from '../../src/approvals/policy/parse.ts';
import type { Policy } from '../../src/approvals/policy/types.ts';

/** The policy of this text. A test whose policy is wrong says so, with all that is wrong with it. */
export function policyOf(text: string): Policy {
  const parsed = parsePolicy(text);
  if (!parsed.ok) throw new Error(parsed.problems.map(({ line, say }) => `${line}: ${say}`).join('\n'));
  return parsed.policy;
}

/** A request as the policy looks at it: one voucher, for somebody who got none before. */
export const factsOf = (of: Partial<GateFacts> = {}): GateFacts => ({
  action: 'voucher.apply',
  risk: 'costly',
  count: 1,
  given: () => 0,
  givenByAsker: () => 0,
  askedFor: () => 0,
  branches: [],
  tree: 'not-considered',
  ...of,
});

export const euros = (amount: number) => ({ amount, currency: 'EUR' });
