import { speak } from '../../lib/language/speak.ts';
import { cut, escapeMrkdwn, oneLine } from '../../lib/text.ts';
import { stateWord } from '../../states/interpret.ts';
import { actions, button, context, dashboardButton, type Message, mrkdwn, section } from '../common/blocks.ts';
import { drawWhatFits, MESSAGE_CHARACTERS } from '../common/fit.ts';
import { pagesText, type ShownPage } from '../common/pages.ts';
import { bold, richLines, say } from '../common/rich.ts';
import { sentencesOf, type WayOn, waysOnBlocks } from '../common/ways-on.ts';
import { actionIds, uniqueId } from '../ids.ts';

/** What can be done with a card from here, if it works and this person may: `value` opens the form filled in. */
export type CardStart = { action: string; label: string; value: string };

export type ShownCard = {
  id: number;
  number: string;
  state?: string | undefined;
  rfid?: string | undefined;
  /** Worded for the reader; absent when nobody has it. */
  owner?: string | undefined;
  start?: CardStart | undefined;
  /** Opens the form that corrects it. */
  edit?: CardStart | undefined;
  /** Its page in the operator's dashboard. */
  dashboardUrl?: string | undefined;
  /** The page of whose it is. */
  ownerPage?: ShownPage | undefined;
};

/** With many cards the one button that each has is enough to look through. */
const mostWithButtons = 5;

export type CardsFoundProps = {
  search: string;
  /** Undefined if all were searched. */
  branch: string | undefined;
  cards: readonly ShownCard[];
  total?: number | undefined;
  /** Said beside it when there is none. */
  hint?: string | undefined;
  /** What it is instead. */
  ways?: readonly WayOn[];
  previous?: string;
  next?: string;
};

/** Cards that fit a search: number, state, whose, and the button that works now. */
export function cardsFoundMessage(props: CardsFoundProps): Message {
  const heading = headingOf(props);
  if (props.cards.length === 0) {
    const next = speak('Check the number on the card.');
    const { hint, ways = [] } = props;
    return {
      text: escapeMrkdwn([heading, next, ...sentencesOf(ways), ...(hint === undefined ? [] : [hint])].join(' '), 1000),
      blocks: [
        richLines([bold(heading, 400)], [say(next)]),
        ...waysOnBlocks(ways),
        ...(hint === undefined ? [] : [context(hint)]),
      ],
    };
  }
  const hasButtons = props.cards.length <= mostWithButtons;
  const draw = (card: ShownCard) => [
    section(mrkdwn(textOf(card, hasButtons)), card.start === undefined ? undefined : startButton(card, card.start)),
    ...actions([
      ...(card.edit === undefined ? [] : [startButton(card, card.edit)]),
      ...(hasButtons ? dashboardButton(card.dashboardUrl, `dashboard.${card.id}`) : []),
    ]),
  ];
  const { blocks, taken, leftOut } = drawWhatFits(props.cards, draw, { blocks: 40, characters: MESSAGE_CHARACTERS - 1500 });
  const paging = [
    ...(props.previous === undefined
      ? []
      : [button({ text: speak('Previous'), actionId: actionIds.previousPage, value: props.previous })]),
    ...(props.next === undefined ? [] : [button({ text: speak('Next'), actionId: actionIds.nextPage, value: props.next })]),
  ];
  const list = props.cards
    .slice(0, taken)
    .map((card) => `• ${escapeMrkdwn(card.number, 60)}: ${escapeMrkdwn(factsOf(card), 150)}`);
  return {
    text: [escapeMrkdwn(heading, 400), ...list.slice(0, 20)].join('\n'),
    blocks: [
      richLines([bold(heading, 400)]),
      ...blocks,
      ...(leftOut === 0
        ? []
        : [richLines([say(speak('{leftOut} more are not shown. Search for more of the number.', { leftOut }))])]),
      ...actions(paging),
    ],
  };
}

function startButton(card: ShownCard, start: CardStart) {
  return button({
    text: start.label,
    actionId: uniqueId(actionIds.start, `${start.action}.${card.id}`),
    value: start.value,
    label: speak('{start}: card {number}', { start: start.label, number: card.number }),
  });
}

function headingOf({ search, branch, cards, total }: CardsFoundProps): string {
  const count = total ?? cards.length;
  const found = { count, search: cut(oneLine(search), 100), branch: oneLine(branch ?? '') };
  if (count === 0)
    return branch === undefined
      ? speak('No card for “{search}” in any branch.', found)
      : speak('No card for “{search}” in {branch}.', found);
  const all =
    branch === undefined
      ? speak('{count, plural, one {# card} other {# cards}} for “{search}” in all branches', found)
      : speak('{count, plural, one {# card} other {# cards}} for “{search}” in {branch}', found);
  return count > cards.length ? speak('{all}, {shown} shown', { all, shown: cards.length }) : all;
}

/** What it is, and the pages that no button opens. */
function textOf(card: ShownCard, hasButton: boolean): string {
  const { id, number, dashboardUrl: url, ownerPage } = card;
  const pages = pagesText([
    ...(url === undefined || hasButton ? [] : [{ kind: 'card' as const, id, url }]),
    ...(ownerPage === undefined ? [] : [ownerPage]),
  ]);
  return [`*${escapeMrkdwn(number, 100)}*`, escapeMrkdwn(factsOf(card), 400), pages].filter((line) => line !== '').join('\n');
}

function factsOf(card: ShownCard): string {
  return [
    card.state === undefined ? speak('state not known') : stateWord('card', card.state),
    ...(card.owner === undefined ? [] : [card.owner]),
    ...(card.rfid === undefined ? [] : [speak('RFID {rfid}', { rfid: card.rfid })]),
  ].join(' · ');
}
