import type { Command, Shortcut } from '../context.ts';
import { globalShortcuts } from './global.ts';
import { lookUpInMessage } from './look-up.ts';

/** Every shortcut; one whose command this version does not have is none. */
export function createShortcuts(commands: readonly Command[]): Shortcut[] {
  const global = globalShortcuts.flatMap(({ callbackId, command: name, verb }): Shortcut[] => {
    const command = commands.find((one) => one.command === name && one.verb === verb);
    return command === undefined
      ? []
      : [{ callbackId, needs: command.needs, run: (interaction) => command.run(interaction, []) }];
  });
  return [lookUpInMessage, ...global];
}
