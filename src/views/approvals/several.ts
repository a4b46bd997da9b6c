import type { ConfirmationDialog, KnownBlock, ModalView } from '@slack/types';
import { speak } from '../../lib/language/speak.ts';
import { escapeMrkdwn, inQuotes, oneLine, short } from '../../lib/text.ts';
import {
  actions,
  button,
  confirmDialog,
  context,
  type Message,
  modal,
  mrkdwn,
  option,
  section,
  words,
} from '../common/blocks.ts';
import { drawWhatFits, MESSAGE_CHARACTERS, VIEW_BLOCKS } from '../common/fit.ts';
import { labels } from '../form/fields.ts';
import { formView } from '../form/form.ts';
import { actionIds, callbackIds, fieldNames, shownAs, uniqueId } from '../ids.ts';
import { cardTime } from '../request/lines.ts';
import type { RequestReading, RequestView } from '../request/view.ts';

export type SeveralProps = {
  /** Of which there are requests; `label` as in the catalogue. */
  actions: readonly { action: string; label: string; count: number }[];
  /** The one of these whose requests are shown. */
  action: string;
  requests: readonly RequestView[];
  /** Those that are chosen, as they are shown (`shownAs`). */
  chosen: readonly string[];
  /** What somebody has to know before they press again. */
  problem?: string;
};

/** What a list of several holds of itself: the requests in it as they are shown, in their order. */
export type SeveralListed = { action: string; ids: readonly string[] };

const title = () => speak('Decide several');

/**
 * Requests of one action with a checkbox each, as many as Slack takes in one view. What decides shows how many are chosen, and is there
 * when some are.
 */
export function severalView(props: SeveralProps, reading: RequestReading): ModalView {
  const { blocks, taken } = drawWhatFits(
    props.requests,
    (request) => [choice(request, props.chosen.includes(shownAs(request)), reading)],
    { blocks: VIEW_BLOCKS - 4, characters: MESSAGE_CHARACTERS - 2_500 },
  );
  const shown = props.requests.slice(0, taken);
  const chosen = shown.filter((request) => props.chosen.includes(shownAs(request)));
  const total = props.actions.find(({ action }) => action === props.action)?.count ?? shown.length;
  const more = total - shown.length;
  const listed: SeveralListed = { action: props.action, ids: shown.map(shownAs) };
  return modal({
    title: title(),
    callbackId: callbackIds.several,
    metadata: JSON.stringify(listed),
    blocks: [
      ...(props.actions.length > 1 ? [whichAction(props)] : []),
      ...blocks,
      ...(more > 0 ? [context(speak('{more} more after these. Open this again when you have decided some.', { more }))] : []),
      ...(props.problem === undefined ? [] : [section(words(props.problem, 300))]),
      ...(chosen.length === 0
        ? [context(speak('Choose the requests that you want to approve or reject.'))]
        : actions([
            button({
              text: speak('Approve {count}', { count: chosen.length }),
              actionId: actionIds.approveSeveral,
              value: String(chosen.length),
              style: 'primary',
              confirm: question(chosen),
            }),
            button({
              text: speak('Reject {count}', { count: chosen.length }),
              actionId: actionIds.rejectSeveral,
              value: String(chosen.length),
              style: 'danger',
            }),
          ])),
    ],
  });
}

function whichAction({ actions: all, action }: SeveralProps): KnownBlock {
  const options = all.slice(0, 40).map((one) => option({ text: `${one.label} (${one.count})`, value: one.action }));
  const current = options.find(({ value }) => value === action);
  return {
    type: 'actions',
    elements: [{ type: 'static_select', action_id: actionIds.chooseAction, options, initial_option: current }],
  };
}

/** Changes that are listed of one request; its **Details** have all. */
const mostChanges = 5;

