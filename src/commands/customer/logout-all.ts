import type { z } from 'zod';
import type { logoutMany } from '../../actions/access/logout-many.ts';
import { oneLine } from '../../lib/text.ts';
import { labels } from '../../views/form/form.ts';
import { branchNamed } from '../find/branches.ts';
import { defineForm, filledId } from '../form/action-form.ts';
import { branchChoice, branchField } from '../form/branch-field.ts';
import { names } from '../form/common-fields.ts';
import { fill, homeBranch } from '../form/filling.ts';
import type { Kit } from '../kit.ts';

const role = 'role';

/** `/customer logout-all <role> [branch]` */
export const logoutAllForm = defineForm<z.output<(typeof logoutMany)['input']>>({
  action: 'access.logout-many',
  title: 'Log out many',
  submit: 'Log out',
  names: [role, names.branch],
  intro: () => 'Signs out everybody who has this role in this branch, on all devices.',
  async fromWords(kit, _who, words) {
    const { typed, branch, problem } = await split(kit, words);
    return fill(branch ?? homeBranch(kit), {
      [role]: typed === '' ? undefined : { value: { value: typed, text: typed } },
      // Nobody is signed out of a branch that was not named: it is chosen on purpose.
      branch:
        branch === undefined ? (problem === undefined ? undefined : { problem }) : { value: await branchChoice(kit, branch) },
    });
  },
  async fromPointer(kit, _who, { branch }) {
    return fill(branch ?? homeBranch(kit), branch === undefined ? {} : { branch: { value: await branchChoice(kit, branch) } });
  },
  async fromInput(kit, _who, input) {
    return fill(input.branchId, {
      [role]: { value: { value: input.role, text: input.role } },
      branch: { value: await branchChoice(kit, input.branchId) },
    });
  },
  async fields(kit, _who, filled) {
    const initial = filled.values[role]?.value;
    return [
      {
        kind: 'text',
        name: role,
        label: labels.role,
        hint: 'As the back office writes it, such as CUSTOMER.',
        maxLength: 100,
        dispatch: true,
        ...(initial === undefined ? {} : { initial }),
      },
      await branchField(kit, filled),
    ];
  },
  read(filled) {
    const branchId = filledId(filled, names.branch);
    const typed = filled.values[role]?.value.trim() ?? '';
    if (typed !== '' && branchId !== undefined) return { ok: true, input: { role: typed, branchId } };
    return {
      ok: false,
      errors: {
        ...(typed === '' ? { [role]: 'Type the role whose people are signed out.' } : {}),
        ...(branchId === undefined ? { [names.branch]: 'Choose the branch.' } : {}),
      },
    };
  },
});

/** The branch may have several words, and so may the role: the longest end that is a branch's name is the branch. */
async function split(
  kit: Kit,
  words: readonly string[],
): Promise<{ typed: string; branch: number | undefined; problem?: string }> {
  const branches = await kit.catalogue.branches().catch(() => []);
  for (let at = 1; at < words.length; at += 1) {
    const found = branchNamed(branches, words.slice(at).join(' '));
    if (found !== undefined) return { typed: words.slice(0, at).join(' '), branch: found.id };
  }
  const [first = '', ...rest] = words;
  return rest.length === 0
    ? { typed: first, branch: undefined }
    : { typed: first, branch: undefined, problem: `No branch is called “${oneLine(rest.join(' '))}”: choose one.` };
}
