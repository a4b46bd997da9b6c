import { speak } from '../../lib/language/speak.ts';
import type { Message } from '../common/blocks.ts';
import { plainMessage } from '../common/note.ts';
import { whyClosed } from './envelope.ts';

/** To the policy's owners: an envelope was closed since it is not what was approved any more. */
export function envelopeClosedNotice({ id, why }: { id: string; why: string }): Message {
  return plainMessage({
    title: speak('Wheelhouse closed envelope {id}', { id }),
    lines: [
      speak('Why: {because}.', { because: whyClosed(why) }),
      speak('Nothing is given from it any more, and what comes next asks for approval. What was given stays given.'),
    ],
  });
}
