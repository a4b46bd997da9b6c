import { type CardData, mostCardsABatch } from '../../actions/vocabulary/cards.ts';
import { oneLine } from '../../lib/text.ts';
import { longestCardText } from './create.ts';

/** Slack shows an error under its field: a handful of lines can be read there. */
const mostProblems = 4;

/** `number;rfid uid;rfid type` or a number alone, one card a line; what is wrong is said with the line's number, counted from 1. */
export function readCardLines(text: string): { cards: CardData[]; problem?: string } {
  const problems: string[] = [];
  const cards: CardData[] = [];
  const numbers = new Map<string, number>();
  const chips = new Map<string, number>();
  for (const [at, raw] of text.split('\n').entries()) {
    const line = at + 1;
    // A column copied out of a sheet is parted by tabs.
    const parts = raw.split(/[;\t]/).map(oneLine);
    if (parts.every((part) => part === '')) continue;
    const wrong = whatIsWrong(parts);
    const [cardNumber = '', rfidUid = '', rfidType = ''] = parts;
    const chip = `${rfidUid};${rfidType}`.toLowerCase();
    const sameNumber = numbers.get(cardNumber.toLowerCase());
    const sameChip = rfidUid === '' ? undefined : chips.get(chip);
    if (wrong !== undefined) problems.push(`line ${line} ${wrong}`);
    else if (sameNumber !== undefined) problems.push(`line ${line} repeats the number of line ${sameNumber}`);
    else if (sameChip !== undefined) problems.push(`line ${line} repeats the RFID uid of line ${sameChip}`);
    else {
      cards.push({ cardNumber, ...(rfidUid === '' ? {} : { rfidUid }), ...(rfidType === '' ? {} : { rfidType }) });
      numbers.set(cardNumber.toLowerCase(), line);
      if (rfidUid !== '') chips.set(chip, line);
    }
  }
  if (problems.length > 0) return { cards, problem: sentence(problems) };
  if (cards.length === 0) return { cards, problem: 'Type one card a line: its number, or number;rfid uid;rfid type.' };
  if (cards.length > mostCardsABatch)
    return { cards, problem: `${cards.length} cards are too many at once: send at most ${mostCardsABatch}, then the others.` };
  return { cards };
}

/** Completes `line 3 …`. */
function whatIsWrong(parts: readonly string[]): string | undefined {
  const [number = '', uid = '', type = ''] = parts;
  if (parts.length > 3) return 'has more than three parts';
  if (number === '') return 'has no number';
  if (parts.some((part) => part.includes(','))) return 'has a comma: write one card a line, its parts parted by ;';
  if (uid === '' && type !== '') return 'has an RFID type without a uid';
  if (parts.some((part) => part.length > longestCardText)) return `is longer than ${longestCardText} characters in a part`;
  return undefined;
}

function sentence(problems: readonly string[]): string {
  const rest = problems.length - mostProblems;
  const said = `${problems.slice(0, mostProblems).join('; ')}${rest > 0 ? `; and ${rest} more` : ''}.`;
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
