import type { Feature } from '../feature.ts';
import { openRequestButton } from './details.ts';
import { approvalsCommands } from './queue.ts';

export const approvalsFeature: Feature = { commands: approvalsCommands, buttons: [openRequestButton] };
