import { speak } from '../../lib/language/speak.ts';
import type { Message } from '../common/blocks.ts';
import { plainMessage } from '../common/note.ts';
import { requestStates, stateWords } from './words.ts';

export type ChangedOutsideProps = {
  id: string;
  label: string;
  state: string;
  /** The parts that were changed; empty if the request was set back to what the journal says. */
  changed: readonly string[];
};

/** To the policy's owners: something other than the app wrote to its database. */
export function changedOutsideNotice({ id, label, state, changed }: ChangedOutsideProps): Message {
  const known = requestStates.find((one) => one === state);
  const word = known === undefined ? state : stateWords[known];
  return plainMessage({
    title: speak('Something other than Wheelhouse changed request {id} ({label}) in the database', { id, label }),
    lines: [
      ...(changed.length === 0 ? [] : [speak('Changed: {changed}.', { changed: changed.join(', ') })]),
      changed.length === 0
        ? speak('It was put back to what the journal says: {word}.', { word })
        : speak('It was stopped as {word}; nothing was sent.', { word }),
      speak('Find out who can write to the database. npx wheelhouse audit verify says whether the journal is whole.'),
    ],
  });
}
