import { escapeMrkdwn } from '../../lib/text.ts';
import { actions, type Message } from '../common/blocks.ts';
import { changeLines } from '../common/plain-blocks.ts';
import { bold, bullets, lines, rich } from '../common/rich.ts';
import { requestButtons } from './buttons.ts';
import { settleLine, stateLine } from './lines.ts';
import { headlineOf, type RequestReading, type RequestView } from './view.ts';
import { stateWords } from './words.ts';

/** To the asker, once what waited for somebody has ended: a message of its own, since a card that is only redrawn calls nobody. */
export function endedMessage(request: RequestView, reading: RequestReading): Message {
  const differences = request.state === 'stale' ? (request.differences ?? []) : [];
  return {
    text: `${stateWords[request.state]}: ${escapeMrkdwn(headlineOf(request), 300)}`,
    blocks: [
      rich(
        lines([bold(request.plain.title, 300)], stateLine(request, reading), settleLine(request, reading)),
        ...bullets(changeLines(differences, 'brief')),
      ),
      ...actions(requestButtons(request, reading.audience)),
    ],
  };
}
