import type { Feature } from '../feature.ts';
import { addSignInForm } from './add-sign-in.ts';
import { createCustomerForm } from './create.ts';
import { deleteCustomerForm } from './delete.ts';
import { editCustomerForm } from './edit.ts';
import { searchElsewhereButton } from './elsewhere.ts';
import { logoutForm } from './logout.ts';
import { logoutAllForm } from './logout-all.ts';
import { lookupCommand } from './lookup.ts';
import { resetMfaForm } from './mfa.ts';
import { openCustomerButton, pageButtons } from './open.ts';
import { passwordResetCommand, resetByEmailForm, sendPasswordResetForm } from './password-reset.ts';
import { paymentRead } from './payment.ts';
import { refreshProfileButton } from './refresh.ts';
import { removeSignInForm } from './remove-sign-in.ts';
import { revealButton, revealReasonForm } from './reveal.ts';
import { searchForms } from './search-forms.ts';
import { shareButton } from './share.ts';
import { signInCommand, signInSent } from './sign-in.ts';
import { tagCustomerForm } from './tags.ts';
import { acceptTermsForm } from './terms.ts';
import { tokensRead } from './tokens.ts';

const command = 'customer';

export const customerFeature: Feature = {
  // The last two open a form as well: which one depends on what was typed.
  commands: [lookupCommand, paymentRead.command, tokensRead.command, passwordResetCommand, signInCommand],
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
      description: 'Log out everybody with a role in a branch',
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
  buttons: [
    openCustomerButton,
    ...pageButtons,
    searchElsewhereButton,
    revealButton,
    shareButton,
    refreshProfileButton,
    paymentRead.button,
    tokensRead.button,
  ],
  sent: [...searchForms, revealReasonForm, signInSent, paymentRead.form, tokensRead.form],
};
