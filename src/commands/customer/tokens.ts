import { devicesMessage } from '../../views/customer/devices.ts';
import { actionIds, callbackIds } from '../../views/ids.ts';
import { writePointer } from '../../views/pointer.ts';
import { showFor } from '../find/look-up.ts';
import { readOfOne } from './read-of-one.ts';

/**
 * `/customer tokens <customer>`: where they are signed in. It names their devices, so it is in the journal who looked before anything is
 * read; the tokens' own ids are not shown to anybody.
 */
export const tokensRead = readOfOne({
  verb: 'tokens',
  description: 'Where a customer is signed in',
  needs: 'read.tokens',
  title: 'Signed in on',
  pick: 'Devices',
  actionId: actionIds.showTokens,
  callbackId: callbackIds.tokens,
  async show({ kit, who }, customer, branchId) {
    await kit.approvals.record({ kind: 'reveal.tokens', actor: who.id, data: { customer: customer.id } });
    const { items } = await kit.secrets.refreshTokens({ params: { id: customer.id } });
    const mayLogOut = Object.hasOwn(kit.actions, 'access.logout') && who.may('access.logout');
    return devicesMessage({
      who: showFor(kit).person(customer),
      devices: items.map(({ userAgent, createdAt, lastUsedAt }) => ({ userAgent, createdAt, lastUsedAt })),
      timeZone: who.timeZone,
      ...(mayLogOut ? { logout: writePointer({ action: 'access.logout', customer: customer.id, branch: branchId }) } : {}),
    });
  },
});
