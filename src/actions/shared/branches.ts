import type { Branch, OperationsReader } from '../../api/operations/index.ts';
import { refuse } from '../../errors.ts';
import { speak } from '../../lib/language/speak.ts';
import type { Readers } from '../define.ts';

/** A branch and those above it, itself first: what a branch does not have of its own, it has from the one above. */
export function upwards(branches: readonly Branch[], branchId: number): number[] {
  const ids = [branchId];
  for (const id of ids) {
    const above = branches.find((branch) => branch.id === id)?.parent?.id;
    if (above !== undefined && !ids.includes(above)) ids.push(above);
  }
  return ids;
}

/** What a branch is called; refuses one that is not there. */
export async function existingBranch(operations: OperationsReader, branchId: number): Promise<string> {
  const { items } = await operations.branches.list({ query: { size: 500 } });
  const found = items.find(({ id }) => id === branchId);
  if (found === undefined) throw refuse(speak('There is no branch {branchId}: choose another one.', { branchId }));
  return found.name ?? speak('branch {branchId}', { branchId });
}

/** A branch by its name, or by its id if the list could not be read: no decision rests on how it is called. */
export function branchNameIn(branches: readonly Branch[] | undefined, id: number | undefined): string {
  if (id === undefined) return speak('no branch');
  return branches?.find((branch) => branch.id === id)?.name ?? speak('branch {id}', { id });
}

/** All branches; undefined if they cannot be read. */
export async function branchesOf({ operations }: Pick<Readers, 'operations'>): Promise<Branch[] | undefined> {
  return operations.branches.list({ query: { size: 500 } }).then(
    ({ items }) => items,
    () => undefined,
  );
}

/** The name of one branch. */
export async function branchName(readers: Pick<Readers, 'operations'>, id: number | undefined): Promise<string> {
  return branchNameIn(id === undefined ? undefined : await branchesOf(readers), id);
}
