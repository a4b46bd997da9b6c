import { z } from 'zod';
import { refuse } from '../../errors.ts';
import { speak } from '../../lib/language/speak.ts';
import { holderOf } from '../customer/shared/contacts.ts';
import { defineAction } from '../define.ts';
import { EmailAddress } from '../shared/contact-fields.ts';

/** Sends a password reset to an address whose customer cannot be found here. */
export const resetByEmail = defineAction({
  name: 'access.reset-by-email',
  label: 'Password reset by e-mail',
  risk: 'routine',
  input: z.object({ email: EmailAddress }),
  subjects: () => ['access:reset-by-email'],
  async precheck({ operations }, { email }) {
    const holder = await holderOf(operations, { email });
    if (holder !== undefined)
      throw refuse(
        speak('Customer {holder} has this e-mail address. Send it to them: /customer password-reset {holder}', {
          holder: holder.id,
        }),
      );
    return {};
  },
  // No visible customer has the address, so nobody knows where its customer belongs.
  branches: () => [undefined],
  fingerprint: () => ({ 'Matching customer': 'none' }),
  preview: (_snapshot, { email }, redactor) => ({
    title: speak('Send an e-mail to choose a new password to {email}', { email: redactor.email(email) }),
    lines: [
      speak(
        'No customer Wheelhouse can find has this address. If the back office doesn’t know it either, it says so and sends nothing.',
      ),
    ],
    undo: speak('Can’t be recalled; the password stays as it is until the customer chooses another one.'),
  }),
  execute: ({ operations }, { email }) => operations.customers.resetByEmail({ params: { email } }),
  render: (_snapshot, { email }, redactor) => ({
    title: speak('The e-mail to choose a new password is on its way to {email}', { email: redactor.email(email) }),
  }),
});
