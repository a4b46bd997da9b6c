import { z } from 'zod';
import { TermsWrite } from '../../api/operations/index.ts';
import { refuse } from '../../errors.ts';
import { speak } from '../../lib/language/speak.ts';
import { inSentence } from '../../lib/text.ts';
import { defineAction } from '../define.ts';
import { branchName } from '../shared/branches.ts';
import {
  neededOfTerms,
  type SeenTerms,
  seenTerms,
  TermsEdit,
  type TermsField,
  termsFieldNames,
  termsFields,
  termsName,
  termsWord,
  wholeTerms,
} from './shared.ts';

type Change = { field: TermsField; before: string | undefined; after: string | null };

/** Changes terms in their place, which asks nobody. The PUT replaces, so what is there is read first and goes out whole. */
export const updateTerms = defineAction({
  name: 'terms.update',
  label: 'Edit terms',
  risk: 'bulk',
  input: z.object({ termsId: z.number().int(), edit: TermsEdit }),
  subjects: ({ termsId }) => [`terms:${termsId}`],
  async precheck(readers, { termsId, edit }) {
    const before = seenTerms(await readers.operations.terms.get({ params: { id: termsId } }));
    const { branchId } = before;
    if (branchId === undefined)
      throw refuse(
        speak('The back office does not say which branch these terms belong to, so they cannot be written back whole.'),
      );
    const changes = changesOf(before, edit);
    if (changes.length === 0) throw refuse(speak('Nothing would change: these terms have these values already.'));
    const whole = wholeTerms({ ...before, branchId }, edit);
    const missing = neededOfTerms.filter((field) => whole[field] === undefined);
    if (missing.length > 0)
      throw refuse(
        speak('The back office gave no {missing}, and a change writes the terms whole. Fill it in.', {
          missing: missing.map((field) => inSentence(termsFields[field])).join(speak(' and no ')),
        }),
      );
    return { before: { ...before, branchId }, branch: await branchName(readers, branchId), changes };
  },
  // All of it, since all of it goes out.
  fingerprint: ({ before, branch }) => ({
    Terms: before.id,
    Branch: branch,
    ...Object.fromEntries(termsFieldNames.map((field) => [termsFields[field], before[field] ?? null])),
  }),
  branches: ({ before }) => [before.branchId],
  // Nobody is asked again, so no more than the terms themselves are touched.
  count: () => 1,
  preview: ({ before, branch, changes }) => ({
    title: speak('Change {terms}', { terms: termsName(before, branch) }),
    lines: [speak('They are replaced: what does not change is written as it was read.')],
    changes: changes.map(({ field, before: was, after }) => ({
      label: termsFields[field],
      before: termsWord(was),
      after: termsWord(after),
    })),
    warning: speak(
      'Nobody is asked to accept them again; customers of {branch} see the change from then on. To have everybody accept, create new terms.',
      { branch },
    ),
    undo: speak('Can be changed back by another edit.'),
  }),
  execute: ({ operations }, { termsId, edit }, _context, { before }) =>
    operations.terms.update({ params: { id: termsId }, body: TermsWrite.parse(wholeTerms(before, edit)) }),
  async verify({ operations }, { termsId }, { changes }) {
    const now = seenTerms(await operations.terms.get({ params: { id: termsId } }));
    return changes.every(({ field, after }) => (now[field] ?? null) === after) ? 'done' : 'not-done';
  },
  render: ({ before, branch, changes }) => ({
    title: speak('Changed of {terms}: {changes}', {
      terms: termsName(before, branch),
      changes: changes.map(({ field }) => inSentence(termsFields[field])).join(', '),
    }),
    lines: [speak('Nobody is asked to accept them again.')],
  }),
});

function changesOf(before: SeenTerms, edit: TermsEdit): Change[] {
  return termsFieldNames.flatMap((field) => {
    const after = edit[field];
    return after === undefined || (before[field] ?? null) === after ? [] : [{ field, before: before[field], after }];
  });
}
