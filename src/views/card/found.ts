import { counted, cut, escapeMrkdwn, oneLine } from '../../lib/text.ts';
import { actions, button, type Message, mrkdwn, section } from '../common/blocks.ts';
import { drawWhatFits, MESSAGE_CHARACTERS } from '../common/fit.ts';
import { bold, richLines, say } from '../common/rich.ts';
import { cardStateWords } from '../customer/states.ts';
import { actionIds, uniqueId } from '../ids.ts';

/** What can be done with a card from here, where it works and this person may: `value` opens the form filled in. */
export type CardStart = { action: string; label: string; value: string };

export type FoundCard = {
  id: number;
  number: string;
  state?: string | undefined;
  rfid?: string | undefined;
  /** Worded for the reader; absent when nobody has it. */
  owner?: string | undefined;
  start?: CardStart | undefined;
  /** Opens the form that corrects it. */
  edit?: CardStart | undefined;
};

export type CardsFoundProps = {
  search: string;
  branch: string;
  cards: readonly FoundCard[];
  total?: number | undefined;
  previous?: string;
  next?: string;
};

/** Cards that fit a search: number, state, whose, and the button that works now. */
export function cardsFoundMessage(props: CardsFoundProps): Message {
  const heading = headingOf(props);
  if (props.cards.length === 0) {
    const next = 'Check the number on the card, or search in another branch.';
    return { text: escapeMrkdwn(`${heading} ${next}`, 1000), blocks: [richLines([bold(heading, 400)], [say(next)])] };
  }
  const draw = (card: FoundCard) => [
    section(
      mrkdwn(`*${escapeMrkdwn(card.number, 100)}*\n${escapeMrkdwn(factsOf(card), 400)}`),
      card.start === undefined ? undefined : startButton(card, card.start),
    ),
    ...actions(card.edit === undefined ? [] : [startButton(card, card.edit)]),
  ];
  const { blocks, taken, leftOut } = drawWhatFits(props.cards, draw, { blocks: 40, characters: MESSAGE_CHARACTERS - 1500 });
  const paging = [
    ...(props.previous === undefined
      ? []
      : [button({ text: 'Previous', actionId: actionIds.previousPage, value: props.previous })]),
    ...(props.next === undefined ? [] : [button({ text: 'Next', actionId: actionIds.nextPage, value: props.next })]),
  ];
  const list = props.cards
    .slice(0, taken)
    .map((card) => `• ${escapeMrkdwn(card.number, 60)}: ${escapeMrkdwn(factsOf(card), 150)}`);
  return {
    text: [escapeMrkdwn(heading, 400), ...list.slice(0, 20)].join('\n'),
    blocks: [
      richLines([bold(heading, 400)]),
      ...blocks,
      ...(leftOut === 0 ? [] : [richLines([say(`${leftOut} more are not shown. Search for more of the number.`)])]),
      ...actions(paging),
    ],
  };
}

function startButton(card: FoundCard, start: CardStart) {
  return button({
    text: start.label,
    actionId: uniqueId(actionIds.start, `${start.action}.${card.id}`),
    value: start.value,
    label: `${start.label}: card ${card.number}`,
  });
}

function headingOf({ search, branch, cards, total }: CardsFoundProps): string {
  const where = `for “${cut(oneLine(search), 100)}” in ${oneLine(branch)}`;
  if (cards.length === 0) return `No card ${where}.`;
  const count = total ?? cards.length;
  return `${counted(count, 'card')} ${where}${count > cards.length ? `, ${cards.length} shown` : ''}`;
}

function factsOf(card: FoundCard): string {
  return [
    cardStateWords(card.state),
    ...(card.owner === undefined ? [] : [card.owner]),
    ...(card.rfid === undefined ? [] : [`RFID ${card.rfid}`]),
  ].join(' · ');
}
