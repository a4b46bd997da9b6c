import { z } from 'zod';
import { refuse } from '../../errors.ts';
import { speak } from '../../lib/language/speak.ts';
import { defineAction } from '../define.ts';
import { blockFact, blockWarning, existingCustomer } from '../shared/snapshots.ts';
import { reachesLater } from './shared.ts';

/** Signs a customer out on all devices. */
export const logout = defineAction({
  name: 'access.logout',
  label: 'Log out everywhere',
  risk: 'destructive',
  input: z.object({ customerId: z.number().int() }),
  subjects: ({ customerId }) => [`customer:${customerId}`],
  async precheck({ operations }, { customerId }) {
    const [{ customer }, { items }] = await Promise.all([
      existingCustomer(operations, customerId),
      operations.customers.sessions({ params: { id: customerId } }),
    ]);
    if (items.length === 0) throw refuse(speak('The customer isn’t signed in on any device, so there is nothing to log out.'));
    return { customer, devices: items.length };
  },
  // Not the number of devices: one more or less changes nothing about the decision.
  branches: ({ customer }) => [customer.branchId],
  fingerprint: ({ customer }) => ({ Customer: customer.id, 'Block state': blockFact(customer) }),
  concerns: ({ customer }, redactor) => [blockWarning(customer, redactor)],
  preview: ({ customer, devices }, _input, redactor) => ({
    title: speak('Log {customer} out everywhere', { customer: redactor.person(customer) }),
    changes: [
      {
        label: speak('Signed in on'),
        before: speak('{devices, plural, one {# device} other {# devices}}', { devices }),
        after: speak('none'),
      },
    ],
    warning: speak('It can interrupt a rental. {reachesLater}', { reachesLater: speak(reachesLater) }),
    undo: speak('Can’t be undone; the customer just signs in again.'),
  }),
  execute: ({ operations }, { customerId }) => operations.customers.logout({ params: { id: customerId } }),
  async verify({ operations }, { customerId }) {
    const { items } = await operations.customers.sessions({ params: { id: customerId } });
    return items.length === 0 ? 'done' : 'not-done';
  },
  render: ({ customer, devices }, _input, redactor) => ({
    title: speak('{customer} is logged out on {devices, plural, one {# device} other {# devices}}', {
      customer: redactor.person(customer),
      devices,
    }),
    lines: [speak(reachesLater)],
  }),
});
