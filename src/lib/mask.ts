import { phoneIn } from './phone.ts';
import { clip, oneLine } from './text.ts';
import { plain, replaceNames, tidy } from './typed.ts';

/**
 * How personal data may be worded, given who will read it: `one` person sees names in full and contacts masked, `many` see initials
 * and ids alone. What it returns is clean and on one line, but not escaped: that is the views' part.
 */
export type Show = {
  audience: 'one' | 'many';
  person(person: { id: number; firstName?: string | undefined; lastName?: string | undefined }): string;
  email(email: string | undefined): string;
  phone(phone: string | undefined): string;
  birthdate(birthdate: string | undefined): string;
  /** Free text that may name somebody (a street, a comment): whole to one, dots to many. */
  text(text: string | undefined): string;
};

const DOTS = '••••';
const NONE = '–';

/** What a person who looks alone may see; `mask: false` is the policy's `privacy.mask` switched off, or a reveal that was recorded. */
export function showToOne(options: { mask: boolean } = { mask: true }): Show {
  return {
    audience: 'one',
    person: fullName,
    email: (email) => known(email, options.mask ? maskEmail : oneLine),
    phone: (phone) => known(phone, options.mask ? maskPhone : oneLine),
    birthdate: (birthdate) => known(birthdate, options.mask ? maskBirthdate : oneLine),
    text: (text) => known(text, oneLine),
  };
}

/** What may stand where more than one person reads: always masked, whatever the policy says. */
export function showToMany(): Show {
  const dots = (text: string | undefined) => known(text, () => DOTS);
  return { audience: 'many', person: initialsAndId, email: dots, phone: dots, birthdate: dots, text: dots };
}

function known(text: string | undefined, word: (text: string) => string): string {
  return text === undefined || oneLine(text) === '' ? NONE : word(text);
}

/** `Anna Nowak (customer 4711)`, or the id alone where there is no name. */
function fullName(person: { id: number; firstName?: string | undefined; lastName?: string | undefined }): string {
  const name = clip(oneLine(`${person.firstName ?? ''} ${person.lastName ?? ''}`), 120);
  return name === '' ? `customer ${person.id}` : `${name} (customer ${person.id})`;
}

/** `A.N. · customer 4711`. */
function initialsAndId(person: { id: number; firstName?: string | undefined; lastName?: string | undefined }): string {
  const initials = [person.firstName, person.lastName].map(initial).filter((letter) => letter !== '');
  return initials.length === 0
    ? `customer ${person.id}`
    : `${initials.map((letter) => `${letter}.`).join('')} · customer ${person.id}`;
}

function initial(name: string | undefined): string {
  return (oneLine(name ?? '').match(/\p{L}\p{M}*/u)?.[0] ?? '').toUpperCase();
}

/** `a…@example.com`. */
function maskEmail(email: string): string {
  const line = oneLine(email);
  const at = line.lastIndexOf('@');
  if (at < 0) return DOTS;
  return `${line.match(/^[\p{L}\d]/u)?.[0] ?? ''}…@${clip(line.slice(at + 1), 100)}`;
}

/** `•••567`; nothing of a number too short to hide in. */
function maskPhone(phone: string): string {
  const digits = phone.replace(/\D/g, '');
  return digits.length < 6 ? DOTS : `•••${digits.slice(-3)}`;
}

/** `1990`. */
function maskBirthdate(birthdate: string): string {
  return /^(\d{4})-/.exec(oneLine(birthdate))?.[1] ?? DOTS;
}

/** What in a free text would tell who a customer is: from the data that an action read. */
export type Telling = {
  names: readonly string[];
  streets: readonly string[];
  /** `YYYY-MM-DD`. */
  birthdates: readonly string[];
  phones: readonly string[];
};

/**
 * Free text for many: what somebody typed may name the customer. Names, streets, birth dates and phone numbers that are known are taken
 * out however they are spelled, e-mail addresses and what looks like a phone number always. What nobody can know to be a name stays, so
 * forms ask people not to write any (docs/journal.md says so, too).
 */
