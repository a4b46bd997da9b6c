import { speak } from '../../lib/language/speak.ts';
import { formatInstant } from '../../lib/when.ts';
import type { Message } from '../common/blocks.ts';
import { noteMessage } from '../common/note.ts';

const weekday = new Intl.DateTimeFormat('en-GB', { weekday: 'long', timeZone: 'UTC' });

/** For the owners: nothing came from Slack in an hour that is busy otherwise. */
export function silenceMessage({ hour, before }: { hour: Date; before: readonly number[] }): Message {
  return noteMessage(
    speak(
      'Slack has delivered nothing to Wheelhouse since {hour} UTC. In the same hour of the last two {format}s people did {before} things here. Where the desk is closed today, nothing is wrong. Otherwise what people type and press is being lost: try /wheelhouse status; if it does not answer, the people who run Wheelhouse find the next steps in docs/operations.md under “The connection to Slack”.',
      { hour: formatInstant(hour, 'UTC'), format: weekday.format(hour), before: before.join(speak(' and ')) },
    ),
  );
}
