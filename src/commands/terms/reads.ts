import type { Terms } from '../../api/operations/index.ts';
import { actionIds, callbackIds } from '../../views/ids.ts';
import { type TermsRow, termsListMessage, termsMessage } from '../../views/terms/terms.ts';
import type { Interaction } from '../context.ts';
import { defineShelfReads } from '../shelf/reads.ts';
import { branchOf } from '../shelf/shelf.ts';
import { termsShelf } from './shelf.ts';

/** `/terms list [branch]` and `/terms show <terms>`. */
export const termsReads = defineShelfReads<Terms>({
  shelf: termsShelf,
  titles: { list: 'List terms', show: 'Show terms' },
  describe: { list: 'A branch’s terms, version by version', show: 'One version of the terms' },
  callbackIds: { list: callbackIds.termsList, show: callbackIds.termsShow },
  actionIds: { page: actionIds.termsPage, open: actionIds.openTerms },
  drawList: async (interaction, { things, ...page }) =>
    termsListMessage({
      ...page,
      terms: await Promise.all(things.map((terms) => rowOf(interaction, terms))),
      mayCreate: interaction.who.may('terms.create'),
    }),
  drawOne: async (interaction, terms) =>
    termsMessage({
      terms: await rowOf(interaction, terms),
      notes: [
        terms.active === true
          ? `A customer of ${await branchOf(interaction.kit, terms)} can rent only when they have accepted it. Creating or changing what is in force makes everybody accept again.`
          : 'It is not in force: nobody is asked to accept it.',
      ],
    }),
});

async function rowOf({ kit, who }: Interaction, terms: Terms): Promise<TermsRow> {
  const { id, version, title, validFrom, active, url } = terms;
  return {
    id,
    version,
    title,
    validFrom,
    active,
    url,
    branch: await branchOf(kit, terms),
    starts: [
      ...(who.may('terms.update') ? [{ action: 'terms.update', label: 'Edit' }] : []),
      ...(who.may('terms.delete') ? [{ action: 'terms.delete', label: 'Delete' }] : []),
    ],
  };
}
