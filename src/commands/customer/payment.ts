import type { CustomerDetails } from '../../api/operations/index.ts';
import { dashboardUrl } from '../../approvals/policy/dashboard-pages.ts';
import { languageOfLocale } from '../../lib/language/language.ts';
import { paymentMessage } from '../../views/customer/payment.ts';
import { actionIds } from '../../views/ids.ts';
import { defineRead } from '../engine/read.ts';
import { searchedCustomer } from '../subjects/customer.ts';
import { redactorFor } from '../subjects/look-up.ts';

/** `/customer payment <customer>`: what may be seen of how they pay. Nothing of it is changed from here. */
export const paymentRead = defineRead({
  command: 'customer',
  verb: 'payment',
  description: 'How a customer pays, what they owe, and a text to send them',
  needs: 'read.payment',
  title: 'Payment methods',
  about: searchedCustomer({ text: 'Payment', actionId: actionIds.showPayment }),
  opens: actionIds.showPayment,
  async fetch({ app }, { customer: hit, branchId }) {
    const { customers } = app.readers.operations;
    const params = { id: hit.id };
    const [sources, customer] = await Promise.all([
      customers.paymentSources({ params, query: { branchId } }),
      // They alone say what is open; the light search, which may have found the customer, knows nothing of payment.
      customers.details({ params, query: { branchId } }).catch((): Promise<CustomerDetails> => customers.get({ params })),
    ]);
    const now = app.clock.now().getTime();
    return {
      who: redactorFor(app).person(customer),
      firstName: customer.firstName,
      customerLanguage: languageOfLocale(customer.language),
      paymentState: customer.paymentState,
      isBlockedByInvoices: customer.blockedByUnpaidInvoices === true,
      invoices: customer.statistics,
      dashboardUrl: dashboardUrl(app.policy.dashboardLink, 'customer', hit.id),
      sources: sources.items.map(({ label, type, state, isDefault, expiresAt }) => ({
        label,
        type,
        state,
        isDefault,
        expiresAt,
        isExpired: expiresAt !== undefined && Date.parse(expiresAt) < now,
      })),
    };
  },
  view: paymentMessage,
});
