import type { BusinessUnit } from '../../api/operations/index.ts';
import { oneLine, short } from '../../lib/text.ts';
import type { Shelf } from '../shelf/shelf.ts';

/** Business units, by which billing and reports are divided. */
export const unitShelf: Shelf<BusinessUnit> = {
  command: 'business-unit',
  key: 'unit',
  label: 'Business unit',
  one: 'business unit',
  needs: 'read.unit',
  list: (kit, query) => kit.readers.operations.units.list({ query }),
  get: (kit, id) => kit.readers.operations.units.get({ params: { id } }),
  goesBy: ({ code, name }) => [code, name],
  choice: ({ id, name, code }, branch) => ({
    value: String(id),
    text: short(`${oneLine(name ?? '') || 'Business unit'} · ${id}`, 75),
    description: short([...(code === undefined ? [] : [oneLine(code)]), branch].join(' · '), 75),
  }),
};
