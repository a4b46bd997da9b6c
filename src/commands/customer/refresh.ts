import { actionIds } from '../../views/ids.ts';
import { answerWith, inItsPlace } from '../answer.ts';
import type { Button } from '../context.ts';
import type { Source } from '../form/start.ts';
import { profileFor } from './lookup.ts';
import { pointedCustomer } from './pointed.ts';

const title = 'Customer';
const needs = 'read.customer';

/** **Refresh**: the profile as it is now, in its place. */
export const refreshProfileButton: Button = {
  id: actionIds.refreshCustomer,
  needs,
  async run(press) {
    const where = await inItsPlace(press, title);
    await answerWith(where, async () => profileFor(where, await pointedCustomer(press.kit, press.value)));
    return undefined;
  },
};

/** A profile is drawn again after a change that was started from it. */
export const profileSource: Source = {
  title,
  needs,
  async answer(interaction, { customer, branch }) {
    if (customer === undefined || branch === undefined) return undefined;
    return profileFor(interaction, { customerId: customer, branchId: branch });
  },
};
