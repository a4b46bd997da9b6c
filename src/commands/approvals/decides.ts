import { decidingRoles, fallbackRole } from '../../approvals/deciders.ts';
import type { Policy } from '../../approvals/policy/types.ts';
import type { RequestRecord } from '../../approvals/request.ts';
import type { Who } from '../context.ts';

/** Whether somebody with these roles may decide anything at all under this policy. */
export function decidesAnything(policy: Policy, roles: readonly string[]): boolean {
  const deciding = policy.approvals.flatMap(({ require }) =>
    require === 'none' ? [] : [require.role, ...(require.escalate === undefined ? [] : [require.escalate.role])],
  );
  return [...deciding, fallbackRole].some((role) => roles.includes(role));
}

/** Whether this person could decide this request; never their own. Asked for what is drawn: a press is judged afresh. */
export function decides(
  who: Who,
  record: Pick<RequestRecord, 'asker' | 'role' | 'escalateRole' | 'escalateAt'>,
  now: Date,
): boolean {
  return record.asker !== who.id && decidingRoles(record, now).some((role) => who.roles.includes(role));
}
