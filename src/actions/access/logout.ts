import { z } from 'zod';
import { refuse } from '../../errors.ts';
import { counted } from '../../lib/text.ts';
import { defineAction } from '../define.ts';
import { existingCustomer } from '../vocabulary/seen.ts';

/** Signs a customer out on all devices. */
export const logout = defineAction({
  name: 'access.logout',
  label: 'Log out everywhere',
  risk: 'destructive',
  reason: 'required',
  input: z.object({ customerId: z.number().int() }),
  subjects: ({ customerId }) => [`customer:${customerId}`],
  async precheck({ operations }, { customerId }) {
    const [{ customer }, { items }] = await Promise.all([
      existingCustomer(operations, customerId),
      operations.customers.sessions({ params: { id: customerId } }),
    ]);
    if (items.length === 0) throw refuse('The customer is signed in nowhere, so there is nothing to log out.');
    return { customer, devices: items.length };
  },
  // Not the number of devices: one more or less changes nothing about the decision.
  branches: ({ customer }) => [customer.branchId],
  fingerprint: ({ customer }) => ({ Customer: customer.id, 'Block state': customer.blockState }),
  preview: ({ customer, devices }, _input, show) => ({
    title: `Log ${show.person(customer)} out everywhere`,
    changes: [{ label: 'Signed in on', before: counted(devices, 'device'), after: 'none' }],
    warning: 'It takes effect at once, also in the middle of a rental.',
    undo: 'Cannot be undone: the customer signs in again by themselves.',
  }),
  execute: ({ operations }, { customerId }) => operations.customers.logout({ params: { id: customerId } }),
  async settled({ operations }, { customerId }) {
    const { items } = await operations.customers.sessions({ params: { id: customerId } });
    return items.length === 0 ? 'done' : 'not-done';
  },
  render: ({ customer, devices }, _input, show) => ({
    title: `${show.person(customer)} is logged out on ${counted(devices, 'device')}`,
  }),
});
