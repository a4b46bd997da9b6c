import Papa from 'papaparse';
import { type CardData, mostCardsABatch } from '../../actions/card/shared.ts';
import { speak } from '../../lib/language/speak.ts';
import { plain, plainLine } from '../../lib/typed.ts';
import { longestCardText } from './create.ts';

/** Slack shows an error under its field: a handful of lines can be read there. */
const mostProblems = 4;

/**
 * One card a line: its number alone, or its number, RFID uid and RFID type, with a tab, a semicolon, a bar or a comma between, in quotes or not,
 * with a line of headings or without, as spreadsheets copy them. What is wrong comes with the line's number, counted from 1.
 */
export function readCardLines(text: string): { cards: CardData[]; problem?: string } {
  const problems: string[] = [];
  const cards: CardData[] = [];
  const numbers = new Map<string, number>();
  const chips = new Map<string, number>();
  for (const { line, parts } of rowsOf(text)) {
    const wrong = whatIsWrong(parts);
    const [cardNumber = '', rfidUid = '', rfidType = ''] = parts;
    const chip = `${rfidUid};${rfidType}`.toLowerCase();
    const sameNumber = numbers.get(cardNumber.toLowerCase());
    const sameChip = rfidUid === '' ? undefined : chips.get(chip);
    if (wrong !== undefined) problems.push(speak('line {line} {wrong}', { line, wrong }));
    else if (sameNumber !== undefined)
      problems.push(speak('line {line} repeats the number of line {sameNumber}', { line, sameNumber }));
    else if (sameChip !== undefined)
      problems.push(speak('line {line} repeats the RFID uid of line {sameChip}', { line, sameChip }));
    else {
      cards.push({ cardNumber, rfidUid: rfidUid === '' ? undefined : rfidUid, rfidType: rfidType === '' ? undefined : rfidType });
      numbers.set(cardNumber.toLowerCase(), line);
      if (rfidUid !== '') chips.set(chip, line);
    }
  }
  if (problems.length > 0) return { cards, problem: sentence(problems) };
  if (cards.length === 0) return { cards, problem: speak('Type one card a line: its number, or number;rfid uid;rfid type.') };
  if (cards.length > mostCardsABatch)
    return {
      cards,
      problem: speak('{cards} cards are too many at once: send at most {mostCardsABatch}, then the others.', {
        cards: cards.length,
        mostCardsABatch,
      }),
    };
  return { cards };
}

type Row = { line: number; parts: string[] };

const columns = ['number', 'uid', 'type'] as const;
/** What people write above a column; a heading has no digit in it, a card's number nearly always has one. */
const headings: Readonly<Record<(typeof columns)[number], RegExp>> = {
  number: /^(card ?)?(no\.?|nr\.?|number|nummer|num)$|^(card|karte|kartennummer|karten-?nr\.?|cardnumber|card_number)$/i,
  uid: /uid|^(rfid|chip|serial)( ?(no\.?|nr\.?|number))?$/i,
  type: /type?$|^(kind|art)$/i,
};

/** The filled lines of the text, each as number, uid and type; a line of headings says in which order they come. */
function rowsOf(text: string): Row[] {
  const rows = plain(text)
    .split('\n')
    .map((line, at): Row => ({ line: at + 1, parts: partsOf(line) }))
    // `sep=;` is a spreadsheet's note to itself.
    .filter(({ line, parts }) => parts.length > 0 && !(line === 1 && /^sep=?$/i.test(parts[0] ?? '')));
  const order = rows[0] === undefined ? undefined : headingOrder(rows[0].parts);
  if (order === undefined) return rows;
  return rows.slice(1).map(({ line, parts }) => ({ line, parts: withoutEmptyEnd(order.map((at) => parts[at] ?? '')) }));
}