export function maskFreeText(text: string, telling: Telling): string {
  const withoutContacts = replaceMatches(
    replaceMatches(tidy(text), /[^\s@<>()[\],;:"']{1,320}@[^\s@<>()[\],;:"']+/gu),
    /(?:\+|(?<!\d)0{1,2})\d(?:[\s()/.-]{0,3}\d){5,14}/gu,
  );
  const withoutNumbers = [...telling.birthdates.flatMap(datePatterns), ...telling.phones.flatMap(phonePattern)].reduce(
    replaceMatches,
    withoutContacts,
  );
  const withoutStreets = replaceNames(withoutNumbers, telling.streets.flatMap(streetSpellings), () => DOTS);
  return replaceNames(withoutStreets, telling.names, (name) => `${initial(name)}.`);
}

/** Looks in the plain spelling of the text, which has every sign in the same place. */
function replaceMatches(text: string, pattern: RegExp): string {
  let result = '';
  let done = 0;
  for (const found of plain(text).matchAll(pattern)) {
    result += text.slice(done, found.index) + DOTS;
    done = found.index + found[0].length;
  }
  return result + text.slice(done);
}

const months = [
  'jan(?:uary|uar)?|jän(?:ner)?',
  'feb(?:ruary|ruar|er)?',
  'mar(?:ch)?|mär(?:z)?',
  'apr(?:il)?',
  'may|mai',
  'june?|juni',
  'july?|juli',
  'aug(?:ust)?',
  'sept?(?:ember)?',
  'o[ck]t(?:ober)?',
  'nov(?:ember)?',
  'de[cz](?:ember)?',
];

/** The ways in which people write one day: in figures, day or month first, and with the month's name. */
function datePatterns(birthdate: string): RegExp[] {
  const [, year = '', month = '', day = ''] = /^(\d{4})-(\d{2})-(\d{2})/.exec(birthdate) ?? [];
  const monthName = months[Number(month) - 1];
  if (monthName === undefined) return [];
  const y = `(?:${year}|'?${year.slice(2)})`;
  const [m, d] = [month, day].map((part) => `0?${Number(part)}`);
  const gap = String.raw`[\s./-]{1,2}`;
  const name = `(?:${monthName})\\.?`;
  return [
    `${year}${gap}${m}${gap}${d}`,
    `${d}${gap}${m}${gap}${y}`,
    `${m}${gap}${d}${gap}${y}`,
    `${d}(?:st|nd|rd|th)?[.\\s]{0,2}${name}[,\\s]{0,2}${y}`,
    `${name}\\s?${d}(?:st|nd|rd|th)?[,\\s]{0,2}${y}`,
  ].map((pattern) => new RegExp(`(?<![\\p{L}\\d])(?:${pattern})(?![\\p{L}\\d])`, 'giu'));
}

/** A number by its digits, whatever is between them. */
function phonePattern(phone: string): RegExp[] {
  const national = phoneIn(phone)?.national ?? '';
  return national.length < 6
    ? []
    : [new RegExp(String.raw`(?:[+(]{0,2}\d{1,4}[\s()/.-]{0,3})?${[...national].join(String.raw`[\s()/.-]{0,3}`)}(?!\d)`, 'g')];
}

/** `Hauptstraße 5`, `Hauptstraße`, `Hauptstr.`: as it is kept, without its house number, and shortened. */
function streetSpellings(street: string): string[] {
  const line = oneLine(street);
  const name = line.replace(/[\s,]{1,9}\d.*$/, '').trim();
  const all = [line, name, ...[line, name].map((one) => one.replace(/(stra(?:ß|ss)e)(?=\s|$)/iu, 'str'))];
  return [...new Set(all)].filter((one) => one.length >= 4);
}

/** What in the data that an action saw tells who somebody is, however deep. */
export function tellingIn(seen: unknown): Telling {
  const telling = {
    names: new Set<string>(),
    streets: new Set<string>(),
    birthdates: new Set<string>(),
    phones: new Set<string>(),
  };
  collect(seen, (key, value) => {
    if (key === 'firstName' || key === 'lastName') for (const name of value.split(/\s+/)) telling.names.add(name);
    if (key === 'street') telling.streets.add(value);
    if (key === 'birthdate') telling.birthdates.add(value);
    if (key === 'phone') telling.phones.add(value);
  });
  return {
    names: [...telling.names],
    streets: [...telling.streets],
    birthdates: [...telling.birthdates],
    phones: [...telling.phones],
  };
}

function collect(seen: unknown, take: (key: string, text: string) => void): void {
  if (Array.isArray(seen)) for (const one of seen) collect(one, take);
  else if (typeof seen === 'object' && seen !== null)
    for (const [key, value] of Object.entries(seen)) {
      if (typeof value === 'string') take(key, value);
      else collect(value, take);
    }
}
