import { z } from 'zod';
import { refuse } from '../../errors.ts';
import { defineAction } from '../define.ts';
import { existingCustomer } from '../vocabulary/seen.ts';
import { signInList } from '../vocabulary/sign-in.ts';

/** Sends a customer the e-mail with which they choose a new password. */
export const sendPasswordReset = defineAction({
  name: 'access.send-password-reset',
  label: 'Send a password reset',
  risk: 'routine',
  reason: 'optional',
  input: z.object({ customerId: z.number().int() }),
  subjects: ({ customerId }) => [`customer:${customerId}`],
  async precheck({ operations }, { customerId }) {
    const { customer, found } = await existingCustomer(operations, customerId);
    if (found.email === undefined)
      throw refuse(
        `Customer ${customerId} has no e-mail address, so nothing can be sent. Add one first: /customer edit ${customerId}`,
      );
    return { customer, email: found.email, methods: found.signInMethods };
  },
  branches: ({ customer }) => [customer.branchId],
  fingerprint: ({ customer, email }) => ({ Customer: customer.id, 'Block state': customer.blockState, 'E-mail': email }),
  preview({ customer, email, methods }, _input, show) {
    const warning =
      customer.blockState === 'BLOCKED'
        ? 'The customer is blocked: a new password does not change that.'
        : methods !== undefined && !methods.includes('EMAIL')
          ? `The customer signs in with ${signInList(methods)}, so a password does not help them.`
          : undefined;
    return {
      title: `Send ${show.person(customer)} an e-mail to choose a new password`,
      lines: [`It goes to ${show.email(email)}.`],
      ...(warning === undefined ? {} : { warning }),
      undo: 'Cannot be called back; the password stays as it is until the customer chooses another one.',
    };
  },
  execute: ({ operations }, { customerId }) => operations.customers.sendPasswordReset({ params: { id: customerId } }),
  render: ({ customer, email }, _input, show) => ({
    title: `The e-mail to choose a new password is on its way to ${show.person(customer)}`,
    lines: [`It goes to ${show.email(email)}. It may take some minutes, and may be among the spam.`],
  }),
});
