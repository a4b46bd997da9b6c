import type { KnownBlock, ModalView, RichTextBlockElement } from '@slack/types';
import { escapeMrkdwn, oneLine } from '../../lib/text.ts';
import { actions, button, type Message, modal } from '../common/blocks.ts';
import { firstThatFits } from '../common/fit.ts';
import { changeLines, plainElements, plainText } from '../common/plain-blocks.ts';
import { bold, bullets, lines, quote, rich } from '../common/rich.ts';
import { actionIds, callbackIds, uniqueId } from '../ids.ts';
import { requestButtons } from './buttons.ts';
import { cardTime, explains, originLine, settleLine, stateLine, voteLines } from './lines.ts';
import type { RequestReading, RequestView } from './view.ts';
import { stateWords } from './words.ts';

/** A request as a message: in the approvals channel, to an approver, to the one who asked. The same view draws it anew on every change. */
export function requestCard(request: RequestView, reading: RequestReading): Message {
  return { text: requestText(request, reading), blocks: requestBlocks(request, reading) };
}

/** The same in a modal, with the same buttons. */
export function requestModal(request: RequestView, reading: RequestReading): ModalView {
  return modal({
    title: 'Request',
    callbackId: callbackIds.request,
    metadata: request.id,
    blocks: requestBlocks(request, reading),
  });
}

export function requestBlocks(request: RequestView, reading: RequestReading): KnownBlock[] {
  return firstThatFits((detail) => {
    const body: RichTextBlockElement[] = [
      lines([bold(request.plain.title, 300)], stateLine(request, reading), settleLine(request, reading)),
      ...plainElements(request.plain, { title: false, undo: isOpen(request), warning: isOpen(request), detail }),
    ];
    if (request.state === 'stale' && request.differences !== undefined && request.differences.length > 0) {
      body.push(lines([bold('What changed')]), ...bullets(changeLines(request.differences, detail)));
    }
    if (request.reason !== undefined && oneLine(request.reason) !== '')
      body.push(quote(request.reason, detail === 'full' ? 1000 : 300));
    const votes = voteLines(request, reading);
    if (votes.length > 0) body.push(lines(...votes));
    body.push(lines(originLine(request, reading)));
    return [rich(...body), ...actions(requestButtons(request, reading.audience))];
  });
}

/** Warning and undo speak to somebody who still decides. */
function isOpen(request: RequestView): boolean {
  return request.state === 'pending' || request.state === 'approved';
}

/** What a notification on a phone and a screen reader say: the state's word first. */
export function requestText(request: RequestView, reading: RequestReading): string {
  const by =
    request.state === 'pending' && request.decideBy !== undefined ? `\nDecide by ${cardTime(request.decideBy, reading)}` : '';
  const why = request.reason === undefined ? '' : `\nReason: ${escapeMrkdwn(oneLine(request.reason), 500)}`;
  const explanation =
    request.explanation === undefined || !explains(request) ? '' : `\n${escapeMrkdwn(oneLine(request.explanation), 500)}`;
  const { warning, ...settled } = request.plain;
  const plain = isOpen(request) && warning !== undefined ? request.plain : settled;
  return `${stateWords[request.state]}: ${plainText(plain)}${explanation}${why}${by}\nAsked by ${escapeMention(request.asker)}`;
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
      ),
      ...(reason === '' ? [] : [quote(reason, 200)]),
    ),
    ...actions([
      ...requestButtons(request, reading.audience),
      button({
        text: 'Details',
        actionId: uniqueId(actionIds.openRequest, request.id),
        value: request.id,
        label: `Details: ${request.plain.title}`,
      }),
    ]),
  ];
}
