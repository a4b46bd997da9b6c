import type { Feature } from '../feature.ts';
import { editCustomerForm } from './edit.ts';
import { searchElsewhereButton } from './elsewhere.ts';
import { lookupCommand } from './lookup.ts';
import { openCustomerButton, pageButtons } from './open.ts';
import { revealButton, revealReasonForm } from './reveal.ts';
import { searchForms } from './search-forms.ts';
import { shareButton } from './share.ts';
import { acceptTermsForm } from './terms.ts';

export const customerFeature: Feature = {
  commands: [lookupCommand],
  verbs: [
    {
      form: acceptTermsForm,
      command: 'customer',
      verb: 'terms',
      usage: '<customer> [branch]',
      description: 'Accept a branch’s terms for a customer',
    },
    {
      form: editCustomerForm,
      command: 'customer',
      verb: 'edit',
      usage: '<customer>',
      description: 'Correct a customer’s data',
    },
  ],
  buttons: [openCustomerButton, ...pageButtons, searchElsewhereButton, revealButton, shareButton],
  sent: [...searchForms, revealReasonForm],
};
