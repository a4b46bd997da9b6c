import { openRequestButton } from './approvals/details.ts';
import { cardFindSent } from './card/find.ts';
import type { Button, Command, FieldChange, Form } from './context.ts';
import { searchElsewhereButton } from './customer/elsewhere.ts';
import { openCustomerButton, pageButtons } from './customer/open.ts';
import { revealButton, revealReasonForm } from './customer/reveal.ts';
import { searchForms } from './customer/search-forms.ts';
import { shareButton } from './customer/share.ts';
import { changeEligibilityButton, checkEligibilityButton } from './eligibility/buttons.ts';
import { eligibilityFieldChanged, eligibilitySent } from './eligibility/sent.ts';
import { refreshHomeButton } from './home/home.ts';
import { createQuickButton, createTryAgainButton } from './home/quick.ts';
import { auditButtons, auditSent } from './wheelhouse/audit.ts';
import { createHelpButton } from './wheelhouse/help.ts';

/** Buttons that show something and change nothing. */
export const readButtons: readonly Button[] = [
  openCustomerButton,
  ...pageButtons,
  searchElsewhereButton,
  revealButton,
  shareButton,
  checkEligibilityButton,
  changeEligibilityButton,
  openRequestButton,
  refreshHomeButton,
  ...auditButtons,
];

/** Buttons that run or explain commands. `commands` gives all that are registered. */
export function createCommandButtons(commands: () => readonly Command[]): readonly Button[] {
  return [createQuickButton(commands), createTryAgainButton(commands), createHelpButton(commands)];
}

/** Forms that ask what to show. */
export const readForms: readonly Form[] = [...searchForms, eligibilitySent, cardFindSent, revealReasonForm, auditSent];

/** Forms of these that follow a change of one of their fields. */
export const readFieldChanges: readonly FieldChange[] = [eligibilityFieldChanged];
