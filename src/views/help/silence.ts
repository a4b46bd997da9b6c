import { formatInstant } from '../../lib/when.ts';
import type { Message } from '../common/blocks.ts';
import { noteMessage } from '../common/note.ts';

const weekday = new Intl.DateTimeFormat('en-GB', { weekday: 'long', timeZone: 'UTC' });

/** For the owners: nothing came from Slack in an hour that is busy otherwise. */
export function silenceMessage({ hour, before }: { hour: Date; before: readonly number[] }): Message {
  return noteMessage(
    `Slack has delivered nothing to Wheelhouse since ${formatInstant(hour, 'UTC')} UTC. In the same hour of the last two ${weekday.format(hour)}s people did ${before.join(' and ')} things here. Where the desk is closed today, nothing is wrong. Otherwise what people type and press is being lost: try /wheelhouse status; if it does not answer, whoever runs Wheelhouse finds the next steps in docs/operations.md under “The connection to Slack”.`,
  );
}
