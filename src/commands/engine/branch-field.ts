import { speak } from '../../lib/language/speak.ts';
import { type Choice, type Field, labels } from '../../views/form/form.ts';
import type { AppContext } from '../app-context.ts';
import { choicesOf } from '../subjects/find-branches.ts';
import type { Filled } from './action-form.ts';
import { names } from './common-fields.ts';

/** A list of all branches; what is chosen shows in the preview at once. */
export async function branchField(app: AppContext, filled: Filled, hint?: string): Promise<Field> {
  const branches = await app.catalogue.branches().catch(() => []);
  const chosen = filled.values[names.branch]?.value;
  return {
    kind: 'select',
    name: names.branch,
    label: labels.branch,
    dispatch: true,
    choices: choicesOf(branches, speak('Branch')),
    source: 'branch',
    none: speak('the branches could not be loaded. Close this and try again.'),
    hint,
    initial: chosen,
  };
}

export async function branchChoice(app: AppContext, id: number): Promise<Choice> {
  const { name } = await app.catalogue.branch(id);
  return { value: String(id), text: name };
}
