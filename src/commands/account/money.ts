import { accountName } from '../../actions/vocabulary/accounts.ts';
import { accountPaymentMessage, billingMessage } from '../../views/account/money.ts';
import { actionIds, callbackIds } from '../../views/ids.ts';
import { accountRead } from './read.ts';

/** `/account billing <account>` */
export const accountBilling = accountRead({
  verb: 'billing',
  description: 'What a business account owes and was billed',
  needs: 'read.account',
  title: 'Billing',
  actionId: actionIds.accountBilling,
  callbackId: callbackIds.accountBilling,
  show: async ({ kit }, account) =>
    billingMessage({
      account: accountName(account),
      ...(await kit.readers.operations.accounts.billingSummary({ params: { id: account.id } })),
    }),
});

/** `/account payment <account>`: what may be seen of how it pays. Nothing of it is changed from here. */
export const accountPayment = accountRead({
  verb: 'payment',
  description: 'How a business account pays, as far as it may be seen',
  needs: 'read.payment',
  title: 'Payment methods',
  actionId: actionIds.accountPayment,
  callbackId: callbackIds.accountPayment,
  show: async ({ kit }, account) =>
    accountPaymentMessage({
      account: accountName(account),
      sources: (await kit.readers.operations.accounts.paymentSources({ params: { id: account.id } })).items,
    }),
});
