import type { Terms } from '../../api/operations/index.ts';
import { oneLine, short } from '../../lib/text.ts';
import type { Shelf } from '../shelf/shelf.ts';

/** Versions of the branches' terms. */
export const termsShelf: Shelf<Terms> = {
  command: 'terms',
  key: 'terms',
  label: 'Terms',
  one: 'version of the terms',
  needs: 'read.terms',
  list: (kit, query) => kit.readers.operations.terms.list({ query }),
  get: (kit, id) => kit.readers.operations.terms.get({ params: { id } }),
  goesBy: ({ version, title }) => [version, title],
  choice: ({ id, version, title, active }, branch) => ({
    value: String(id),
    text: short(
      `${branch} · ${version === undefined ? `no. ${id}` : `version ${version}`}${active === true ? ' · in force' : ''}`,
      75,
    ),
    ...(title === undefined ? {} : { description: short(oneLine(title), 75) }),
  }),
};
