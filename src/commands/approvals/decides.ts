import { decidingRoles, fallbackRole } from '../../approvals/deciders.ts';
import type { Policy } from '../../approvals/policy/types.ts';
import type { RequestRecord } from '../../approvals/request.ts';
import { asFault } from '../../errors.ts';
import { warnSeldom } from '../../lib/log-seldom.ts';
import type { Interaction, Who } from '../context.ts';

/** Whether somebody with these roles may decide anything at all under this policy. */
export function decidesAnything(policy: Policy, roles: readonly string[]): boolean {
  const deciding = policy.approvals.flatMap(({ require }) =>
    require === 'none' ? [] : [require.role, ...(require.escalate === undefined ? [] : [require.escalate.role])],
  );
  return [...deciding, fallbackRole].some((role) => roles.includes(role));
}

/** Whether this person could decide this request; never their own, nor one about themselves. Asked for what is drawn: a press is judged afresh. */
export function decides(
  who: Who,
  record: Pick<RequestRecord, 'asker' | 'barred' | 'role' | 'escalateRole' | 'escalateAt'>,
  now: Date,
): boolean {
  const isOwn = record.asker === who.id || record.barred.includes(who.id);
  return !isOwn && decidingRoles(record, now).some((role) => who.roles.includes(role));
}

/** The same, of those too who stand in for somebody who is away. */
export async function mayDecide({ app, who }: Interaction, record: RequestRecord): Promise<boolean> {
  if (decides(who, record, app.clock.now())) return true;
  if (app.policy.away === null || record.state !== 'pending') return false;
  try {
    return (await app.approvals.postedMessages.approversOf(record)).some(({ id }) => id === who.id);
  } catch (error) {
    const { code, message } = asFault(error);
    warnSeldom(app, code, { err: { message } }, 'whether somebody stands in for an approver could not be looked up');
    return false;
  }
}
