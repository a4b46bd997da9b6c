import type { Branches } from '../../actions/define.ts';
import type { Policy } from './types.ts';

/**
 * Which branch lies within which: each with the one above it, null at the top. `unreadable` when the back office could not be asked: then
 * no branch is known. `not-considered` when there is nobody to ask (the command line without a back office): a branch is itself alone.
 */
export type BranchTree = ReadonlyMap<number, number | null> | 'unreadable' | 'not-considered';

/** A branch and all those above it; undefined when its place is not known. */
export function chainOf(tree: BranchTree, branch: number): number[] | undefined {
  if (tree === 'unreadable') return undefined;
  if (tree === 'not-considered') return [branch];
  if (!tree.has(branch)) return undefined;
  const chain: number[] = [];
  // A list that names a branch above itself must not hang the app.
  for (let next: number | null | undefined = branch; next != null && !chain.includes(next); next = tree.get(next))
    chain.push(next);
  return chain;
}

/** Whether a branch is one of these, or lies within one of them; false when that is not known. */
export function isWithin(tree: BranchTree, branch: number | undefined, these: readonly number[]): boolean {
  if (branch === undefined) return false;
  return chainOf(tree, branch)?.some((one) => these.includes(one)) ?? false;
}

/** Every branch that the rules name. */
export function namedBranches(policy: Pick<Policy, 'approvals'>): number[] {
  return [...new Set(policy.approvals.flatMap(({ match }) => match.branches ?? []))];
}

/** Whether anything in the policy depends on where something belongs. */
export function dependsOnBranches(policy: Policy): boolean {
  const areRoutes = policy.notifications.some(({ match }) => match.branches !== undefined);
  return (
    areRoutes || namedBranches(policy).length > 0 || Object.values(policy.grants).some(({ branches }) => branches !== undefined)
  );
}

/** What something is judged as: the chain of each branch that it may belong to. An empty chain is no branch. */
export type Candidate = { chain: readonly number[]; isKnown: boolean };

/**
 * One candidate for each subject of a known branch. A subject whose branch is not known is judged as if it were of each branch that the
 * rules name and of none. Something without a branch is of none.
 */
export function candidatesOf(policy: Policy, branches: Branches, tree: BranchTree): Candidate[] {
  if (branches.length === 0) return [{ chain: [], isKnown: true }];
  const candidates = branches.flatMap((branch): Candidate[] => {
    const chain = branch === undefined ? undefined : chainOf(tree, branch);
    if (chain !== undefined) return [{ chain, isKnown: true }];
    const possible = namedBranches(policy).map((named) => chainOf(tree, named) ?? [named]);
    return [[], ...possible].map((one) => ({ chain: one, isKnown: false }));
  });
  const seen = new Set<string>();
  return candidates.filter(({ chain }) => {
    const key = chain.join();
    return !seen.has(key) && seen.add(key) !== undefined;
  });
}

/** The tree of what `GET /branches` answers. */
export function treeOf(branches: readonly { id: number; parent?: { id: number } | undefined }[]): BranchTree {
  return new Map(branches.map(({ id, parent }) => [id, parent?.id ?? null]));
}
