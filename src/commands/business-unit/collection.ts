import type { BusinessUnit } from '../../api/operations/index.ts';
import { speak, spoken } from '../../lib/language/speak.ts';
import { oneLine, short } from '../../lib/text.ts';
import type { Collection } from '../subjects/collection.ts';

/** Business units: the legal entities that bill. */
export const unitCollection: Collection<BusinessUnit> = spoken({
  command: 'business-unit',
  key: 'unit',
  label: 'Business unit',
  one: 'business unit',
  needs: 'read.unit',
  list: (app, query) => app.readers.operations.units.list({ query }),
  get: (app, id) => app.readers.operations.units.get({ params: { id } }),
  goesBy: ({ name }) => [name],
  choice: ({ id, name, currency, branchId }, branch) => ({
    value: String(id),
    text: short(`${oneLine(name ?? '') || speak('Business unit')} · ${id}`, 75),
    ...descriptionOf([...(currency === undefined ? [] : [oneLine(currency)]), ...(branchId === undefined ? [] : [branch])]),
  }),
});

function descriptionOf(parts: readonly string[]): { description?: string } {
  return parts.length === 0 ? {} : { description: short(parts.join(' · '), 75) };
}
