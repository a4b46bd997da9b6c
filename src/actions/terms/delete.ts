import { z } from 'zod';
import { speak } from '../../lib/language/speak.ts';
import { defineAction } from '../define.ts';
import { branchesOf, branchNameIn } from '../shared/branches.ts';
import { goneWhenUnknown } from '../shared/readings.ts';
import { ownTerms, seenTerms, termsFieldNames, termsFields, termsInForce, termsName, termsWord } from './shared.ts';

/** Deletes terms, with whatever they were accepted for. */
export const deleteTerms = defineAction({
  name: 'terms.delete',
  label: 'Delete terms',
  risk: 'destructive',
  input: z.object({ termsId: z.number().int() }),
  subjects: ({ termsId }) => [`terms:${termsId}`],
  async precheck(readers, { termsId }) {
    const terms = seenTerms(await readers.operations.terms.get({ params: { id: termsId } }));
    const branches = (await branchesOf(readers)) ?? [];
    const { branchId } = terms;
    const own = branchId === undefined ? [] : await ownTerms(readers, branchId);
    const parent = branches.find(({ id }) => id === branchId)?.parent?.id;
    const others = own.filter(({ id }) => id !== termsId);
    const after = others.length > 0 || parent === undefined ? undefined : (await termsInForce(readers, parent, branches))?.of;
    return {
      terms,
      branch: branchNameIn(branches, branchId),
      isNewest: own[0]?.id === termsId,
      isOnly: others.length === 0,
      after,
    };
  },
  fingerprint: ({ terms, branch, isOnly }) => ({
    Terms: terms.id,
    Branch: branch,
    'Only terms of the branch': isOnly,
    ...Object.fromEntries(termsFieldNames.map((field) => [termsFields[field], terms[field] ?? null])),
  }),
  branches: ({ terms }) => [terms.branchId],
  preview: ({ terms, branch, isNewest, isOnly, after }) => ({
    title: speak('Delete {terms}', { terms: termsName(terms, branch) }),
    lines: termsFieldNames.map((field) => `${termsFields[field]}: ${termsWord(terms[field])}`),
    warning: isOnly
      ? after === undefined
        ? speak('{branch} has no other terms: customers would have none to accept.', { branch })
        : speak(
            '{branch} has no other terms of its own: those of {after} would apply there, and customers who haven’t accepted those are asked.',
            { branch, after },
          )
      : isNewest
        ? speak('These are the newest terms of {branch}: the older ones would apply again.', { branch })
        : speak('Customers who accepted these can no longer see what they accepted.'),
    undo: speak('Can’t be undone: new terms with the same text must be accepted again by everyone.'),
  }),
  execute: ({ operations }, { termsId }) => operations.terms.delete({ params: { id: termsId } }),
  verify: ({ operations }, { termsId }) => goneWhenUnknown(operations.terms.get({ params: { id: termsId } })),
  render: ({ terms, branch }) => ({ title: speak('Deleted {terms}', { terms: termsName(terms, branch) }) }),
});
