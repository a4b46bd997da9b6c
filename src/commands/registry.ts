import { approvalsCommands } from './approvals/queue.ts';
import { assignCardForm } from './card/assign.ts';
import { cardFindCommand } from './card/find.ts';
import { unassignCardForm } from './card/unassign.ts';
import type { Button, Command, FieldChange, Form } from './context.ts';
import { editCustomerForm } from './customer/edit.ts';
import { customerCommands } from './customer/index.ts';
import { acceptTermsForm } from './customer/terms.ts';
import { eligibilityCommands } from './eligibility/index.ts';
import type { ActionForm } from './form/action-form.ts';
import { createActionForm, createFormChange } from './form/engine.ts';
import { createStartButtons, formCommand } from './form/start.ts';
import { createCommandButtons, readButtons, readFieldChanges, readForms } from './reads.ts';
import { createAskAgain } from './request/ask-again.ts';
import { decisionButtons, decisionForms } from './request/decide.ts';
import { applyVoucherForm } from './voucher/apply.ts';
import { createWheelhouseCommands } from './wheelhouse/index.ts';

/** Everything that people can type, press and send. */
export type Registry = {
  commands: readonly Command[];
  buttons: readonly Button[];
  forms: readonly Form[];
  fieldChanges: readonly FieldChange[];
};

const actionForms: readonly ActionForm[] = [
  assignCardForm,
  unassignCardForm,
  applyVoucherForm,
  acceptTermsForm,
  editCustomerForm,
];

export function createRegistry(): Registry {
  const forms = Object.fromEntries(actionForms.map((form) => [form.action, form]));
  const commands: Command[] = [
    ...customerCommands,
    formCommand(acceptTermsForm, {
      command: 'customer',
      verb: 'terms',
      usage: '<customer> [branch]',
      description: 'Accept a branch’s terms for a customer',
    }),
    formCommand(editCustomerForm, {
      command: 'customer',
      verb: 'edit',
      usage: '<customer>',
      description: 'Correct a customer’s data',
    }),
    ...eligibilityCommands,
    cardFindCommand,
    formCommand(assignCardForm, {
      command: 'card',
      verb: 'assign',
      usage: '<card> <customer>',
      description: 'Give a card to a customer',
    }),
    formCommand(unassignCardForm, {
      command: 'card',
      verb: 'unassign',
      usage: '<card> [state]',
      description: 'Take a card back and say what becomes of it',
    }),
    formCommand(applyVoucherForm, {
      command: 'voucher',
      verb: 'apply',
      usage: '<customer | account:…> [template]',
      description: 'Give a goodwill voucher',
    }),
    ...approvalsCommands,
  ];
  commands.push(...createWheelhouseCommands(() => commands));
  return {
    commands,
    buttons: [
      ...readButtons,
      ...decisionButtons,
      createAskAgain(forms),
      ...createStartButtons(forms),
      ...createCommandButtons(() => commands),
    ],
    forms: [...readForms, ...decisionForms, createActionForm(forms)],
    fieldChanges: [...readFieldChanges, createFormChange(forms)],
  };
}
