import { accountFeature } from './account/index.ts';
import { approvalsFeature } from './approvals/index.ts';
import { unitFeature } from './business-unit/index.ts';
import { cardFeature } from './card/index.ts';
import type { Button, Command, FieldChange, Form, Shortcut } from './context.ts';
import { customerFeature } from './customer/index.ts';
import { profileSource } from './customer/refresh.ts';
import { eligibilityFeature } from './eligibility/index.ts';
import { eligibilitySource } from './eligibility/refresh.ts';
import type { Feature } from './feature.ts';
import { createActionForm, createFormChange } from './form/engine.ts';
import { createStartButtons, formCommand } from './form/start.ts';
import { createQuickButton, createTryAgainButton } from './home/quick.ts';
import { ratingFeature } from './rating/index.ts';
import { createAskAgain } from './request/ask-again.ts';
import { decisionButtons, decisionForms } from './request/decide.ts';
import { createShortcuts } from './shortcut/index.ts';
import { smartmoveFeature } from './smartmove/index.ts';
import { termsFeature } from './terms/index.ts';
import { verificationFeature } from './verification/index.ts';
import { voucherFeature } from './voucher/index.ts';
import { createHelpButton } from './wheelhouse/help.ts';
import { createWheelhouseFeature } from './wheelhouse/index.ts';

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
  const features = [...subjects, createWheelhouseFeature(() => commands)];
  const verbs = features.flatMap((feature) => feature.verbs ?? []);
  const actionForms = [...verbs.map(({ form }) => form), ...features.flatMap((feature) => feature.forms ?? [])];
  const forms = Object.fromEntries(actionForms.map((form) => [form.action, form]));
  const commands: readonly Command[] = features.flatMap((feature) => [
    ...(feature.commands ?? []),
    ...(feature.verbs ?? []).map(formCommand),
  ]);
  return {
    commands,
    buttons: [
      ...features.flatMap((feature) => feature.buttons ?? []),
      ...decisionButtons,
      createAskAgain(forms),
      ...createStartButtons(forms, { profile: profileSource, eligibility: eligibilitySource }),
      createQuickButton(() => commands),
      createTryAgainButton(() => commands),
      createHelpButton(() => commands),
    ],
    forms: [...features.flatMap((feature) => feature.sent ?? []), ...decisionForms, createActionForm(forms)],
    fieldChanges: [...features.flatMap((feature) => feature.fieldChanges ?? []), createFormChange(forms)],
    shortcuts: createShortcuts(commands),
  };
}
