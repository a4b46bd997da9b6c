import type { Button } from '@slack/types';
import { speak } from '../../lib/language/speak.ts';
import { oneLine, short } from '../../lib/text.ts';
import { button, confirmDialog } from '../common/blocks.ts';
import { actionIds, shownAs, uniqueId } from '../ids.ts';
import { writePointer } from '../pointer.ts';
import { closeButtons } from './envelope.ts';
import type { RequestAudience, RequestView } from './view.ts';
import { buttonWords } from './words.ts';

/** After the request's id where the button stands on no card. */
const besideCard = ':beside';

/** What a pressed **Details** is about, and whether it was pressed on a card. */
export function readDetails(value: string): { id: string; onCard: boolean } {
  const onCard = !value.endsWith(besideCard);
  return { id: (onCard ? value : value.slice(0, -besideCard.length)).slice(0, 40), onCard };
}

/**
 * The buttons of a request, only when they work: for approvers while it waits or its outcome is unknown, for the asker while it can be
 * withdrawn or asked again. **Details** is left out if the details are what is shown; an entry of a list has room for what decides alone,
 * and the rest is one press away.
 */
export function requestButtons(
  request: RequestView,
  audience: RequestAudience,
  { details = true, isEntry = false } = {},
): Button[] {
  const beside =
    isEntry || audience === 'asker' || request.state !== 'pending' ? [] : [...lessButtons(request), askBackButton(request)];
  return [...decisionButtons(request, audience), ...beside, ...(details ? [detailsButton(request, { onCard: true })] : [])];
}

/** The whole request, for the presser alone. `onCard` tells a card, which is redrawn from then on, from a message that only leads to it. */
export function detailsButton({ id, plain }: Pick<RequestView, 'id' | 'plain'>, { onCard = false } = {}): Button {
  return button({
    text: buttonWords.details,
    actionId: uniqueId(actionIds.openRequest, id),
    value: onCard ? id : `${id}${besideCard}`,
    label: `${buttonWords.details}: ${plain.title}`,
  });
}

function decisionButtons(request: RequestView, audience: RequestAudience): Button[] {
  const { id, state } = request;
  const of = (
    text: string,
    actionId: string,
    more: { style?: 'primary' | 'danger'; confirm?: ReturnType<typeof confirmDialog> } = {},
    value = id,
  ) => button({ text, actionId: uniqueId(actionId, id), value, label: `${text}: ${request.plain.title}`, ...more });
  if (audience === 'asker') {
    if (state === 'pending')
      return [
        ...offerButtons(request),
        ...answerButtons(request),
        of(buttonWords.cancel, actionIds.cancelRequest, { confirm: cancelConfirm(request) }),
      ];
    if (state === 'stale' || state === 'expired' || state === 'failed' || state === 'rejected')
      return [of(buttonWords.askAgain, actionIds.askAgain), ...backToCustomer(request)];
    if (state === 'unknown') return backToCustomer(request);
    if (state !== 'done') return [];
    return [
      ...(request.failedInPart === true ? [of(buttonWords.tryFailed, actionIds.askAgain)] : []),
      ...(request.plain.next ?? []).map(({ action, label, about }, index) =>
        button({
          text: label,
          actionId: uniqueId(actionIds.start, `${action}.${index}`),
          value: writePointer({ action, ...about }),
        }),
      ),
      ...backToCustomer(request),
    ];
  }
  if (state === 'pending') {
    return [
      request.hides === true && request.risk === 'destructive'
        ? of(buttonWords.approve, actionIds.askBeforeApproving, { style: 'primary' })
        : of(buttonWords.approve, actionIds.approve, { style: 'primary', ...approveConfirm(request) }, shownAs(request)),
      of(buttonWords.reject, actionIds.reject, { style: 'danger' }, shownAs(request)),
    ];
  }
  if (state === 'done') return closeButtons({ id, title: request.plain.title }, request.envelope);
  if (state === 'unknown') {
    return [
      of(buttonWords.lookAgain, actionIds.lookAgain, { style: 'primary' }),
      of(buttonWords.itHappened, actionIds.itHappened, { confirm: settleConfirm(request, true) }),
      of(buttonWords.itDidNotHappen, actionIds.itDidNotHappen, { confirm: settleConfirm(request, false) }),
      ...backToCustomer(request, speak('Open customer')),
    ];
  }
  return [];
}

