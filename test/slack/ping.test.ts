import { expect, it } from 'vitest';
import type { RequestRecord } from '../../src/approvals/request.ts';
import { pingOf } from '../../src/slack/ping.ts';
import { policyOf } from '../support/policy.ts';

const policy = policyOf(`
version: 1
currency: EUR
roles:
  lead: { usergroups: [S0LEADS], users: [U0TOM, U0SUE] }
owners: [U0OWNER]
away: { roles: [lead] }
`);
// safe: it looks at nothing else
const record = { state: 'pending', role: 'lead', asker: 'U0ANA', barred: [] as string[] } as unknown as RequestRecord;

it('calls who stands in, beside the group, and nobody by name who is away', () => {
  const called = [{ id: 'U0SUE' }, { id: 'U0BEN', standsInFor: 'U0TOM' }];
  expect(pingOf(policy, record, called)).toEqual({ usergroups: ['S0LEADS'], users: ['U0BEN', 'U0SUE'] });
});

it('calls nobody by name while Slack does not say who could decide, and everybody named where nobody can be away', () => {
  expect(pingOf(policy, record, [])).toEqual({ usergroups: ['S0LEADS'], users: [] });
  expect(pingOf(policy, record)).toEqual({ usergroups: ['S0LEADS'], users: ['U0TOM', 'U0SUE'] });
});

it('never calls the asker, nor anybody whose own customer it is about', () => {
  const own = { ...record, asker: 'U0TOM', barred: ['U0SUE'] } as RequestRecord;
  expect(pingOf(policy, own)).toEqual({ usergroups: ['S0LEADS'], users: [] });
});
