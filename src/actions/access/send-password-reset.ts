import { z } from 'zod';
import { refuse } from '../../errors.ts';
import { speak } from '../../lib/language/speak.ts';
import { defineAction } from '../define.ts';
import { blockFact, blockWarning, existingCustomer } from '../shared/snapshots.ts';
import { signInList } from './shared.ts';

/** Sends a customer the e-mail with which they choose a new password. */
export const sendPasswordReset = defineAction({
  name: 'access.send-password-reset',
  label: 'Send a password reset',
  risk: 'routine',
  input: z.object({ customerId: z.number().int() }),
  subjects: ({ customerId }) => [`customer:${customerId}`],
  async precheck({ operations }, { customerId }) {
    const { customer, found } = await existingCustomer(operations, customerId);
    if (found.email === undefined)
      throw refuse(
        speak('Customer {customerId} has no e-mail address, so nothing can be sent. Add one first: /customer edit {customerId}', {
          customerId,
        }),
      );
    return { customer, email: found.email, methods: found.signInMethods };
  },
  branches: ({ customer }) => [customer.branchId],
  fingerprint: ({ customer, email }) => ({ Customer: customer.id, 'Block state': blockFact(customer), 'E-mail': email }),
  concerns: ({ customer }, redactor) => [blockWarning(customer, redactor)],
  preview({ customer, email, methods }, _input, redactor) {
    const warning =
      methods !== undefined && !methods.includes('EMAIL')
        ? speak('The customer signs in with {signInList}, so a password does not help them.', { signInList: signInList(methods) })
        : undefined;
    return {
      title: speak('Send {customer} an e-mail to choose a new password', { customer: redactor.person(customer) }),
      lines: [speak('It goes to {email}.', { email: redactor.email(email) })],
      warning,
      undo: speak('Can’t be recalled; the password stays as it is until the customer chooses another one.'),
    };
  },
  execute: ({ operations }, { customerId }) => operations.customers.sendPasswordReset({ params: { id: customerId } }),
  render: ({ customer, email }, _input, redactor) => ({
    title: speak('The e-mail to choose a new password is on its way to {customer}', { customer: redactor.person(customer) }),
    lines: [speak('It goes to {email}. It may take some minutes, and may be among the spam.', { email: redactor.email(email) })],
  }),
});
