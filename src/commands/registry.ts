import { accountFeature } from './account/index.ts';
import { approvalsFeature } from './approvals/index.ts';
import { unitFeature } from './business-unit/index.ts';
import { cardFeature } from './card/index.ts';
import type { Button, Command, FieldChange, Form, Shortcut } from './context.ts';
import { customerFeature } from './customer/index.ts';
import { lookupRead } from './customer/lookup.ts';
import { eligibilityFeature } from './eligibility/index.ts';
import { eligibilityRead } from './eligibility/read.ts';
import { DrawnEffects } from './engine/drawn-effects.ts';
import { createActionForm, createFormChange } from './engine/form.ts';
import { createStartButtons, formCommand } from './engine/start.ts';
import type { Feature } from './feature.ts';
import { createQuickButton, createTryAgainButton } from './home/quick.ts';
import { ratingFeature } from './rating/index.ts';
import { createAskAgain } from './request/ask-again.ts';
import { decisionButtons, decisionForms } from './request/decide.ts';
import { approveAnswer, askBeforeApproving } from './request/in-full.ts';
import { offerButtons, offerForms } from './request/offers.ts';
import { questionButtons, questionForms } from './request/questions.ts';
import { createShortcuts } from './shortcut/index.ts';
import { smartmoveFeature } from './smartmove/index.ts';
import { termsFeature } from './terms/index.ts';
import { verificationFeature } from './verification/index.ts';
import { voucherFeature } from './voucher/index.ts';
import { createHelpButton } from './wheelhouse/help.ts';
import { createWheelhouseFeature, journalAndSettings } from './wheelhouse/index.ts';
import { workflowStepButtons, workflowStepForms } from './workflow-step/index.ts';

/** Everything that people can type, press, send and reach by a shortcut. */
export type Registry = {
  commands: readonly Command[];
  buttons: readonly Button[];
  forms: readonly Form[];
  fieldChanges: readonly FieldChange[];
  shortcuts: readonly Shortcut[];
};

/** In the order of the help. */
const subjects: readonly Feature[] = [
  customerFeature,
  eligibilityFeature,
  cardFeature,
  voucherFeature,
  accountFeature,
  ratingFeature,
  verificationFeature,
  termsFeature,
  unitFeature,
  smartmoveFeature,
  approvalsFeature,
];

export function createRegistry(): Registry {
  const features = [...subjects, createWheelhouseFeature(() => commands), journalAndSettings];
  const verbs = features.flatMap((feature) => feature.verbs ?? []);
  const actionForms = [...verbs.map(({ form }) => form), ...features.flatMap((feature) => feature.forms ?? [])];
  const forms = Object.fromEntries(actionForms.map((form) => [form.action, form]));
  const commands: readonly Command[] = features.flatMap((feature) => [
    ...(feature.reads ?? []).map(({ command }) => command),
    ...(feature.commands ?? []),
    ...(feature.verbs ?? []).map(formCommand),
  ]);
  const reads = features.flatMap((feature) => feature.reads ?? []);
  const drawnEffects = new DrawnEffects();
  return {
    commands,
    buttons: [
      ...features.flatMap((feature) => feature.buttons ?? []),
      ...reads.flatMap(({ buttons }) => buttons),
      ...decisionButtons,
      ...questionButtons,
      ...offerButtons,
      ...workflowStepButtons,
      askBeforeApproving,
      createAskAgain(forms),
      ...createStartButtons(forms, { profile: lookupRead.source, eligibility: eligibilityRead.source }),
      createQuickButton(() => commands),
      createTryAgainButton(() => commands),
      createHelpButton(() => commands),
    ],
    forms: [
      ...features.flatMap((feature) => feature.submissions ?? []),
      ...reads.map(({ submission }) => submission),
      ...decisionForms,
      ...questionForms,
      ...offerForms,
      ...workflowStepForms,
      approveAnswer,
      createActionForm(forms, drawnEffects),
    ],
    fieldChanges: [...reads.flatMap(({ fieldChange }) => fieldChange ?? []), createFormChange(forms, drawnEffects)],
    shortcuts: createShortcuts(commands),
  };
}