/** What stands before each line of a list: `- HM-1`, `• HM-1`, `2. HM-1`. */
const listMark = /^(?:[-*•▪◦‣·]|\d{1,3}[.)]) +(?=\S)/;
/** What a spreadsheet makes of a long number: its last digits are gone. */
const rounded = /^\d(?:[.,]\d+)?E\+\d+$/i;

function partsOf(line: string): string[] {
  const delimiter = ['\t', ';', '|'].find((sign) => line.includes(sign)) ?? ',';
  // As chats and wikis draw tables: bars at both ends, and a line of dashes below the headings.
  const bare = delimiter === '|' ? line.trim().replace(/^\||\|$/g, '') : line.trim();
  if (delimiter === '|' && /^[\s|:-]+$/.test(bare)) return [];
  const { data } = Papa.parse<string[]>(bare.replace(listMark, ''), { delimiter });
  // A spreadsheet's sign for a text, and a chat's for code: `plain` has made its marks apostrophes.
  return withoutEmptyEnd(
    (data[0] ?? []).map((part) => plainLine(part.replace(/^="(.*)"$/, '$1')).replace(/^'{1,3}|'{1,3}$/g, '')),
  );
}

/** Where number, uid and type are, if the line is one of headings; a column that it does not have is -1. */
function headingOrder(parts: readonly string[]): number[] | undefined {
  const named = columns.map((column) => parts.findIndex((part) => headings[column].test(part)));
  // Beside a column that says more, `No.` counts the lines.
  const [plainest] = [/card|karte/i, /number|nummer/i]
    .map((word) => parts.findIndex((part) => word.test(part) && headings.number.test(part)))
    .filter((at) => at >= 0);
  named[0] = plainest ?? named[0] ?? -1;
  const isHeading = named[0] !== undefined && named[0] >= 0 && parts.every((part) => !/\d/.test(part));
  return isHeading ? named : undefined;
}

function withoutEmptyEnd(parts: readonly string[]): string[] {
  const last = parts.findLastIndex((part) => part !== '');
  return parts.slice(0, last + 1);
}

/** Completes `line 3 …`. */
function whatIsWrong(parts: readonly string[]): string | undefined {
  const [number = '', uid = '', type = ''] = parts;
  if (parts.length > 3) return speak('has more than three parts');
  if (number === '') return speak('has no number');
  const lost = parts.find((part) => rounded.test(part));
  if (lost !== undefined)
    return speak('has a number that a spreadsheet rounded ({lost}): format its column as text, and copy it again', { lost });
  const [one = '', other = ''] = uid === '' ? number.split(' ') : [number, uid];
  if (other !== '' && looksAlike(one, other))
    return speak('has two card numbers ({one} and {other}): write one card a line', { one, other });
  if (uid === '' && type !== '') return speak('has an RFID type without a uid');
  if (parts.some((part) => part.length > longestCardText))
    return speak('is longer than {longestCardText} characters in a part', { longestCardText });
  return undefined;
}

/** `HM-1` and `HM-2`: the same letters with a dash and digits behind them. A chip's uid has no such beginning. */
function looksAlike(one: string, other: string): boolean {
  const beginning = (text: string) => /^(\p{L}+-)\d+$/u.exec(text)?.[1]?.toLowerCase();
  const first = beginning(one);
  return first !== undefined && first === beginning(other);
}

function sentence(problems: readonly string[]): string {
  const rest = problems.length - mostProblems;
  const said = `${problems.slice(0, mostProblems).join('; ')}${rest > 0 ? speak('; and {rest} more', { rest }) : ''}.`;
  return said.charAt(0).toUpperCase() + said.slice(1);
}

/** The same cards as lines again, for a form that asks once more. */
export function writeCardLines(cards: readonly CardData[]): string {
  return cards
    .map(({ cardNumber, rfidUid, rfidType }) =>
      [cardNumber, ...(rfidUid === undefined ? [] : [rfidUid, ...(rfidType === undefined ? [] : [rfidType])])].join(';'),
    )
    .join('\n');
}
