import { z } from 'zod';
import { defineAction } from '../define.ts';
import { branchName } from '../vocabulary/branch-name.ts';
import { goneWhenUnknown } from '../vocabulary/gone.ts';
import { seenTerms, termsFieldNames, termsFields, termsName, termsWord } from '../vocabulary/terms.ts';

/** Deletes a version of the terms, with whatever it was accepted for. */
export const deleteTerms = defineAction({
  name: 'terms.delete',
  label: 'Delete terms',
  risk: 'destructive',
  reason: 'required',
  input: z.object({ termsId: z.number().int() }),
  subjects: ({ termsId }) => [`terms:${termsId}`],
  async precheck(readers, { termsId }) {
    const terms = seenTerms(await readers.operations.terms.get({ params: { id: termsId } }));
    return { terms, branch: await branchName(readers, terms.branchId) };
  },
  fingerprint: ({ terms, branch }) => ({
    Terms: terms.id,
    Branch: branch,
    ...Object.fromEntries(termsFieldNames.map((field) => [termsFields[field], terms[field] ?? null])),
  }),
  branches: ({ terms }) => [terms.branchId],
  preview: ({ terms, branch }) => ({
    title: `Delete ${termsName(terms, branch)}`,
    lines: termsFieldNames.slice(1).map((field) => `${termsFields[field]}: ${termsWord(terms[field])}`),
    warning:
      terms.active === true
        ? `They are in force: customers of ${branch} would have no terms to accept, unless another version is in force.`
        : 'Who accepted this version can then no longer be shown what they accepted.',
    undo: 'Cannot be undone: a new version with the same text is another version.',
  }),
  execute: ({ operations }, { termsId }) => operations.terms.delete({ params: { id: termsId } }),
  settled: ({ operations }, { termsId }) => goneWhenUnknown(operations.terms.get({ params: { id: termsId } })),
  render: ({ terms, branch }) => ({ title: `Deleted ${termsName(terms, branch)}` }),
});
