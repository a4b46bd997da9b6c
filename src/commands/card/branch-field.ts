import { type Field, labels } from '../../views/form/form.ts';
import { choicesOf } from '../find/branches.ts';
import type { Filled } from '../form/action-form.ts';
import { names } from '../form/common-fields.ts';
import type { Kit } from '../kit.ts';

/** The branch that new cards belong to: the usual one until another is chosen. */
export async function cardBranchField(kit: Kit, filled: Filled): Promise<Field> {
  const branches = await kit.catalogue.branches().catch(() => []);
  return {
    kind: 'select',
    name: names.branch,
    label: labels.branch,
    dispatch: true,
    choices: choicesOf(branches, 'Branch'),
    none: 'the branches could not be loaded. Close this and try again.',
    initial: filled.values[names.branch]?.value ?? '',
  };
}

export async function cardBranchChoice(kit: Kit, id: number) {
  return { value: { value: String(id), text: (await kit.catalogue.branch(id)).name } };
}
