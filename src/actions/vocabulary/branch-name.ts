import type { Branch } from '../../api/operations/index.ts';
import type { Readers } from '../define.ts';

/** A branch by its name, or by its id where the list could not be read: no decision rests on how it is called. */
export function branchNameIn(branches: readonly Branch[] | undefined, id: number | undefined): string {
  if (id === undefined) return 'no branch';
  return branches?.find((branch) => branch.id === id)?.name ?? `branch ${id}`;
}

/** All branches; undefined where they cannot be read. */
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
