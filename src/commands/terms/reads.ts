import { ownTerms } from '../../actions/terms/shared.ts';
import type { Terms } from '../../api/operations/index.ts';
import { speak } from '../../lib/language/speak.ts';
import { actionIds } from '../../views/ids.ts';
import { type TermsListProps, type TermsRow, termsListMessage, termsMessage } from '../../views/terms/terms.ts';
import type { Interaction } from '../context.ts';
import { defineRead } from '../engine/read.ts';
import { type BranchOrAll, branchOrAll } from '../subjects/branch.ts';
import { branchOf } from '../subjects/collection.ts';
import { pageOfThings } from '../subjects/page-of-things.ts';
import { oneThing } from '../subjects/thing.ts';
import { termsCollection } from './collection.ts';

/** `/terms list [branch]` */
export const termsList = defineRead({
  command: 'terms',
  verb: 'list',
  description: 'A branch’s terms, the newest first',
  needs: 'read.terms',
  title: 'List terms',
  submit: 'List',
  about: branchOrAll,
  turns: [actionIds.termsPage],
  fetch: readList,
  view: termsListMessage,
});

/** `/terms show <terms>` */
export const termsShow = defineRead({
  command: 'terms',
  verb: 'show',
  description: 'One record of the terms',
  needs: 'read.terms',
  title: 'Show terms',
  about: oneThing(termsCollection),
  opens: actionIds.openTerms,
  fetch: readOne,
  view: termsMessage,
});

async function readList(interaction: Interaction, { branch }: BranchOrAll, at: number): Promise<TermsListProps> {
  const { things, ...page } = await pageOfThings(termsCollection, interaction.app, branch, at);
  const newest = new Map<number | undefined, Terms>();
  for (const terms of things) {
    const had = newest.get(terms.branchId);
    if (had === undefined || isNewer(terms, had)) newest.set(terms.branchId, terms);
  }
  // Among those of one page, the newest need not be the newest there is.
  const isWhole = page.page === 0 && !page.hasNext;
  return {
    ...page,
    terms: await Promise.all(
      things.map((terms) => rowOf(interaction, terms, isWhole ? newest.get(terms.branchId)?.id === terms.id : undefined)),
    ),
    mayCreate: interaction.who.may('terms.create'),
  };
}

async function readOne(interaction: Interaction, terms: Terms): Promise<Parameters<typeof termsMessage>[0]> {
  const own = terms.branchId === undefined ? [terms] : await ownTerms(interaction.app.readers, terms.branchId);
  const holds = (own[0]?.id ?? terms.id) === terms.id;
  const branch = await branchOf(interaction.app, terms);
  return {
    terms: await rowOf(interaction, terms, holds),
    notes: [
      holds
        ? speak(
            'These are in force: a customer of {branch} can rent only when they have accepted them. Editing them asks nobody again; new terms ask everybody.',
            { branch },
          )
        : speak('Newer terms of {branch} are in force. Customers who accepted only these are asked again.', { branch }),
    ],
  };
}

function isNewer(one: Terms, other: Terms): boolean {
  return (one.createdAt ?? '') === (other.createdAt ?? '') ? one.id > other.id : (one.createdAt ?? '') > (other.createdAt ?? '');
}

async function rowOf({ app, who }: Interaction, terms: Terms, holds: boolean | undefined): Promise<TermsRow> {
  return {
    id: terms.id,
    branch: await branchOf(app, terms),
    label: terms.termsAndConditionsText,
    url: terms.termsAndConditionsUrl,
    privacyLabel: terms.privacyGuidelinesText,
    privacyUrl: terms.privacyGuidelinesUrl,
    createdAt: terms.createdAt,
    holds,
    starts: [
      ...(who.may('terms.update') ? [{ action: 'terms.update', label: speak('Edit') }] : []),
      ...(who.may('terms.delete') ? [{ action: 'terms.delete', label: speak('Delete') }] : []),
    ],
  };
}
