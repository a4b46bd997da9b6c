import type { z } from 'zod';
import type { logoutMany } from '../../actions/access/logout-many.ts';
import { speak } from '../../lib/language/speak.ts';
import { oneLine } from '../../lib/text.ts';
import { labels } from '../../views/form/form.ts';
import type { AppContext } from '../app-context.ts';
import { defineForm, filledId } from '../engine/action-form.ts';
import { branchChoice, branchField } from '../engine/branch-field.ts';
import { names } from '../engine/common-fields.ts';
import { branchNamed } from '../subjects/find-branches.ts';
import { fill, homeBranch } from '../subjects/understand.ts';

const role = 'role';

/** `/customer logout-all <role> [branch]` */
export const logoutAllForm = defineForm<z.output<(typeof logoutMany)['input']>>({
  action: 'access.logout-many',
  title: 'Log out everyone',
  submit: 'Log out',
  names: [role, names.branch],
  intro: () => speak('Signs out everybody who has this role in this branch, on all devices.'),
  async fromWords(app, _who, words) {
    const { typed, branch, problem } = await split(app, words);
    return fill(branch ?? homeBranch(app), {
      [role]: typed === '' ? undefined : { value: { value: typed, text: typed } },
      // Nobody is signed out of a branch that was not named: it is chosen on purpose.
      branch:
        branch === undefined ? (problem === undefined ? undefined : { problem }) : { value: await branchChoice(app, branch) },
    });
  },
  async fromPointer(app, _who, { branch }) {
    return fill(branch ?? homeBranch(app), branch === undefined ? {} : { branch: { value: await branchChoice(app, branch) } });
  },
  async fromInput(app, _who, input) {
    return fill(input.branchId, {
      [role]: { value: { value: input.role, text: input.role } },
      branch: { value: await branchChoice(app, input.branchId) },
    });
  },
  async fields(app, _who, filled) {
    const initial = filled.values[role]?.value;
    return [
      {
        kind: 'text',
        name: role,
        label: labels.role,
        hint: speak('As the back office writes it, such as CUSTOMER.'),
        maxLength: 100,
        dispatch: true,
        initial,
      },
      await branchField(app, filled),
    ];
  },
  read(filled) {
    const branchId = filledId(filled, names.branch);
    const typed = filled.values[role]?.value.trim() ?? '';
    if (typed !== '' && branchId !== undefined) return { ok: true, input: { role: typed, branchId } };
    return {
      ok: false,
      errors: {
        [role]: typed === '' ? speak('Type the role whose people are signed out.') : undefined,
        [names.branch]: branchId === undefined ? speak('Choose the branch.') : undefined,
      },
    };
  },
});

/** The branch may have several words, and so may the role: the longest end that is a branch's name is the branch. */
async function split(
  app: AppContext,
  words: readonly string[],
): Promise<{ typed: string; branch: number | undefined; problem?: string }> {
  const branches = await app.catalogue.branches().catch(() => []);
  for (let at = 1; at < words.length; at += 1) {
    const found = branchNamed(branches, words.slice(at).join(' '));
    if (found !== undefined) return { typed: words.slice(0, at).join(' '), branch: found.id };
  }
  const [first = '', ...rest] = words;
  return rest.length === 0
    ? { typed: first, branch: undefined }
    : {
        typed: first,
        branch: undefined,
        problem: speak('No branch is called “{rest}”: choose one.', { rest: oneLine(rest.join(' ')) }),
      };
}
