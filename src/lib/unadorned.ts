import { plainLine } from './typed.ts';

/** Pictures, with what colours them, and flags. */
const pictures = /[\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Regional_Indicator}]/gu;
/** What makes a picture of a sign, and what joins two: the digit within a keycap stays. */
const pictureMarks = /[\u20E3\uFE0E\uFE0F\u200D]/g;
/** A picture as Slack writes it: `:telephone_receiver:`. */
const namedPicture = /(?<![\w:]):(?=[^:\s]{0,60}[a-z])[a-z0-9_+-]{1,60}:(?![\w:])/g;
/** What people write before a number to say what it is. */
const label =
  /^(?:(?:customer|cust|user|uid|client|account holder|kunden?|kundin|kundennummer|kd|kdnr|id|no|nr|number|nummer|№|n[º°])[\s.:=#_№-]{0,4}){1,3}(?=\d{1,15}$)/i;
/** `Name: Lena Novak`, as a form or a table has it. */
const nameLabel =
  /^(?:(?:full |last |first )?name|nachname|vorname|customer|client|user|kund(?:e|in)|account holder)(?:\s{0,2}[:=]\s{0,4}|(?<=customer|client|user|holder)\s{1,4})(?=\p{L})/iu;

const titles = {
  /** What is nobody's name. */
  always: 'frau herrn? hr mrs? ms mx miss mister madame? mme monsieur signora? señora? dr ddr prof professor dipl-ing univ-prof',
  /** What is a name, too, if no full stop is behind it. */
  withStop: 'fr mag ing dipl univ med phil iur jur rer nat techn sig sra? bc mudr judr',
} as const;
const anyOf = (words: string) => words.split(' ').join('|');
const title = new RegExp(
  String.raw`^(?:sehr geehrter? |dear |liebe[rs]? )?(?:(?:${anyOf(titles.always)})(?:\.\s{0,4}|\s{1,4})|(?:${anyOf(titles.withStop)})\.[\s-]{0,4})(?=\p{L})`,
  'iu',
);
const degree = /(?:,\s{0,4}(?:[BM]\.?(?:A|Sc|Eng|Ed)|Dr|Mag|Ing|MBA|Ph\.?D|LL\.?[MB])|\s(?:[BM]Sc|MBA|Ph\.?D|LL\.?M))\.?$/u;

/**
 * What somebody is meant by, without what is around it: pictures, marks of bold and code, brackets, a comma that came along, the sign that a
 * spreadsheet puts before a formula or a text. On one line, and `plain`. Names stay as they are.
 */
export function unadorned(text: string): string {
  let bare = plainLine(text.replace(pictureMarks, '').replace(pictures, ' ').replace(namedPicture, ' '));
  for (let before = ''; before !== bare; ) {
    before = bare;
    bare = withoutBrackets(bare)
      .replace(/^([*_~])(.+)\1$/, '$2')
      .replace(/^"([^"]*)"$/, '$1')
      .replace(/^=(?:"(.*)"|([^"()]*))$/, '$1$2')
      .replace(/^'(?=[\d(+])/, '')
      .replace(/^[,;:]{1,50}/, '')
      .replace(/[,;:!?]{1,50}$/, '')
      .trim();
  }
  // A number that was a decimal in some table, and a number as an address has it (RFC 3966).
  return bare.replace(/^(\+?\d{3,15})\.0{1,2}$/, '$1').replace(/^((?:tel:)?\+?[\d\s().-]{6,30});ext=\d{1,8}$/i, '$1');
}

/**
 * A customer without what is around them: `Kd.-Nr. 1010`, `id=1010`, `Frau Dr. Novak, MSc`, `Name: Novak`. Only of what can be nothing but a
 * customer: cards are called `ID-7`.
 */
export function unlabelled(text: string): string {
  let bare = text.replace(label, '').replace(nameLabel, '');
  for (let before = ''; before !== bare; ) {
    before = bare;
    bare = bare.replace(title, '').replace(degree, '');
  }
  return bare;
}

const closing: Readonly<Record<string, string>> = { '[': ']', '(': ')', '{': '}', '<': '>' };

/** Brackets around all of it: not of `(0660) 1 (2)`, nor Slack's own of `<tel:…|…>`. */
function withoutBrackets(text: string): string {
  const [opens = ''] = text;
  const closes = closing[opens];
  if (closes === undefined || !text.endsWith(closes) || text.includes('|')) return text;
  const inner = text.slice(1, -1);
  let depth = 0;
  for (const sign of inner) {
    if (sign === opens) depth += 1;
    if (sign === closes) depth -= 1;
    if (depth < 0) return text;
  }
  return depth === 0 ? inner : text;
}
