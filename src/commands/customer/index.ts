import type { Command } from '../context.ts';
import { lookupCommand } from './lookup.ts';

/** The verbs of `/customer` that read. */
export const customerCommands: Command[] = [lookupCommand];
