import type { Feature } from '../feature.ts';
import { awayButtons, awayCommands, awayForms } from './away.ts';
import { openRequestButton } from './details.ts';
import { figuresCommand } from './figures.ts';
import { approvalsCommands } from './queue.ts';
import { severalButtons, severalForms } from './several.ts';

export const approvalsFeature: Feature = {
  commands: [...approvalsCommands, ...awayCommands, figuresCommand],
  buttons: [openRequestButton, ...severalButtons, ...awayButtons],
  submissions: [...severalForms, ...awayForms],
};
