import { actionIds } from '../../views/ids.ts';
import { answerWith, inItsPlace, whereItWas } from '../answer.ts';
import type { Button } from '../context.ts';
import { againOf, lookUp, profileFor } from './lookup.ts';
import { pointedCustomer } from './pointed.ts';
import { readSearch } from './search-value.ts';

const title = 'Customer';

/** Opens one of several. */
export const openCustomerButton: Button = {
  id: actionIds.openCustomer,
  needs: 'read.customer',
  async run(press) {
    const where = await whereItWas(press, title);
    await answerWith(where, async () => profileFor(where, await pointedCustomer(press.kit, press.value)));
    return undefined;
  },
};

/** Turns the page of a list of customers, in its place. */
export const pageButtons: readonly Button[] = [actionIds.previousPage, actionIds.nextPage].map((id) => ({
  id,
  needs: 'read.customer',
  async run(press) {
    const search = readSearch(press.value);
    const where = await inItsPlace(press, title);
    await answerWith(where, () => lookUp(where, search), { tryAgain: againOf(search.search) });
    return undefined;
  },
}));
