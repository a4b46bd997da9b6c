import { escapeMrkdwn } from '../../lib/text.ts';
import { actions, type Message } from '../common/blocks.ts';
import { pagesLine } from '../common/pages.ts';
import { changeLines } from '../common/plain-blocks.ts';
import { bold, bullets, lines, rich } from '../common/rich.ts';
import { requestButtons } from './buttons.ts';
import { questionLines, settleLine, stateLine } from './lines.ts';
import { offerLines } from './offer-lines.ts';
import { headlineOf, type RequestReading, type RequestView } from './view.ts';
import { stateWords } from './words.ts';

/**
 * What the asker gets beside the card: a message of its own once what waited has ended, since a card that is only redrawn calls nobody; and
 * what every other message about it becomes, so that one card says it all.
 */
export function briefMessage(request: RequestView, reading: RequestReading): Message {
  const differences = request.state === 'stale' ? (request.differences ?? []) : [];
  const said =
    request.state === 'pending' ? [...offerLines(request, reading, 'bare'), ...questionLines(request, reading, 'bare')] : [];
  return {
    text: `${stateWords[request.state]}: ${escapeMrkdwn(headlineOf(request), 300)}`,
    blocks: [
      rich(
        lines(
          [bold(request.plain.title, 300)],
          stateLine(request, reading),
          settleLine(request, reading),
          pagesLine(request),
          ...said,
        ),
        ...bullets(changeLines(differences, 'brief')),
      ),
      ...actions(requestButtons(request, reading.audience)),
    ],
  };
}
