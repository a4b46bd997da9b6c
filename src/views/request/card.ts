import type { KnownBlock, ModalView, RichTextBlockElement } from '@slack/types';
import { speak } from '../../lib/language/speak.ts';
import { escapeMrkdwn, oneLine } from '../../lib/text.ts';
import { actions, type Message, modal } from '../common/blocks.ts';
import { firstThatFits } from '../common/fit.ts';
import { pagesLine } from '../common/pages.ts';
import { changeLines, plainElements } from '../common/plain-blocks.ts';
import { bold, bullets, lines, quote, rich } from '../common/rich.ts';
import { callbackIds } from '../ids.ts';
import { requestButtons } from './buttons.ts';
import { type CustomerContext, customerContextBlocks } from './customer-context.ts';
import { envelopeLines } from './envelope.ts';
import { cardTime, originLine, pingLine, questionLines, settleLine, stateLine, ticketLine, voteLines } from './lines.ts';
import { offerLines } from './offer-lines.ts';
import { headlineOf, type RequestReading, type RequestView } from './view.ts';
import { stateWords } from './words.ts';

/** A request as a message: in the approvals channel, to an approver, to the one who asked. The same view draws it again on every change. */
export function requestCard(request: RequestView, reading: RequestReading): Message {
  return { text: requestText(request, reading), blocks: requestBlocks(request, reading, { details: true }) };
}

/** The same in a modal, with the same buttons. */
export function requestModal(request: RequestView, reading: RequestReading, about?: CustomerContext): ModalView {
  return modal({
    title: request.label,
    callbackId: callbackIds.request,
    metadata: request.id,
    blocks: [
      ...requestBlocks(request, reading, { details: false }),
      ...(about === undefined ? [] : customerContextBlocks(about, reading)),
    ],
  });
}

function requestBlocks(request: RequestView, reading: RequestReading, buttons: { details: boolean }): KnownBlock[] {
  return firstThatFits((detail) => {
    const body: RichTextBlockElement[] = [
      lines([bold(request.plain.title, 300)], stateLine(request, reading), settleLine(request, reading)),
      ...plainElements(request.plain, { title: false, undo: isOpen(request), warning: isOpen(request), detail }),
    ];
    if (request.envelope !== undefined) body.push(lines(...envelopeLines(request.envelope, reading)));
    if (request.state === 'stale' && request.differences !== undefined && request.differences.length > 0) {
      body.push(lines([bold(speak('What changed'))]), ...bullets(changeLines(request.differences, detail)));
    }
    if (request.reason !== undefined && oneLine(request.reason) !== '')
      body.push(quote(request.reason, detail === 'full' ? 1000 : 300));
    const asked = questionLines(request, reading, detail);
    if (asked.length > 0) body.push(lines(...asked));
    const offered = offerLines(request, reading, detail);
    if (offered.length > 0) body.push(lines(...offered));
    const votes = voteLines(request, reading);
    if (votes.length > 0) body.push(lines(...votes));
    body.push(lines(ticketLine(request), pagesLine(request), originLine(request, reading), pingLine(request, reading)));
    return [rich(...body), ...actions(requestButtons(request, reading.audience, buttons))];
  });
}

/** Warning and undo speak to somebody who still decides. */
function isOpen(request: RequestView): boolean {
  return request.state === 'pending' || request.state === 'approved';
}

/** What a notification on a phone says, on whatever table it lies: the state's word, and no name and no reason. */
export function requestText(request: RequestView, reading: RequestReading): string {
  const by =
    request.state === 'pending' && request.decideBy !== undefined
      ? speak('\nDecide by {cardTime}', { cardTime: cardTime(request.decideBy, reading) })
      : '';
  return speak('{stateWords}: {headline}{by}\nAsked by {escapeMention}', {
    stateWords: stateWords[request.state],
    headline: escapeMrkdwn(headlineOf(request), 300),
    by,
    escapeMention: escapeMention(request.asker),
  });
}

function escapeMention(userId: string): string {
  return /^[UW][A-Z0-9]{1,20}$/.test(userId) ? `<@${userId}>` : escapeMrkdwn(userId, 60);
}

/** A request as an entry of a list (App Home, the queue): what, in which state, whose, why, and its buttons. */
export function requestEntry(request: RequestView, reading: RequestReading): KnownBlock[] {
  const reason = oneLine(request.reason ?? '');
  return [
    rich(
      lines(
        [bold(request.plain.title, 200)],
        stateLine(request, reading),
        ...(reading.audience === 'asker' ? [] : [originLine(request, reading)]),
        ticketLine(request),
        pagesLine(request),
      ),
      // If somebody can say yes, they see to what.
      ...(isOpen(request) ? bullets(changeLines(request.plain.changes ?? [], 'bare')) : []),
      ...(reason === '' ? [] : [quote(reason, 200)]),
      // Who asked has to answer; anyone who decides reads them on the card.
      lines(
        ...(isOpen(request) && reading.audience === 'asker'
          ? [...offerLines(request, reading, 'bare'), ...questionLines(request, reading, 'bare')]
          : []),
      ),
    ),
    ...actions(requestButtons(request, reading.audience, { isEntry: true })),
  ];
}
