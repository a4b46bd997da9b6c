import type { ModalView } from '@slack/types';
import { speak } from '../../lib/language/speak.ts';
import { escapeMrkdwn } from '../../lib/text.ts';
import { actions, button, type Message, modal } from '../common/blocks.ts';
import { bold, richLines, say } from '../common/rich.ts';
import { waitingView } from '../common/waiting.ts';
import { actionIds, callbackIds } from '../ids.ts';

/** What a sent form turns into, until the request's card takes its place. It may be closed: the answer also comes as a message. */
export function checkingModal({ title }: { title: string }): ModalView {
  return waitingView({ title, say: speak('Checking… You can close this: what becomes of it also comes as a direct message.') });
}

/** The check said no: why, and the way back to the form with everything in it. */
export function refusedModal({ title, requestId, why }: { title: string; requestId: string; why: string }): ModalView {
  return modal({
    title,
    callbackId: callbackIds.problem,
    metadata: requestId,
    blocks: [richLines([bold(speak('Nothing was submitted. ')), say(why, 1500)]), ...backToForm(requestId)],
  });
}

/** The same to the asker, who may have closed the form; their own reason says which request it was. */
export function refusedMessage(request: { title: string; requestId: string; why: string; reason: string }): Message {
  const { title, requestId, why, reason } = request;
  return {
    text: speak('Nothing was submitted: {title}', { title: escapeMrkdwn(title, 300) }),
    blocks: [
      richLines(
        [bold(title, 300)],
        [bold(speak('Nothing was submitted. ')), say(why, 1500)],
        reason === '' ? [] : [say(speak('Reason: {reason}', { reason }), 500)],
      ),
      ...backToForm(requestId),
    ],
  };
}

function backToForm(requestId: string) {
  return actions([button({ text: speak('Back to the form'), actionId: actionIds.askAgain, value: requestId, style: 'primary' })]);
}
