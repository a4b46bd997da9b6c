import type { Command } from '../context.ts';
import type { Feature } from '../feature.ts';
import { refreshHomeButton } from '../home/home.ts';
import { auditButtons, auditCommand, auditSent } from './audit.ts';
import { helpMessageFor } from './help.ts';
import { statusCommand } from './status.ts';

/** `/wheelhouse help`, `status` and `audit`. `commands` gives all that are registered, these included. */
export function createWheelhouseFeature(commands: () => readonly Command[]): Feature {
  return {
    commands: [
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
    ],
    buttons: [refreshHomeButton, ...auditButtons],
    sent: [auditSent],
  };
}
