import { spoken } from '../../lib/language/speak.ts';
import type { Feature } from '../feature.ts';
import { addSignInForm } from './add-sign-in.ts';
import { createCustomerForm } from './create.ts';
import { editCustomerForm, tagCustomerForm } from './edit.ts';
import { historyButtons } from './history.ts';
import { logoutAllForm } from './logout-all.ts';
import { lookAtMenu } from './look-at.ts';
import { lookupCommand, lookupRead } from './lookup.ts';
import { deleteCustomerForm, logoutForm, resetMfaForm } from './one-customer-form.ts';
import { passwordResetCommand, resetByEmailForm, sendPasswordResetForm } from './password-reset.ts';
import { paymentRead } from './payment.ts';
import { removeSignInForm } from './remove-sign-in.ts';
import { revealButton, revealReasonForm } from './reveal.ts';
import { shareButton } from './share.ts';
import { signInCommand, signInSubmission } from './sign-in.ts';
import { acceptTermsForm } from './terms.ts';
import { tokensRead } from './tokens.ts';

const command = 'customer';

export const customerFeature: Feature = spoken({
  // The last two open a form as well: which one depends on what was typed.
  reads: [{ ...lookupRead, command: lookupCommand }, paymentRead, tokensRead],
  commands: [passwordResetCommand, signInCommand],
  verbs: [
    {
      form: acceptTermsForm,
      command,
      verb: 'terms',
      usage: '<customer> [branch]',
      description: 'Accept a branch’s terms for a customer',
    },
    { form: editCustomerForm, command, verb: 'edit', usage: '<customer>', description: 'Correct a customer’s data' },
    {
      form: tagCustomerForm,
      command,
      verb: 'tags',
      usage: '<customer> [+tag] [-tag]',
      description: 'Add tags, remove some, or replace the list',
    },
    { form: resetMfaForm, command, verb: 'mfa', usage: '<customer>', description: 'Reset the second factor' },
    { form: logoutForm, command, verb: 'logout', usage: '<customer>', description: 'Log a customer out on all devices' },
    {
      form: logoutAllForm,
      command,
      verb: 'logout-all',
      usage: '<role> [branch]',
      description: 'Log out everyone with a role in a branch',
    },
    {
      form: createCustomerForm,
      command,
      verb: 'create',
      usage: '[e-mail | phone] [first name] [last name]',
      description: 'Create a customer',
    },
    { form: deleteCustomerForm, command, verb: 'delete', usage: '<customer>', description: 'Delete a customer for good' },
  ],
  forms: [sendPasswordResetForm, resetByEmailForm, addSignInForm, removeSignInForm],
  buttons: [revealButton, shareButton, ...historyButtons, lookAtMenu],
  submissions: [revealReasonForm, signInSubmission],
});
