import type { Command } from '../context.ts';
import { auditCommand } from './audit.ts';
import { helpMessageFor } from './help.ts';
import { statusCommand } from './status.ts';

/** `/wheelhouse help`, `status` and `audit`. `commands` gives all that are registered, these included. */
export function createWheelhouseCommands(commands: () => readonly Command[]): Command[] {
  return [
    {
      command: 'wheelhouse',
      verb: 'help',
      usage: '',
      description: 'What you can type',
      needs: undefined,
      run: ({ reply, who }) => reply(helpMessageFor(who, commands())),
    },
    statusCommand,
    auditCommand,
  ];
}
