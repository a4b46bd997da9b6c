import type { ModalView } from '@slack/types';
import { actions, button, modal } from '../common/blocks.ts';
import { bold, richLines, say } from '../common/rich.ts';
import { waitingView } from '../common/waiting.ts';
import { actionIds, callbackIds } from '../ids.ts';

/** What a sent form turns into, until the request's card takes its place. It may be closed: the answer also comes as a message. */
export function checkingModal({ title }: { title: string }): ModalView {
  return waitingView({ title, say: 'Checking… You can close this: what becomes of it also comes as a direct message.' });
}

/** The check said no: why, and the way back to the form with everything in it. */
export function refusedModal({ title, requestId, why }: { title: string; requestId: string; why: string }): ModalView {
  return modal({
    title,
    callbackId: callbackIds.problem,
    metadata: requestId,
    blocks: [
      richLines([bold('Nothing was asked or changed. '), say(why, 1500)]),
      ...actions([button({ text: 'Back to the form', actionId: actionIds.askAgain, value: requestId, style: 'primary' })]),
    ],
  });
}
