import { z } from 'zod';
import { refuse } from '../../errors.ts';
import { defineAction } from '../define.ts';
import { existingCustomer } from '../vocabulary/seen.ts';

/** Takes the second factor away, for somebody who has lost it. */
export const resetMfa = defineAction({
  name: 'access.reset-mfa',
  label: 'Reset the second factor',
  risk: 'destructive',
  reason: 'required',
  input: z.object({ customerId: z.number().int() }),
  subjects: ({ customerId }) => [`customer:${customerId}`],
  async precheck({ operations }, { customerId }) {
    const { customer, found } = await existingCustomer(operations, customerId);
    if (found.mfaEnabled === false) throw refuse('The customer has no second factor, so there is nothing to reset.');
    return { customer, mfaEnabled: found.mfaEnabled };
  },
  branches: ({ customer }) => [customer.branchId],
  fingerprint: ({ customer, mfaEnabled }) => ({
    Customer: customer.id,
    'Block state': customer.blockState,
    'Second factor': mfaEnabled === true ? 'on' : 'not known',
  }),
  preview: ({ customer, mfaEnabled }, _input, show) => ({
    title: `Take the second factor from ${show.person(customer)}`,
    changes: [{ label: 'Second factor', before: mfaEnabled === true ? 'on' : 'not known', after: 'off' }],
    warning: 'Until they set it up anew, the password alone lets somebody in. Make sure that it is the customer who asks.',
    undo: 'Cannot be undone here: the customer sets it up anew.',
  }),
  execute: ({ operations }, { customerId }) => operations.customers.resetMfa({ params: { id: customerId } }),
  async settled({ operations }, { customerId }) {
    const { mfaEnabled } = await operations.customers.get({ params: { id: customerId } });
    if (mfaEnabled === undefined) return 'cannot-tell';
    return mfaEnabled ? 'not-done' : 'done';
  },
  render: ({ customer }, _input, show) => ({
    title: `The second factor of ${show.person(customer)} is off`,
    lines: ['They set it up anew in the app.'],
  }),
});
