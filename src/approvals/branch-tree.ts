import type { AnyAction, Readers } from '../actions/define.ts';
import { asFault } from '../errors.ts';
import { type BranchTree, dependsOnBranches, treeOf } from './policy/branches.ts';
import type { Policy } from './policy/types.ts';

const deadlineMs = 3_000;

/**
 * Which branch lies within which, as the back office says now. Not asked if nothing in the policy depends on it; what may be drawn from an
 * envelope (it gives something of a template) depends on where its customer belongs.
 */
export async function readBranchTree(
  {
    policy,
    readers,
    log,
  }: {
    policy: Policy;
    readers: Pick<Readers, 'operations'>;
    log: { warn(facts: { err: { message: string } }, message: string): void };
  },
  action?: Pick<AnyAction, 'template' | 'party'>,
): Promise<BranchTree> {
  const mayBeDrawn = policy.envelopes !== null && action?.template !== undefined && action.party !== undefined;
  if (!mayBeDrawn && !dependsOnBranches(policy)) return 'not-considered';
  try {
    const { items } = await readers.operations.branches.list({ query: { size: 500 } }, { deadlineMs });
    // Nothing has no branch at all: an empty answer is none that can be judged by.
    if (items.length > 0) return treeOf(items);
    log.warn({ err: { message: 'the answer holds no branch' } }, 'the branches cannot be read, so no branch is known');
    return 'unreadable';
  } catch (error) {
    log.warn({ err: { message: asFault(error).message } }, 'the branches cannot be read, so no branch is known');
    return 'unreadable';
  }
}
