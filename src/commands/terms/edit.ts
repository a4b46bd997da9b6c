import type { z } from 'zod';
import type { deleteTerms } from '../../actions/terms/delete.ts';
import type { updateTerms } from '../../actions/terms/update.ts';
import { type TermsField, termsFieldNames } from '../../actions/vocabulary/terms.ts';
import type { Terms } from '../../api/operations/index.ts';
import { defineEditForm, defineThingForm } from '../shelf/edit-form.ts';
import { termsEditFrom, termsField, wrongTerms } from './fields.ts';
import { termsShelf } from './shelf.ts';

/** `/terms edit <terms>` */
export const editTermsForm = defineEditForm<Terms>(termsShelf, {
  action: 'terms.update',
  title: 'Edit terms',
  intro: 'This is what the back office has. Change what is to change; an empty web address or date is taken away.',
  properties: termsFieldNames.map((name) => ({
    name,
    held: (terms) => heldBy(terms, name),
    field: (_kit, initial) => termsField(name, initial),
  })),
  input: (termsId, edit) => ({ termsId, edit: termsEditFrom(edit) }),
  wrong: wrongTerms,
  asked(input) {
    const { termsId, edit } = input as z.output<(typeof updateTerms)['input']>; // safe: the action's own input, as it was stored
    return {
      id: termsId,
      edit: Object.fromEntries(
        Object.entries(edit).flatMap(([field, value]) =>
          value === undefined ? [] : [[field, typeof value === 'boolean' ? (value ? 'yes' : 'no') : value]],
        ),
      ),
    };
  },
});

/** `/terms delete <terms>` */
export const deleteTermsForm = defineThingForm<Terms>(termsShelf, {
  action: 'terms.delete',
  title: 'Delete terms',
  submit: 'Delete',
  input: (termsId) => ({ termsId }),
  asked: (input) => (input as z.output<(typeof deleteTerms)['input']>).termsId, // safe: the action's own input, as it was stored
});

function heldBy(terms: Terms, field: TermsField): string | undefined {
  switch (field) {
    case 'active':
      return terms.active === true ? 'yes' : 'no';
    case 'validFrom':
      return terms.validFrom?.slice(0, 10);
    default:
      return terms[field];
  }
}
