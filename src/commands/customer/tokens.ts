import { devicesMessage } from '../../views/customer/devices.ts';
import { actionIds } from '../../views/ids.ts';
import { writePointer } from '../../views/pointer.ts';
import { defineRead } from '../engine/read.ts';
import { searchedCustomer } from '../subjects/customer.ts';
import { redactorFor } from '../subjects/look-up.ts';

/**
 * `/customer tokens <customer>`: where they are signed in. It names their devices, so it is in the journal who looked before anything is
 * read; the tokens' own ids are not shown to anybody.
 */
export const tokensRead = defineRead({
  command: 'customer',
  verb: 'tokens',
  description: 'Where a customer is signed in',
  needs: 'read.tokens',
  title: 'Signed in on',
  about: searchedCustomer({ text: 'Devices', actionId: actionIds.showTokens }),
  opens: actionIds.showTokens,
  async fetch({ app, who }, { customer, branchId }) {
    await app.approvals.record({ kind: 'reveal.tokens', actor: who.id, data: { customer: customer.id } });
    const { items } = await app.secrets.refreshTokens({ params: { id: customer.id } });
    const mayLogOut = Object.hasOwn(app.actions, 'access.logout') && who.may('access.logout');
    return {
      who: redactorFor(app).person(customer),
      devices: items.map(({ userAgent, createdAt, lastUsedAt }) => ({ userAgent, createdAt, lastUsedAt })),
      timeZone: who.timeZone,
      logout: mayLogOut ? writePointer({ action: 'access.logout', customer: customer.id, branch: branchId }) : undefined,
    };
  },
  view: devicesMessage,
  page: ({ customer }) => ({ kind: 'customer', id: customer.id }),
});
