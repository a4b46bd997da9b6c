import { speak } from '../../lib/language/speak.ts';
import { escapeMrkdwn } from '../../lib/text.ts';
import { actionIds, uniqueId } from '../ids.ts';
import { type Pointer, writePointer } from '../pointer.ts';
import { actions, button, dashboardButton, isWebAddress, linkButton, type Message } from './blocks.ts';
import { drawWhatFits, MESSAGE_CHARACTERS } from './fit.ts';
import { bold, richLines, say } from './rich.ts';

export type RowButton = { text: string; actionId: string; value: string; style?: 'danger' };

/** One thing of a list: what it is called, what is with it, what can be done with it from here. */
export type Row = {
  title: string;
  facts: readonly string[];
  buttons: readonly RowButton[];
  link?: string | undefined;
  /** Where it is in the operator's dashboard. */
  page?: string | undefined;
  key: string;
};

export type RowsProps = {
  heading: string;
  rows: readonly Row[];
  /** Said if there is no row. */
  none: string;
  /** Below the list: what is left out, where else to look. */
  notes?: readonly string[];
  /** Buttons below the list, such as Previous and Next. */
  below?: readonly RowButton[];
};

/** A page of a list, each row with its buttons. Rows that do not fit into a message are left out whole, and it says so. */
export function rowsMessage({ heading, rows, none, notes = [], below = [] }: RowsProps): Message {
  const draw = (row: Row) => [
    // Rich text, since a key or a code must come out of a message as it went in.
    richLines([bold(row.title, 150)], ...(row.facts.length === 0 ? [] : [[say(row.facts.join(' · '), 400)]])),
    ...actions([
      ...row.buttons.map((one) => button({ ...one, label: `${one.text}: ${row.title}` })),
      ...(row.link !== undefined && isWebAddress(row.link) ? [linkButton(speak('Read'), row.link, row.key)] : []),
      ...dashboardButton(row.page, `dashboard.${row.key}`),
    ]),
  ];
  const { blocks, taken, leftOut } = drawWhatFits(rows, draw, { blocks: 40, characters: MESSAGE_CHARACTERS - 2500 });
  const said = [
    ...(rows.length === 0 ? [none] : []),
    ...(leftOut === 0 ? [] : [speak('{leftOut} more not shown.', { leftOut })]),
    ...notes,
  ];
  const list = rows.slice(0, taken).map((row) => `• ${escapeMrkdwn([row.title, ...row.facts].join(' · '), 250)}`);
  return {
    text: [escapeMrkdwn(heading, 400), ...list.slice(0, 20), ...said.map((note) => escapeMrkdwn(note, 400))].join('\n'),
    blocks: [
      richLines([bold(heading, 400)]),
      ...blocks,
      ...(said.length === 0 ? [] : [richLines(...said.slice(0, 5).map((note) => [say(note, 300)]))]),
      ...actions(below.map((one) => button(one))),
    ],
  };
}

/** Opens the form of an action about a thing of a list. */
export function startButton(action: string, text: string, about: Pointer, key: string | number): RowButton {
  return {
    text,
    actionId: uniqueId(actionIds.start, `${action}.${key}`),
    value: writePointer({ action, ...about }),
    style: action.endsWith('.delete') ? ('danger' as const) : undefined,
  };
}

/** Previous and Next, if there are such pages. */
export function pagesOf(actionId: string, about: Pointer, page: number, hasNext: boolean): RowButton[] {
  return [
    ...(page > 0
      ? [{ text: speak('Previous'), actionId: uniqueId(actionId, 'previous'), value: writePointer({ ...about, page: page - 1 }) }]
      : []),
    ...(hasNext
      ? [{ text: speak('Next'), actionId: uniqueId(actionId, 'next'), value: writePointer({ ...about, page: page + 1 }) }]
      : []),
  ];
}
