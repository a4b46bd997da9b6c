import type { People, Policy } from '../approvals/policy/types.ts';
import type { Standing } from '../approvals/ports.ts';
import type { RequestRecord } from '../approvals/request.ts';

/** A card is no roll call: a role of people by name is pinged up to here. */
const mostPeople = 10;

/**
 * Whom a card in a channel calls when it is posted: the user groups of the role that decides, those whom the policy names and who are not
 * away, and who stands in for those who are; never the asker, nor anybody who may not decide this one. Nobody where the rule says
 * `ping: nobody`. `called`: who is to decide it, if that is known and anybody can be away.
 */
export function pingOf(
  policy: Pick<Policy, 'approvals' | 'roles'>,
  record: RequestRecord,
  called?: readonly Pick<Standing, 'id' | 'standsInFor'>[],
): People | undefined {
  if (record.state !== 'pending' || record.role === undefined) return undefined;
  const rule = policy.approvals.find(({ name }) => name === record.rule);
  const role = policy.roles[record.role];
  if (rule?.ping === 'nobody' || role === undefined) return undefined;
  const named = role.users.filter(
    (person) =>
      person !== record.asker &&
      !record.barred.includes(person) &&
      (called === undefined || called.some(({ id, standsInFor }) => id === person && standsInFor === undefined)),
  );
  const standIns = (called ?? []).flatMap(({ id, standsInFor }) => (standsInFor === undefined ? [] : [id]));
  return { usergroups: role.usergroups, users: [...standIns, ...named].slice(0, mostPeople) };
}
