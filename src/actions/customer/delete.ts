import { z } from 'zod';
import type { CustomerDetails, OperationsReader } from '../../api/operations/index.ts';
import { asFault, refuse } from '../../errors.ts';
import { speak } from '../../lib/language/speak.ts';
import { formatMoney, type Money, withCode } from '../../lib/money.ts';
import { listed } from '../../lib/text.ts';
import { isDeleted, isFine, stateWord } from '../../states/interpret.ts';
import { defineAction } from '../define.ts';
import { ifAllowed } from '../shared/readings.ts';
import { blockFact, blockWarning, cardName, existingCustomer } from '../shared/snapshots.ts';

/** Deletes an account for good. */
export const deleteCustomer = defineAction({
  name: 'customer.delete',
  label: 'Delete the customer',
  risk: 'destructive',
  input: z.object({ customerId: z.number().int() }),
  subjects: ({ customerId }) => [`customer:${customerId}`],
  async precheck({ operations }, { customerId }) {
    const { customer } = await existingCustomer(operations, customerId);
    const [accounts, details] = await Promise.all([
      ifAllowed(operations.customers.accounts({ params: { id: customerId } })),
      detailsOf(operations, customerId, customer.branchId),
    ]);
    const [account] = accounts?.items ?? [];
    if (account !== undefined && (account.ownerId ?? account.owner?.id) === customerId)
      throw refuse(
        speak(
          'Customer {customerId} owns business account {account}, so the account would be left without an owner. Give it another owner in the back office first.',
          { customerId, account: account.id },
        ),
      );
    return {
      customer,
      account: account === undefined ? undefined : { id: account.id, name: account.name },
      cards: details?.identityCards?.map(cardName) ?? [],
      open: openInvoices(details),
    };
  },
  branches: ({ customer }) => [customer.branchId],
  fingerprint: ({ customer, account, cards, open }) => ({
    Customer: customer.id,
    'Block state': blockFact(customer),
    'Business account': account?.id ?? null,
    Cards: cards.join(', '),
    'Open invoices': open === undefined ? null : withCode(open),
  }),
  concerns: ({ customer }, redactor) => [blockWarning(customer, redactor)],
  preview: ({ customer, account, cards, open }, _input, redactor) => ({
    title: speak('Delete {customer}', { customer: redactor.person(customer) }),
    lines: [
      ...(open === undefined ? [] : [speak('Open invoices: {open}. They stay unpaid.', { open: formatMoney(open) })]),
      ...(cards.length === 0
        ? []
        : [
            speak('Has {cards}: take it back first if it is used again.', {
              cards: listed(cards.map((card) => speak('card {card}', { card }))),
            }),
          ]),
      ...(account === undefined ? [] : [speak('Leaves business account {account}.', { account: account.name ?? account.id })]),
    ],
    changes: [
      {
        label: speak('Account'),
        before: isFine('block', customer.blockState) ? speak('in use') : stateWord('block', customer.blockState),
        after: speak('deleted'),
      },
    ],
    warning: speak('The customer is signed out, cannot sign in again, and their data is gone.'),
    undo: speak('Can’t be undone.'),
  }),
  execute: ({ operations }, { customerId }) => operations.customers.delete({ params: { id: customerId } }),
  async verify({ operations }, { customerId }) {
    try {
      const now = await operations.customers.get({ params: { id: customerId } });
      return isDeleted(now.blockState) ? 'done' : 'not-done';
    } catch (error) {
      if (asFault(error).code === 'not_found') return 'done';
      throw error;
    }
  },
  render: ({ customer }, _input, redactor) => ({
    title: speak('{customer} is deleted', { customer: redactor.person(customer) }),
  }),
});

async function detailsOf(
  operations: OperationsReader,
  id: number,
  branchId: number | undefined,
): Promise<CustomerDetails | undefined> {
  if (branchId === undefined) return undefined;
  return ifAllowed(operations.customers.details({ params: { id }, query: { branchId } }));
}

function openInvoices(details: CustomerDetails | undefined): Money | undefined {
  const { openInvoicesGross: amount, currency } = details?.statistics ?? {};
  return amount === undefined || amount === 0 ? undefined : { amount, currency: currency ?? '' };
}
