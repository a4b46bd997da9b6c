import { counted, escapeMrkdwn, oneLine } from '../../lib/text.ts';
import type { Message } from '../common/blocks.ts';
import { MESSAGE_BLOCKS, MESSAGE_CHARACTERS } from '../common/fit.ts';
import { stateWords } from '../request/words.ts';
import { type QueueProps, queueBlocks } from './lists.ts';

export type { QueueProps } from './lists.ts';

/** `/approvals`: what waits for the caller and what they asked for. */
export function queueMessage(props: QueueProps): Message {
  const head = `${counted(props.toDecideTotal, 'request waits', 'requests wait')} for you; you asked for ${props.askedTotal}.`;
  const list = [...props.toDecide, ...props.asked]
    .slice(0, 20)
    .map((request) => `• ${stateWords[request.state]}: ${escapeMrkdwn(oneLine(request.plain.title), 150)}`);
  return {
    text: [head, ...list].join('\n'),
    blocks: queueBlocks(props, { blocks: MESSAGE_BLOCKS, characters: MESSAGE_CHARACTERS }),
  };
}
