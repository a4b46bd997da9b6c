import type { Terms } from '../../api/operations/index.ts';
import { speak, spoken } from '../../lib/language/speak.ts';
import { oneLine, short } from '../../lib/text.ts';
import type { Collection } from '../subjects/collection.ts';

/** The branches' terms; a branch may have several records, of which the newest holds. */
export const termsCollection: Collection<Terms> = spoken({
  command: 'terms',
  key: 'terms',
  label: 'Terms',
  one: 'record of the terms',
  needs: 'read.terms',
  isInherited: true,
  list: (app, query) => app.readers.operations.terms.list({ query }),
  get: (app, id) => app.readers.operations.terms.get({ params: { id } }),
  goesBy: ({ termsAndConditionsText, termsAndConditionsUrl }) => [termsAndConditionsText, termsAndConditionsUrl],
  choice: ({ id, termsAndConditionsText }, branch) => ({
    value: String(id),
    text: short(speak('{branch} · terms {id}', { branch, id }), 75),
    description: termsAndConditionsText === undefined ? undefined : short(oneLine(termsAndConditionsText), 75),
  }),
});
