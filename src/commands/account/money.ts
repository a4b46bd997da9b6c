import { accountName } from '../../actions/account/shared/names.ts';
import { accountPaymentMessage, billingMessage } from '../../views/account/money.ts';
import { actionIds } from '../../views/ids.ts';
import { defineRead } from '../engine/read.ts';
import { oneAccount } from '../subjects/account.ts';

/** `/account billing <account>` */
export const accountBilling = defineRead({
  command: 'account',
  verb: 'billing',
  description: 'What a business account owes and was billed',
  needs: 'read.account',
  title: 'Billing',
  about: oneAccount,
  opens: actionIds.accountBilling,
  fetch: async ({ app }, account) => ({
    account: accountName(account),
    ...(await app.readers.operations.accounts.billingSummary({ params: { id: account.id } })),
  }),
  view: billingMessage,
  page: ({ id }) => ({ kind: 'account', id }),
});

/** `/account payment <account>`: what may be seen of how it pays. Nothing of it is changed from here. */
export const accountPayment = defineRead({
  command: 'account',
  verb: 'payment',
  description: 'How a business account pays, as far as it may be seen',
  needs: 'read.payment',
  title: 'Payment methods',
  about: oneAccount,
  opens: actionIds.accountPayment,
  fetch: async ({ app }, account) => ({
    account: accountName(account),
    sources: (await app.readers.operations.accounts.paymentSources({ params: { id: account.id } })).items,
  }),
  view: accountPaymentMessage,
  page: ({ id }) => ({ kind: 'account', id }),
});
