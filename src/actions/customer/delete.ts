import { z } from 'zod';
import type { CustomerDetails, OperationsReader } from '../../api/operations/index.ts';
import { asFault, refuse } from '../../errors.ts';
import { formatMoney } from '../../lib/money.ts';
import { listed } from '../../lib/text.ts';
import { defineAction } from '../define.ts';
import { ifAllowed } from '../vocabulary/if-allowed.ts';
import { cardName, existingCustomer } from '../vocabulary/seen.ts';

/** Deletes an account for good. */
export const deleteCustomer = defineAction({
  name: 'customer.delete',
  label: 'Delete the customer',
  risk: 'destructive',
  reason: 'required',
  input: z.object({ customerId: z.number().int() }),
  subjects: ({ customerId }) => [`customer:${customerId}`],
  async precheck({ operations }, { customerId }) {
    const { customer, found } = await existingCustomer(operations, customerId);
    const [accounts, details] = await Promise.all([
      ifAllowed(operations.customers.accounts({ params: { id: customerId } })),
      detailsOf(operations, customerId, found.branchId),
    ]);
    const [account] = accounts?.items ?? [];
    if (account !== undefined && (account.ownerId ?? account.owner?.id) === customerId)
      throw refuse(
        `Customer ${customerId} owns business account ${account.id}, so the account would be left without an owner. Give it another owner in the back office first.`,
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
    'Block state': customer.blockState,
    'Business account': account?.id ?? null,
    Cards: cards.join(', '),
    'Open invoices': open ?? null,
  }),
  preview: ({ customer, account, cards, open }, _input, show) => ({
    title: `Delete ${show.person(customer)}`,
    lines: [
      ...(open === undefined ? [] : [`Open invoices: ${open}. They stay unpaid.`]),
      ...(cards.length === 0
        ? []
        : [`Has ${listed(cards.map((card) => `card ${card}`))}: take it back first if it is used again.`]),
      ...(account === undefined ? [] : [`Leaves business account ${account.name ?? account.id}.`]),
    ],
    changes: [{ label: 'Account', before: customer.blockState === 'BLOCKED' ? 'blocked' : 'in use', after: 'deleted' }],
    warning: 'The customer is signed out, cannot sign in again, and their data is gone.',
    undo: 'Cannot be undone.',
  }),
  execute: ({ operations }, { customerId }) => operations.customers.delete({ params: { id: customerId } }),
  async settled({ operations }, { customerId }) {
    try {
      const now = await operations.customers.get({ params: { id: customerId } });
      return now.blockState === 'DELETED' ? 'done' : 'not-done';
    } catch (error) {
      if (asFault(error).code === 'not_found') return 'done';
      throw error;
    }
  },
  render: ({ customer }, _input, show) => ({ title: `${show.person(customer)} is deleted` }),
});

async function detailsOf(
  operations: OperationsReader,
  id: number,
  branchId: number | undefined,
): Promise<CustomerDetails | undefined> {
  if (branchId === undefined) return undefined;
  return ifAllowed(operations.customers.details({ params: { id }, query: { branchId } }));
}

function openInvoices(details: CustomerDetails | undefined): string | undefined {
  const { openInvoicesGross: amount, currency } = details?.statistics ?? {};
  return amount === undefined || amount === 0 ? undefined : formatMoney({ amount, currency: currency ?? '' });
}
