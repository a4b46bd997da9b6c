import { z } from 'zod';
import type { Terms } from '../../api/operations/index.ts';
import { speak } from '../../lib/language/speak.ts';
import { defineAction } from '../define.ts';
import { branchesOf, branchNameIn } from '../shared/branches.ts';
import {
  acceptedBy,
  mustAcceptAgain,
  ownTerms,
  TermsFacts,
  termsFieldNames,
  termsFields,
  termsInForce,
  termsWord,
  touchedBy,
} from './shared.ts';

/** Gives a branch new terms: every customer who accepted the old ones is asked again. */
export const createTerms = defineAction({
  name: 'terms.create',
  label: 'Create terms',
  risk: 'bulk',
  input: z.object({ branchId: z.number().int(), terms: TermsFacts }),
  // One at a time: two of them would both read the other as not there.
  subjects: ({ branchId }) => [`terms-of:${branchId}`],
  async precheck(readers, { branchId }) {
    const [branches = [], own, accepted] = await Promise.all([
      branchesOf(readers),
      ownTerms(readers, branchId),
      acceptedBy(readers, branchId),
    ]);
    const parent = branches.find(({ id }) => id === branchId)?.parent?.id;
    const inForce = own.length > 0 || parent === undefined ? undefined : await termsInForce(readers, parent, branches);
    return {
      branch: branchNameIn(branches, branchId),
      old: own.map(({ id }) => id),
      from: inForce?.of,
      accepted,
    };
  },
  fingerprint: ({ branch, old }) => ({ Branch: branch, 'Terms until now': old }),
  branches: (_snapshot, { branchId }) => [branchId],
  count: (_input, { accepted }) => touchedBy(accepted),
  preview: ({ branch, old, from, accepted }, { terms }) => ({
    title: speak('Create new terms of {branch}', { branch }),
    lines: [
      ...termsFieldNames.map((field) => `${termsFields[field]}: ${termsWord(terms[field])}`),
      ...(old.length > 0
        ? [
            speak('Until now: terms {old}. They stay until they are deleted, which is offered afterwards.', {
              old: old.join(', '),
            }),
          ]
        : [
            from === undefined
              ? speak('There were no terms until now.')
              : speak('Until now {branch} has those of {from}.', { branch, from }),
          ]),
    ],
    warning: mustAcceptAgain(branch, accepted),
    undo: speak('You can delete them, but customers may already have been asked to accept them.'),
  }),
  execute: ({ operations }, { branchId, terms }) => operations.terms.create({ body: { branchId, ...terms } }),
  async verify(readers, { branchId, terms }, { old }, _context, result) {
    if (result !== undefined)
      return isAsWritten(await readers.operations.terms.get({ params: { id: result.id } }), terms) ? 'done' : 'not-done';
    // The answer is lost, and with it the id: one that was not there before and says the same can only be this one.
    const alike = (await ownTerms(readers, branchId)).filter((found) => !old.includes(found.id) && isAsWritten(found, terms));
    if (alike.length === 0) return 'not-done';
    return alike.length === 1 ? 'done' : 'cannot-tell';
  },
  render: ({ branch, old, accepted }, { terms }, _redactor, result) => ({
    title: speak('{branch} has new terms “{termsWord}”{rest}', {
      branch,
      termsWord: termsWord(terms.termsAndConditionsText),
      rest: result === undefined ? '' : ` (${result.id})`,
    }),
    lines: [
      mustAcceptAgain(branch, accepted),
      ...(old.length === 0
        ? []
        : [speak('The old ones ({old}) are still there: delete them when nobody needs them.', { old: old.join(', ') })]),
    ],
    next: old
      .slice(0, mostOffered)
      .map((id) => ({ action: 'terms.delete', label: speak('Delete terms {id}', { id }), about: { terms: id } })),
  }),
});

/** Buttons beside each other on a phone. */
const mostOffered = 3;

function isAsWritten(found: Terms, terms: TermsFacts): boolean {
  return termsFieldNames.every((field) => terms[field] === undefined || found[field] === terms[field]);
}