function askBackButton({ id, plain }: RequestView): Button {
  const text = buttonWords.askBack;
  return button({ text, actionId: uniqueId(actionIds.askBack, id), value: id, label: `${text}: ${plain.title}` });
}

function lessButtons(request: RequestView): Button[] {
  if (request.hasLess !== true) return [];
  const text = buttonWords.offerLess;
  const value = shownAs(request);
  return [button({ text, actionId: uniqueId(actionIds.offerLess, request.id), value, label: `${text}: ${request.plain.title}` })];
}

/** What the asker says to the offer that stands. */
export function offerButtons({ id, offers = [] }: Pick<RequestView, 'id' | 'offers'>): Button[] {
  const open = offers.find(({ state }) => state === 'open');
  if (open === undefined) return [];
  const of = (text: string, actionId: string, style?: 'primary') =>
    button({
      text,
      actionId: uniqueId(actionId, `${id}.${open.id}`),
      value: `${id}:${open.id}`,
      label: `${text}: ${open.title}`,
      style,
    });
  return [of(buttonWords.accept, actionIds.acceptOffer, 'primary'), of(buttonWords.decline, actionIds.declineOffer)];
}

/** One for each question that waits for the asker; if there are several, with what it asks. */
export function answerButtons({ id, questions }: Pick<RequestView, 'id' | 'questions'>): Button[] {
  const open = questions.filter(({ answer }) => answer === undefined);
  return open.slice(0, 3).map((question) =>
    button({
      text: open.length === 1 ? buttonWords.answer : speak('Answer “{text}”', { text: short(question.text, 30) }),
      actionId: uniqueId(actionIds.answer, `${id}.${question.id}`),
      value: `${id}:${question.id}`,
      label: speak('Answer “{text}”', { text: short(question.text, 60) }),
      style: 'primary',
    }),
  );
}

/** The way on: most who ask are not done with the customer when the request is. */
function backToCustomer({ id, customer }: RequestView, text = speak('Back to the customer')): Button[] {
  if (customer === undefined) return [];
  const value = writePointer(customer);
  return [button({ text, actionId: uniqueId(actionIds.openCustomer, id), value, label: `${text} ${customer.customer}` })];
}

function cancelConfirm(request: RequestView): ReturnType<typeof confirmDialog> {
  return confirmDialog({
    title: speak('Cancel this request?'),
    text: speak('{plain}\nNobody can approve it any more.', { plain: oneLine(request.plain.title) }),
    yes: buttonWords.cancel,
    no: speak('Keep it'),
    danger: true,
  });
}

/** One press decides, on a phone too; only what cannot be undone, touches many, or is much money asks once more. */
function approveConfirm(request: RequestView): { confirm?: ReturnType<typeof confirmDialog> } {
  if (request.risk !== 'destructive' && request.risk !== 'bulk' && request.plain.isLarge !== true) return {};
  const consequence =
    request.plain.undo ?? (request.risk === 'bulk' ? speak('It touches many at once.') : speak('It cannot be undone.'));
  return {
    confirm: confirmDialog({
      title: speak('Approve: {request}?', { request: oneLine(request.label) }),
      text: [request.plain.title, ...changesIn(request), consequence].map(oneLine).join('\n'),
      yes: buttonWords.approve,
      danger: true,
    }),
  };
}

/** Slack gives the question 300 characters in all. */
function changesIn({ plain }: RequestView): string[] {
  return (plain.changes ?? [])
    .slice(0, 3)
    .map(({ label, before, after }) => short(`${label}: ${before || speak('empty')} → ${after || speak('empty')}`, 90));
}

function settleConfirm(request: RequestView, happened: boolean): ReturnType<typeof confirmDialog> {
  return confirmDialog({
    title: happened ? speak('Did it happen?') : speak('Confirm that it did not happen'),
    text: speak('Say so only after looking in the back office. This is logged with your name.\n{plain}', {
      plain: oneLine(request.plain.title),
    }),
    yes: happened ? buttonWords.itHappened : buttonWords.itDidNotHappen,
  });
}
