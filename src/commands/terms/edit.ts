import type { z } from 'zod';
import type { deleteTerms } from '../../actions/terms/delete.ts';
import { termsFieldNames } from '../../actions/terms/shared.ts';
import type { updateTerms } from '../../actions/terms/update.ts';
import type { Terms } from '../../api/operations/index.ts';
import { shownText } from '../engine/edit-field.ts';
import { defineEditForm, type Edit } from '../engine/edit-form.ts';
import { defineThingForm } from '../engine/thing-form.ts';
import { editedThing } from '../subjects/thing.ts';
import { termsCollection } from './collection.ts';
import { isNeeded, termsLook, wrongTerms } from './fields.ts';

/** `/terms edit <terms>` */
export const editTermsForm = defineEditForm<Terms>({
  action: 'terms.update',
  title: 'Edit terms',
  about: editedThing(termsCollection),
  note: 'Nobody is asked to accept edited terms again; for that, create new ones.',
  fields: termsFieldNames.map((name) => ({
    name,
    optional: isNeeded(name) ? undefined : true,
    shown: (terms) => shownText(terms[name]),
    look: () => termsLook(name),
  })),
  wrong: wrongTerms,
  input: (holder, edit) => ({ termsId: Number(holder), edit }),
  asked(input) {
    const { termsId, edit } = input as z.output<(typeof updateTerms)['input']>; // safe: the action's own input, as it was stored
    return { holder: String(termsId), edit: () => edit as Edit }; // safe: texts, or null
  },
});

/** `/terms delete <terms>` */
export const deleteTermsForm = defineThingForm<Terms>(termsCollection, {
  action: 'terms.delete',
  title: 'Delete terms',
  submit: 'Delete',
  input: (termsId) => ({ termsId }),
  asked: (input) => (input as z.output<(typeof deleteTerms)['input']>).termsId, // safe: the action's own input, as it was stored
});
