import { type Choice, type Field, labels } from '../../views/form/form.ts';
import { choicesOf } from '../find/branches.ts';
import type { Kit } from '../kit.ts';
import type { Filled } from './action-form.ts';
import { names } from './common-fields.ts';

/** A list of all branches; what is chosen shows in the preview at once. */
export async function branchField(kit: Kit, filled: Filled, hint?: string): Promise<Field> {
  const branches = await kit.catalogue.branches().catch(() => []);
  const chosen = filled.values[names.branch]?.value;
  return {
    kind: 'select',
    name: names.branch,
    label: labels.branch,
    dispatch: true,
    choices: choicesOf(branches, 'Branch'),
    source: 'branch',
    none: 'the branches could not be loaded. Close this and try again.',
    ...(hint === undefined ? {} : { hint }),
    ...(chosen === undefined ? {} : { initial: chosen }),
  };
}

export async function branchChoice(kit: Kit, id: number): Promise<Choice> {
  const { name } = await kit.catalogue.branch(id);
  return { value: String(id), text: name };
}
