import type { OperationsReader } from '../../api/operations/index.ts';
import { refuse } from '../../errors.ts';

/** What a branch is called; refuses one that is not there. */
export async function existingBranch(operations: OperationsReader, branchId: number): Promise<string> {
  const { items } = await operations.branches.list({ query: { size: 500 } });
  const found = items.find(({ id }) => id === branchId);
  if (found === undefined) throw refuse(`There is no branch ${branchId}: choose another one.`);
  return found.name ?? `branch ${branchId}`;
}
