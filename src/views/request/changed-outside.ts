import type { Message } from '../common/blocks.ts';
import { plainMessage } from '../common/note.ts';
import { requestStates, stateWords } from './words.ts';

export type ChangedOutsideProps = {
  id: string;
  label: string;
  state: string;
  /** The parts that were changed; empty where the request was set back to what the journal says. */
  changed: readonly string[];
};

/** To the policy's owners: something other than the app wrote to its database. */
export function changedOutsideNotice({ id, label, state, changed }: ChangedOutsideProps): Message {
  const known = requestStates.find((one) => one === state);
  const word = known === undefined ? state : stateWords[known];
  return plainMessage({
    title: `Something other than Wheelhouse changed request ${id} (${label}) in the database`,
    lines: [
      ...(changed.length === 0 ? [] : [`Changed: ${changed.join(', ')}.`]),
      changed.length === 0
        ? `It was put back to what the journal says: ${word}.`
        : `It was stopped as ${word}; nothing was sent.`,
      'Find out who can write to the database. npx wheelhouse audit verify says whether the journal is whole.',
    ],
  });
}
