import { z } from 'zod';
import { refuse } from '../../errors.ts';
import { speak } from '../../lib/language/speak.ts';
import { defineAction } from '../define.ts';
import { blockFact, blockWarning, existingCustomer } from '../shared/snapshots.ts';

/** Takes the second factor away, for somebody who has lost it. */
export const resetMfa = defineAction({
  name: 'access.reset-mfa',
  label: 'Reset the second factor',
  risk: 'destructive',
  input: z.object({ customerId: z.number().int() }),
  subjects: ({ customerId }) => [`customer:${customerId}`],
  async precheck({ operations }, { customerId }) {
    const { customer, found } = await existingCustomer(operations, customerId);
    if (found.mfaEnabled === false) throw refuse(speak('The customer has no second factor, so there is nothing to reset.'));
    return { customer, mfaEnabled: found.mfaEnabled };
  },
  branches: ({ customer }) => [customer.branchId],
  fingerprint: ({ customer, mfaEnabled }) => ({
    Customer: customer.id,
    'Block state': blockFact(customer),
    'Second factor': mfaEnabled === true ? 'on' : 'not known',
  }),
  concerns: ({ customer }, redactor) => [blockWarning(customer, redactor)],
  preview: ({ customer, mfaEnabled }, _input, redactor) => ({
    title: speak('Reset two-factor sign-in for {customer}', { customer: redactor.person(customer) }),
    lines: [
      speak(
        'Two-factor sign-in is for staff accounts: the dashboard and the service app ask for it, the riders’ app never does.',
      ),
    ],
    changes: [
      { label: speak('Second factor'), before: mfaEnabled === true ? speak('on') : speak('not known'), after: speak('off') },
    ],
    warning: speak(
      'Until they set it up again, the password alone is enough to sign in. Make sure that it is really they who ask.',
    ),
    undo: speak('Can’t be undone here; the customer sets it up again.'),
  }),
  execute: ({ operations }, { customerId }) => operations.customers.resetMfa({ params: { id: customerId } }),
  async verify({ operations }, { customerId }) {
    const { mfaEnabled } = await operations.customers.get({ params: { id: customerId } });
    if (mfaEnabled === undefined) return 'cannot-tell';
    return mfaEnabled ? 'not-done' : 'done';
  },
  render: ({ customer }, _input, redactor) => ({
    title: speak('The second factor of {customer} is off', { customer: redactor.person(customer) }),
    lines: [speak('They set it up again at their next sign-in to the dashboard or the service app.')],
  }),
});
