import type { Command } from '../context.ts';
import type { Feature } from '../feature.ts';
import { refreshHomeButton } from '../home/home.ts';
import { auditButtons, auditCommand, auditSent } from './audit.ts';
import { helpMessageFor } from './help.ts';
import { settingsCommand, settingsPageButton } from './settings.ts';
import { statusCommand } from './status.ts';

/** `/wheelhouse help`, `status`, `settings` and `audit`. `commands` gives all that are registered, these included. */
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
      settingsCommand,
      auditCommand,
    ],
    buttons: [refreshHomeButton, settingsPageButton, ...auditButtons],
    sent: [auditSent],
  };
}
