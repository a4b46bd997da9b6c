import type { Readers } from '../define.ts';

/** A branch by its name, or by its id where the list cannot be read: no decision rests on how it is called. */
export async function branchName({ operations }: Pick<Readers, 'operations'>, id: number | undefined): Promise<string> {
  if (id === undefined) return 'no branch';
  const branches = await operations.branches.list({ query: { size: 500 } }).catch(() => undefined);
  return branches?.items.find((branch) => branch.id === id)?.name ?? `branch ${id}`;
}
