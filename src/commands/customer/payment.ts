import { paymentMessage } from '../../views/customer/payment.ts';
import { actionIds, callbackIds } from '../../views/ids.ts';
import { showFor } from '../find/look-up.ts';
import { readOfOne } from './read-of-one.ts';

/** `/customer payment <customer>`: what may be seen of how they pay. Nothing of it is changed from here. */
export const paymentRead = readOfOne({
  verb: 'payment',
  description: 'How a customer pays, and the words to send them',
  needs: 'read.payment',
  title: 'Payment methods',
  pick: 'Payment',
  actionId: actionIds.showPayment,
  callbackId: callbackIds.payment,
  async show({ kit }, hit, branchId) {
    const { customers } = kit.readers.operations;
    const params = { id: hit.id };
    const [sources, customer] = await Promise.all([
      customers.paymentSources({ params, query: { branchId } }),
      // The light search, which may have found them, knows nothing of payment.
      hit.paymentState === undefined ? customers.get({ params }) : hit,
    ]);
    const now = kit.clock.now().getTime();
    return paymentMessage({
      who: showFor(kit).person(customer),
      firstName: customer.firstName,
      paymentState: customer.paymentState,
      isBlockedByInvoices: customer.blockedByUnpaidInvoices === true,
      sources: sources.items.map(({ label, type, state, isDefault, expiresAt }) => ({
        label,
        type,
        state,
        isDefault,
        expiresAt,
        isExpired: expiresAt !== undefined && Date.parse(expiresAt) < now,
      })),
    });
  },
});
