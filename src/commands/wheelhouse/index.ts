import { spoken } from '../../lib/language/speak.ts';
import type { Command } from '../context.ts';
import type { Feature } from '../feature.ts';
import { refreshHomeButton, turnQueueButton } from '../home/home.ts';
import { auditRead } from './audit.ts';
import { goOnButton } from './go-on.ts';
import { helpMessageFor } from './help.ts';
import { settingsRead } from './settings.ts';
import { statusCommand } from './status.ts';

/** Listed after help and status, which are what people type first. */
export const journalAndSettings: Feature = { reads: [settingsRead, auditRead] };

/** `/wheelhouse help` and `status`. `commands` gives all that are registered, these included. */
export function createWheelhouseFeature(commands: () => readonly Command[]): Feature {
  return spoken({
    // No reads: both answer from what the app has in memory, ask no back office, and take no words.
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
    ],
    buttons: [refreshHomeButton, turnQueueButton, goOnButton],
  });
}
