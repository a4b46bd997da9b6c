import type { Command } from '../context.ts';
import { eligibilityCommand } from './command.ts';

export const eligibilityCommands: Command[] = [eligibilityCommand];
