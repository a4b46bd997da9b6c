import type { Button } from '@slack/types';
import { oneLine } from '../../lib/text.ts';
import { button, confirmDialog } from '../common/blocks.ts';
import { actionIds, uniqueId } from '../ids.ts';
import type { RequestAudience, RequestView } from './view.ts';
import { buttonWords } from './words.ts';

/** The buttons of a request, only where they work: for approvers while it waits or its outcome is unknown, for the asker while it can be taken back or asked anew. */
export function requestButtons(request: RequestView, audience: RequestAudience): Button[] {
  const { id, state } = request;
  const of = (
    text: string,
    actionId: string,
    more: { style?: 'primary' | 'danger'; confirm?: ReturnType<typeof confirmDialog> } = {},
  ) => button({ text, actionId: uniqueId(actionId, id), value: id, label: `${text}: ${request.plain.title}`, ...more });
  if (audience === 'asker') {
    if (state === 'pending') return [of(buttonWords.cancel, actionIds.cancelRequest)];
    if (state === 'stale' || state === 'expired' || state === 'failed') return [of(buttonWords.askAgain, actionIds.askAgain)];
    if (state === 'done' && request.failedInPart === true) return [of(buttonWords.tryFailed, actionIds.askAgain)];
    return [];
  }
  if (state === 'pending') {
    return [
      of(buttonWords.approve, actionIds.approve, { style: 'primary', ...approveConfirm(request) }),
      of(buttonWords.reject, actionIds.reject, { style: 'danger' }),
    ];
  }
  if (state === 'unknown') {
    return [
      of(buttonWords.itHappened, actionIds.itHappened, { confirm: settleConfirm(request, true) }),
      of(buttonWords.itDidNotHappen, actionIds.itDidNotHappen, { confirm: settleConfirm(request, false) }),
    ];
  }
  return [];
}

/** One press decides, on a phone too; only what cannot be undone, touches many, or is much money asks once more. */
function approveConfirm(request: RequestView): { confirm?: ReturnType<typeof confirmDialog> } {
  if (request.risk !== 'destructive' && request.risk !== 'bulk' && request.plain.isLarge !== true) return {};
  const consequence = request.plain.undo ?? (request.risk === 'bulk' ? 'It touches many at once.' : 'It cannot be undone.');
  return {
    confirm: confirmDialog({
      title: `Approve: ${oneLine(request.label)}?`,
      text: `${oneLine(request.plain.title)}\n${oneLine(consequence)}`,
      yes: buttonWords.approve,
      danger: true,
    }),
  };
}

function settleConfirm(request: RequestView, happened: boolean): ReturnType<typeof confirmDialog> {
  return confirmDialog({
    title: happened ? 'Did it happen?' : 'Did it not happen?',
    text: `Say so only after looking in the back office. It is recorded with your name.\n${oneLine(request.plain.title)}`,
    yes: happened ? buttonWords.itHappened : buttonWords.itDidNotHappen,
  });
}
