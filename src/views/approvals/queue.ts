import { speak } from '../../lib/language/speak.ts';
import { escapeMrkdwn, oneLine } from '../../lib/text.ts';
import type { Message } from '../common/blocks.ts';
import { MESSAGE_BLOCKS, MESSAGE_CHARACTERS } from '../common/fit.ts';
import { stateWords } from '../request/words.ts';
import { type QueueProps, queueBlocks } from './lists.ts';

export type { QueueProps } from './lists.ts';

/** `/approvals`: what waits for the caller and what they asked for. */
export function queueMessage(props: QueueProps): Message {
  const own = speak('{openTotal, plural, one {# request of yours is open} other {# requests of yours are open}}', {
    openTotal: props.openTotal,
  });
  const head = speak('{toDecideTotal, plural, one {# request is} other {# requests are}} waiting for you; {own}.', {
    toDecideTotal: props.toDecideTotal,
    own,
  });
  const list = [...props.toDecide, ...props.open]
    .slice(0, 20)
    .map((request) => `• ${stateWords[request.state]}: ${escapeMrkdwn(oneLine(request.plain.title), 150)}`);
  return {
    text: [head, ...list].join('\n'),
    blocks: queueBlocks(props, { blocks: MESSAGE_BLOCKS, characters: MESSAGE_CHARACTERS }),
  };
}
