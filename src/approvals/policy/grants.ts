import type { Branches } from '../../actions/define.ts';
import { type BranchTree, isWithin } from './branches.ts';
import { readsWithoutBranch, traitsOf } from './catalogue.ts';
import { anyMeans, means } from './pattern.ts';
import type { NotableState, Policy } from './types.ts';

/** Reads that show what others did, or more than is needed: a `read.*` never means them. */
const namedAlone: readonly string[] = ['read.audit', 'read.reveal', 'read.figures'];

/** Whether a name in `grants` means this action or read. */
export function grantMeans(pattern: string, name: string): boolean {
  return namedAlone.includes(name) ? pattern === name || pattern === '*' : means(pattern, name);
}

/** What has no branch: Smartmove, the journal, figures. */
export function isNowhere(name: string): boolean {
  return readsWithoutBranch.includes(name) || (!name.startsWith('read.') && traitsOf(name).isNowhere === true);
}

function grantsOf(policy: Policy, roles: readonly string[], name: string) {
  return roles
    .flatMap((role) => (Object.hasOwn(policy.grants, role) ? [policy.grants[role]] : []))
    .filter((grant) => grant !== undefined)
    .filter(({ may }) => may.some((pattern) => grantMeans(pattern, name)));
}

/**
 * Whether somebody with these roles may start this action (`card.assign`) or see this (`read.customer`) in any branch. What has no branch
 * is covered by no grant that is bounded by one.
 */
export function mayStart(policy: Policy, roles: readonly string[], name: string): boolean {
  const grants = grantsOf(policy, roles, name);
  return isNowhere(name) ? grants.some(({ branches }) => branches === undefined) : grants.length > 0;
}

/** The branches in which somebody may do this, their children included; `everywhere` when no grant is bounded. */
export function branchesFor(policy: Policy, roles: readonly string[], name: string): 'everywhere' | readonly number[] {
  const grants = grantsOf(policy, roles, name);
  if (grants.some(({ branches }) => branches === undefined)) return 'everywhere';
  return [...new Set(grants.flatMap(({ branches }) => branches ?? []))];
}

/** Whether a grant covers this action on these subjects. One that is bounded covers no subject whose branch is not known, and none without a branch. */
export function mayStartOn(
  policy: Policy,
  roles: readonly string[],
  name: string,
  where: { branches: Branches; tree: BranchTree },
): boolean {
  if (!mayStart(policy, roles, name)) return false;
  const bounds = branchesFor(policy, roles, name);
  if (bounds === 'everywhere') return true;
  return where.branches.length > 0 && where.branches.every((branch) => isWithin(where.tree, branch, bounds));
}

/** The roles of the policy that may start or see this: whom to ask when one may not. */
export function rolesThatMay(policy: Policy, name: string): string[] {
  return Object.keys(policy.roles).filter((role) => mayStart(policy, [role], name));
}

/** The channels that may be told of this action reaching this state, each once; of its risk, branch and amount `routes.ts` judges. */
export function notificationsFor(policy: Pick<Policy, 'notifications'>, state: NotableState, action: string): string[] {
  const channels = policy.notifications
    .filter(({ on, match }) => on.includes(state) && anyMeans(match.actions ?? ['*'], action))
    .map(({ channel }) => channel);
  return [...new Set(channels)];
}
