import { z } from 'zod';
import { refuse } from '../../errors.ts';
import { defineAction } from '../define.ts';
import { EmailAddress } from '../vocabulary/contact-fields.ts';
import { holderOf } from '../vocabulary/contacts.ts';

/** Sends a password reset to an address whose customer cannot be found here. */
export const resetByEmail = defineAction({
  name: 'access.reset-by-email',
  label: 'Password reset by e-mail',
  risk: 'routine',
  reason: 'optional',
  input: z.object({ email: EmailAddress }),
  subjects: () => ['access:reset-by-email'],
  async precheck({ operations }, { email }) {
    const holder = await holderOf(operations, { email });
    if (holder !== undefined)
      throw refuse(`Customer ${holder.id} has this e-mail address. Send it to them: /customer password-reset ${holder.id}`);
    return {};
  },
  // Nobody in sight has the address, so nobody knows where its customer belongs.
  branches: () => [undefined],
  fingerprint: () => ({ 'A customer in sight': 'none' }),
  preview: (_seen, { email }, show) => ({
    title: `Send an e-mail to choose a new password to ${show.email(email)}`,
    lines: [
      'No customer whom Wheelhouse can find has this address. If the back office knows nobody either, it says so and sends nothing.',
    ],
    undo: 'Cannot be called back; the password stays as it is until the customer chooses another one.',
  }),
  execute: ({ operations }, { email }) => operations.customers.resetByEmail({ params: { email } }),
  render: (_seen, { email }, show) => ({
    title: `The e-mail to choose a new password is on its way to ${show.email(email)}`,
  }),
});
