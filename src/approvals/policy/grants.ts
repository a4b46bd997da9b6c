import { anyMeans } from './pattern.ts';
import type { NotableState, Policy } from './types.ts';

/** Whether somebody with these roles may start this action (`card.assign`) or see this (`read.customer`). */
export function mayStart(policy: Policy, roles: readonly string[], name: string): boolean {
  return roles.some((role) => Object.hasOwn(policy.grants, role) && anyMeans(policy.grants[role] ?? [], name));
}

/** The roles of the policy that may start or see this: whom to ask when one may not. */
export function rolesThatMay(policy: Policy, name: string): string[] {
  return Object.keys(policy.roles).filter((role) => mayStart(policy, [role], name));
}

/** The channels that are told of this action reaching this state, each once. */
export function notificationsFor(policy: Policy, state: NotableState, action: string): string[] {
  const channels = policy.notifications
    .filter((rule) => rule.on.includes(state) && anyMeans(rule.actions, action))
    .map(({ channel }) => channel);
  return [...new Set(channels)];
}
