import { speak } from '../../lib/language/speak.ts';
import { cut, oneLine } from '../../lib/text.ts';
import { labels } from '../../views/form/form.ts';
import { names } from '../engine/common-fields.ts';
import type { FoundSubject, ReadSubject } from '../engine/subject.ts';
import { choiceOf } from '../engine/values.ts';
import { branchNamed, choicesOf, usualBranch } from './find-branches.ts';
import { filledAt } from './understand.ts';

const everywhere = 'all';

/** One branch, or all of them; without words the usual one. */
export type BranchOrAll = { branch: number | undefined };

export const branchOrAll: ReadSubject<BranchOrAll> = {
  usage: '[branch | all]',
  readsWithoutWords: true,
  async understand(app, words) {
    const text = cut(words.join(' '), 200).trim();
    if (text === '') return known(await usualBranch(app));
    if (text.toLowerCase() === everywhere) return known(undefined);
    const found = branchNamed(await app.catalogue.branches(), text);
    if (found !== undefined) return known(found.id);
    return {
      kind: 'unclear',
      filled: { ...filledAt(app), problem: speak('No branch is called “{text}”: choose one.', { text: oneLine(text) }) },
    };
  },
  fields: async (app) => [
    {
      kind: 'select',
      name: names.branch,
      label: labels.branch,
      // First, so that it is never among those for which there is no room.
      choices: [
        { text: speak('All branches'), value: everywhere },
        ...choicesOf(await app.catalogue.branches(), speak('Branch')),
      ],
    },
  ],
  fromSubmission({ values }) {
    const value = choiceOf(values, names.branch);
    const isBranch = value !== undefined && /^\d{1,15}$/.test(value);
    if (!isBranch && value !== everywhere) return { ok: false, errors: { [names.branch]: speak('Choose the branch.') } };
    return { ok: true, words: value, find: async () => known(isBranch ? Number(value) : undefined) };
  },
  pointed: {
    find: async (_app, { branch }) => ({ branch }),
    words: ({ branch }) => String(branch ?? everywhere),
  },
};

function known(branch: number | undefined): FoundSubject<BranchOrAll> {
  return { kind: 'known', about: { branch } };
}