/** What a yes would do, with old and new, who asked and why. */
function choice(request: RequestView, isChosen: boolean, reading: RequestReading): KnownBlock {
  const { id, plain, asker, askedAt, reason = '' } = request;
  const changes = plain.changes ?? [];
  const lines = [
    boldName(plain.title),
    ...(plain.lines ?? []).slice(0, 4).map((line) => escapeMrkdwn(oneLine(line), 150)),
    ...changes.slice(0, mostChanges).map(({ label, before, after }) => {
      const [old, next] = [before, after].map((value) => escapeMrkdwn(oneLine(value) || speak('empty'), 100));
      return `${escapeMrkdwn(oneLine(label), 40)}: ${old} → ${next}`;
    }),
    ...(changes.length > mostChanges
      ? [speak('and {more} more, in the request’s details', { more: changes.length - mostChanges })]
      : []),
    ...(plain.warning === undefined ? [] : [speak('Careful: {warning}', { warning: escapeMrkdwn(oneLine(plain.warning), 200) })]),
    speak('Asked by {asker}, {time}', {
      asker: /^[UW][A-Z0-9]{1,20}$/.test(asker) ? `<@${asker}>` : escapeMrkdwn(asker, 60),
      time: cardTime(askedAt, reading),
    }),
    ...(oneLine(reason) === '' ? [] : [inQuotes(escapeMrkdwn(oneLine(reason), 200))]),
  ];
  const box = option({ text: speak('Choose'), value: shownAs(request) });
  return {
    ...section(mrkdwn(lines.filter((line) => line !== '').join('\n')), {
      type: 'checkboxes',
      action_id: uniqueId(actionIds.chooseOne, id),
      options: [box],
      initial_options: isChosen ? [box] : undefined,
    }),
    block_id: uniqueId(actionIds.chooseOne, id),
  };
}

/** As on a card: what can't be undone, touches many, or is much money asks once more. */
function question(chosen: readonly RequestView[]): ConfirmationDialog | undefined {
  const grave = chosen.filter(({ risk, plain }) => risk === 'destructive' || risk === 'bulk' || plain.isLarge === true);
  if (grave.length === 0) return undefined;
  return confirmDialog({
    title: speak('{count, plural, one {Approve # request?} other {Approve # requests?}}', { count: chosen.length }),
    text: grave.map(({ plain }) => short(plain.title, 120)).join('\n'),
    yes: speak('Approve {count}', { count: chosen.length }),
    danger: true,
  });
}

/** Asks why, once for all of them. */
export function severalReason({ count, metadata }: { count: number; metadata: string }): ModalView {
  return formView({
    callbackId: callbackIds.severalReason,
    title: title(),
    submit: speak('Reject {count}', { count }),
    metadata,
    intro: speak('{count, plural, one {You are rejecting # request.} other {You are rejecting # requests.}}', { count }),
    fields: [
      {
        kind: 'multiline',
        name: fieldNames.reason,
        label: labels.reason,
        hint: speak('Everyone who asked will read it.'),
        maxLength: 500,
      },
    ],
  });
}

/** What became of one of them. */
export type SeveralOutcome = { title: string; say: string; counted: boolean };

/** What became of each, by its name. */
export function severalOutcomes(outcomes: readonly SeveralOutcome[]): ModalView {
  return modal({ title: title(), callbackId: callbackIds.information, blocks: outcomeBlocks(outcomes) });
}

/** The same to somebody who has closed the list meanwhile. */
export function severalMessage(outcomes: readonly SeveralOutcome[]): Message {
  return { text: headOf(outcomes), blocks: outcomeBlocks(outcomes) };
}

function headOf(outcomes: readonly SeveralOutcome[]): string {
  const recorded = outcomes.filter((one) => one.counted).length;
  const all = outcomes.length;
  return recorded === all
    ? speak('{all, plural, one {# decision recorded.} other {# decisions recorded.}}', { all })
    : speak('{recorded} of {all, plural, one {# decision} other {# decisions}} recorded.', { recorded, all });
}

function outcomeBlocks(outcomes: readonly SeveralOutcome[]): KnownBlock[] {
  return [
    section(words(headOf(outcomes), 100)),
    ...outcomes.map(({ title: name, say, counted: isCounted }) =>
      section(mrkdwn(`${isCounted ? '✅' : '⚠️'} ${boldName(name)}\n${escapeMrkdwn(say, 200)}`)),
    ),
  ];
}

function boldName(name: string): string {
  return `*${escapeMrkdwn(oneLine(name), 200) || '–'}*`;
}
