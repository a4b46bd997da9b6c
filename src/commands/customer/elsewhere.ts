import { waitingView } from '../../views/common/waiting.ts';
import { searchElsewhereView } from '../../views/customer/search-elsewhere.ts';
import { actionIds } from '../../views/ids.ts';
import { openInPlace } from '../answer.ts';
import type { Button } from '../context.ts';
import { drawForm } from './lookup-form.ts';
import { readSearch } from './search-value.ts';

/** Asks for another branch to search for the same; the answer is shown in the modal that asks. */
export const searchElsewhereButton: Button = {
  id: actionIds.searchElsewhere,
  needs: 'read.customer',
  async run(press) {
    const { search, branch, filters } = readSearch(press.value);
    const title = 'Search elsewhere';
    const viewId = await openInPlace(press, waitingView({ title }));
    await drawForm(press, viewId, title, async (branches) =>
      searchElsewhereView({
        search,
        branches,
        branch: String(branch),
        metadata: JSON.stringify({ branch, ...(filters === undefined ? {} : { search: { search, branch, page: 0, filters } }) }),
        ...(branches.length === 0 ? { problem: 'The branches could not be loaded: the usual one is searched.' } : {}),
      }),
    );
    return undefined;
  },
};
