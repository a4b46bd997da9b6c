import { z } from 'zod';
import { TermsWrite } from '../../api/operations/index.ts';
import { refuse } from '../../errors.ts';
import { defineAction } from '../define.ts';
import { branchName } from '../vocabulary/branch-name.ts';
import {
  acceptedBy,
  mustAcceptAgain,
  type SeenTerms,
  seenTerms,
  TermsEdit,
  type TermsField,
  termsFieldNames,
  termsFields,
  termsName,
  termsWord,
  touchedBy,
  wholeTerms,
} from '../vocabulary/terms.ts';

type Change = { field: TermsField; before: string | boolean | undefined; after: string | boolean | null };

/** Changes a version of the terms. The PUT replaces, so what is there is read first and goes out whole, with the difference in it. */
export const updateTerms = defineAction({
  name: 'terms.update',
  label: 'Edit terms',
  risk: 'bulk',
  reason: 'required',
  input: z.object({ termsId: z.number().int(), edit: TermsEdit }),
  subjects: ({ termsId }) => [`terms:${termsId}`],
  async precheck(readers, { termsId, edit }) {
    const before = seenTerms(await readers.operations.terms.get({ params: { id: termsId } }));
    const { branchId } = before;
    if (branchId === undefined)
      throw refuse('The back office does not say which branch these terms belong to, so they cannot be written back whole.');
    const changes = changesOf(before, edit);
    if (changes.length === 0) throw refuse('Nothing would change: these terms have these values already.');
    const whole = wholeTerms({ ...before, branchId }, edit);
    const missing = termsFieldNames.filter((field) => (field === 'version' || field === 'title') && whole[field] === undefined);
    if (missing.length > 0)
      throw refuse(
        `The back office gave no ${missing.map((field) => termsFields[field].toLowerCase()).join(' and no ')}, and a change writes the terms whole. Fill it in.`,
      );
    const inForce = whole.active === true;
    const [branch, accepted] = await Promise.all([
      branchName(readers, branchId),
      inForce ? acceptedBy(readers, branchId) : undefined,
    ]);
    return { before: { ...before, branchId }, branch, changes, inForce, accepted };
  },
  // All of it, since all of it goes out.
  fingerprint: ({ before, branch }) => ({
    Terms: before.id,
    Branch: branch,
    ...Object.fromEntries(termsFieldNames.map((field) => [termsFields[field], before[field] ?? null])),
  }),
  branches: ({ before }) => [before.branchId],
  count: (_input, { inForce, accepted }) => touchedBy(inForce, accepted),
  preview({ before, branch, changes, inForce, accepted }, { edit }) {
    const validFrom = edit.validFrom === undefined ? before.validFrom : (edit.validFrom ?? undefined);
    return {
      title: `Change ${termsName(before, branch)}`,
      lines: ['They are replaced: what does not change is written as it was read.'],
      changes: changes.map(({ field, before: was, after }) => ({
        label: termsFields[field],
        before: termsWord(was),
        after: termsWord(after),
      })),
      warning: consequence(branch, before.active === true, inForce, accepted, validFrom),
      undo: 'Can be changed back by another edit; who was asked to accept has been asked.',
    };
  },
  execute: ({ operations }, { termsId, edit }, _told, { before }) =>
    operations.terms.update({ params: { id: termsId }, body: TermsWrite.parse(wholeTerms(before, edit)) }),
  async settled({ operations }, { termsId }, { changes }) {
    const now = seenTerms(await operations.terms.get({ params: { id: termsId } }));
    return changes.every(({ field, after }) => isSame(field, now[field], after)) ? 'done' : 'not-done';
  },
  render: ({ before, branch, changes }) => ({
    title: `Changed of ${termsName(before, branch)}: ${changes.map(({ field }) => termsFields[field].toLowerCase()).join(', ')}`,
  }),
});

function changesOf(before: SeenTerms, edit: TermsEdit): Change[] {
  return termsFieldNames.flatMap((field) => {
    const after = edit[field];
    return after === undefined || isSame(field, before[field], after) ? [] : [{ field, before: before[field], after }];
  });
}

/** A day is a day, with or without a time behind it. */
function isSame(field: TermsField, now: string | boolean | undefined, wanted: string | boolean | null): boolean {
  if (field === 'validFrom' && typeof now === 'string' && typeof wanted === 'string') return now.slice(0, 10) === wanted;
  return (now ?? null) === wanted || (field === 'active' && now === undefined && wanted === false);
}

function consequence(
  branch: string,
  wasInForce: boolean,
  inForce: boolean,
  accepted: number | undefined,
  validFrom: string | undefined,
): string {
  if (inForce) return mustAcceptAgain(branch, accepted, validFrom);
  return wasInForce
    ? `They are no longer in force: make sure that ${branch} has another version that is.`
    : `They are not in force, so customers of ${branch} notice nothing yet.`;
}
