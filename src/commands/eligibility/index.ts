import type { Feature } from '../feature.ts';
import { changeEligibilityButton, checkEligibilityButton } from './buttons.ts';
import { eligibilityCommand } from './command.ts';
import { refreshEligibilityButton } from './refresh.ts';
import { eligibilityFieldChanged, eligibilitySent } from './sent.ts';

export const eligibilityFeature: Feature = {
  commands: [eligibilityCommand],
  buttons: [checkEligibilityButton, changeEligibilityButton, refreshEligibilityButton],
  sent: [eligibilitySent],
  fieldChanges: [eligibilityFieldChanged],
};
