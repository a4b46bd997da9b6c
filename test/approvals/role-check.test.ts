import { pino } from 'pino';
import { expect, it } from 'vitest';
import { holdingProblems } from '../../src/approvals/policy/holding.ts';
import { parsePolicy } from '../../src/approvals/policy/parse.ts';
import type { Directory } from '../../src/approvals/ports.ts';
import { createRoleCheck } from '../../src/approvals/role-check.ts';
import { Fault } from '../../src/errors.ts';
import { handClock } from '../support/clock.ts';

const text = `version: 1
currency: EUR
roles:
  agent: { usergroups: [S0AGENTS] }
  lead: { usergroups: [S0LEADS] }
approvals:
  - name: goodwill
    match: { action: voucher.apply }
    require: { role: lead, count: 2 }
`;

const person = (id: string) => ({ id, name: id, timeZone: 'UTC', barred: undefined });

function check(holders: Directory['holders']) {
  const parsed = parsePolicy(text);
  if (!parsed.ok) throw new Error('the policy is valid');
  const logged: string[] = [];
  const clock = handClock();
  const never = () => Promise.reject(new Error('not asked'));
  const roles = createRoleCheck({
    directory: { holders, rightsOf: never, standing: never, rolesOf: never, seatsOf: never, peopleOf: never },
    policy: parsed.policy,
    problems: (held) => holdingProblems(parsed, held).map(({ line, say }) => `${line}: ${say}`),
    clock,
    log: pino({ level: 'warn' }, { write: (line: string) => logged.push(line) }),
  });
  return { roles, clock, logged };
}

it('a role that nobody holds, and a count that can never be reached, are warned of after the start', async () => {
  const { roles, logged } = check(async (role) => (role === 'lead' ? [person('U0LEA')] : []));
  roles.start();
  await expect.poll(() => roles.warnings().length).toBe(2);
  expect(roles.warnings()[0]).toMatch(/^4: Nobody holds the role "agent"/);
  expect(roles.warnings()[1]).toMatch(/^9: .*2/);
  expect(logged).toHaveLength(2);
});

it('a Slack that does not answer is asked again, and says nothing wrong meanwhile', async () => {
  let asked = 0;
  const { roles, clock, logged } = check(async () => {
    asked += 1;
    if (asked === 1) throw new Fault('slack_unavailable', 'Slack did not answer.');
    return [person('U0LEA'), person('U0LEO')];
  });
  roles.start();
  await expect.poll(() => asked).toBe(1);
  await expect
    .poll(() => {
      clock.forward(1_000);
      return asked;
    })
    .toBe(3);
  expect({ warnings: roles.warnings(), logged }).toEqual({ warnings: [], logged: [] });
});
