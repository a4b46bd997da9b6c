import { speak } from './language/speak.ts';
import { monthPatterns } from './month-names.ts';
import { betweenDigits, phoneIn } from './phone.ts';
import { clip, oneLine } from './text.ts';
import { comparable, plain, replaceNames, tidy } from './typed.ts';

/**
 * How personal data may be worded, given who will read it: `one` person sees names in full and contacts masked, `many` see initials
 * and ids alone. What it returns is clean and on one line, but not escaped: that is the views' part.
 */
export type Redactor = {
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
export function redactorForOne(options: { mask: boolean } = { mask: true }): Redactor {
  return {
    audience: 'one',
    person: fullName,
    email: (email) => known(email, options.mask ? maskEmail : oneLine),
    phone: (phone) => known(phone, options.mask ? maskPhone : oneLine),
    birthdate: (birthdate) => known(birthdate, options.mask ? maskBirthdate : oneLine),
    text: (text) => known(text, oneLine),
  };
}

/** What may be where more than one person reads: always masked, whatever the policy says. */
export function redactorForMany(): Redactor {
  const dots = (text: string | undefined) => known(text, () => DOTS);
  return { audience: 'many', person: initialsAndId, email: dots, phone: dots, birthdate: dots, text: dots };
}

function known(text: string | undefined, word: (text: string) => string): string {
  return text === undefined || oneLine(text) === '' ? NONE : word(text);
}

/** `Anna Nowak (customer 4711)`, or the id alone if there is no name. */
function fullName(person: { id: number; firstName?: string | undefined; lastName?: string | undefined }): string {
  const name = clip(oneLine(`${person.firstName ?? ''} ${person.lastName ?? ''}`), 120);
  return name === '' ? speak('customer {id}', { id: person.id }) : speak('{name} (customer {id})', { name, id: person.id });
}

/** `A.N. · customer 4711`. */
function initialsAndId(person: { id: number; firstName?: string | undefined; lastName?: string | undefined }): string {
  const initials = initialsOf(person);
  return initials === ''
    ? speak('customer {id}', { id: person.id })
    : speak('{initials} · customer {id}', { initials, id: person.id });
}

/** `A.N.`; empty if there is no name. */
export function initialsOf({ firstName, lastName }: { firstName?: string | undefined; lastName?: string | undefined }): string {
  return [firstName, lastName]
    .map(initial)
    .filter((letter) => letter !== '')
    .map((letter) => `${letter}.`)
    .join('');
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

/** A fact as an action keeps it, for one reader: a contact or a birth date is masked as it is in a profile, whatever it is called. */
export function maskFact(label: string, text: string, redactor: Redactor): string {
  if (/^[^@\s]+@[^@\s]+$/.test(text)) return redactor.email(text);
  if (/^\+[\d\s()/.-]{6,}$/.test(text)) return redactor.phone(text);
  return /birth/i.test(label) && /^\d{4}-\d{2}-\d{2}$/.test(text) ? redactor.birthdate(text) : text;
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
  const withoutNumbers = withoutDatesAndPhones(withoutAddresses(tidy(text)), telling);
  const withoutStreets = replaceNames(withoutNumbers, telling.streets.flatMap(streetSpellings), () => DOTS);
  return replaceNames(withoutStreets, nameSpellings(telling.names), (name) => `${initial(name)}.`);
}

/** A day with its month as a word and two figures of its year has three digits (`1 May 85`); no phone number has fewer than six. */
const fewestDigits = { date: 3, phone: 6 } as const;

const gapInPhone = String.raw`[\s${betweenDigits}]{0,3}`;
const anyPhone = new RegExp(String.raw`(?:\+ ?|(?<!\d)0{1,2})\d(?:${gapInPhone}\d){5,14}`, 'gu');

/** Most texts hold hardly a digit, and making these expressions takes far longer than counting. */
function withoutDatesAndPhones(text: string, telling: Telling): string {
  const digits = plain(text).match(/\d/g)?.length ?? 0;
  if (digits < fewestDigits.date) return text;
  const hasPhones = digits >= fewestDigits.phone;
  const withoutContacts = hasPhones ? replaceMatches(text, anyPhone) : text;
  // One expression for the days of all, and one for the numbers: many people's are looked for as fast as one's.
  const dates = anyOf(telling.birthdates.flatMap(datePatterns), (any) => `(?<![\\p{L}\\d])(?:${any})(?![\\p{L}\\d])`);
  const phones = hasPhones ? anyOf(telling.phones.flatMap(phonePattern), (any) => `(?:${any})(?!\\d)`) : [];
  return [...dates, ...phones].reduce(replaceMatches, withoutContacts);
}

/** Without e-mail addresses. What holds no `@` holds none, and looking for the part before one from each letter on takes long. */
function withoutAddresses(text: string): string {
  if (!plain(text).includes('@')) return text;
  return replaceMatches(text, /[^\s@<>()[\],;:"']{1,64}(?:'[^\s@<>()[\],;:"']{1,64}){0,4}@[^\s@<>()[\],;:"']+/gu);
}

/** So many people's names are looked for together, too: `anna.novak`, `AnnaNovak`. */
const mostPaired = 6;

/** A name as it is kept, as one word, with its apostrophe left out or a blank, and as people put it before what is somebody's (`Anna's`, `Müllers`). */
function nameSpellings(names: readonly string[]): string[] {
  const pairs =
    names.length > mostPaired ? [] : names.flatMap((one) => names.flatMap((other) => (one === other ? [] : [`${one}${other}`])));
  const all = [...names, ...pairs].flatMap((name) => [name, plain(name).replace(/[-\s]/g, ''), plain(name).replaceAll("'", ' ')]);
  const unique = [...new Set(all)].filter((name) => comparable(name).length >= 2);
  return [...unique, ...unique.map((name) => `${name}s`)];
}

function anyOf(patterns: readonly string[], within: (any: string) => string): RegExp[] {
  return patterns.length === 0 ? [] : [new RegExp(within(patterns.join('|')), 'giu')];
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

/** The ways in which people write one day: in figures, day or month first, and with the month's name. */
function datePatterns(birthdate: string): string[] {
  const [, year = '', month = '', day = ''] = /^(\d{4})-(\d{2})-(\d{2})/.exec(birthdate) ?? [];
  const monthName = monthPatterns[Number(month) - 1];
  if (monthName === undefined) return [];
  const y = `(?:${year}|'?${year.slice(2)})`;
  const [m, d] = [month, day].map((part) => `0?${Number(part)}`);
  const gap = String.raw`[\s./-]{1,2}`;
  const name = `(?:${monthName})\\.?`;
  return [
    `${year}${gap}${m}${gap}${d}`,
    `${year}${month}${day}|${day}${month}${year}`,
    `${d}${gap}${m}${gap}${y}`,
    `${m}${gap}${d}${gap}${y}`,
    `${d}(?:st|nd|rd|th)?[.\\s]{0,2}${name}[,\\s]{0,2}${y}`,
    `${name}\\s?${d}(?:st|nd|rd|th)?[,\\s]{0,2}${y}`,
  ];
}

/** A number by its digits, whatever is between them. */
function phonePattern(phone: string): string[] {
  const national = phoneIn(phone)?.national ?? '';
  return national.length < 6 ? [] : [`(?:[+(]{0,2}\\d{1,4}${gapInPhone})?${[...national].join(gapInPhone)}`];
}

/** `Hauptstraße 5`, `Hauptstraße`, `Hauptstr.`: as it is kept, without its house number, and shortened. */
function streetSpellings(street: string): string[] {
  const line = oneLine(street);
  const name = line.replace(/[\s,]{1,9}\d.*$/, '').trim();
  const all = [
    line,
    line.replaceAll(' ', ''),
    name,
    ...[line, name].map((one) => one.replace(/(stra(?:ß|ss)e)(?=\s|$)/iu, 'str')),
  ];
  return [...new Set(all)].filter((one) => one.length >= 4);
}

/** What both back offices call it. */
const tellingKeys: Readonly<Record<string, keyof Telling>> = {
  firstName: 'names',
  lastName: 'names',
  street: 'streets',
  contactAddress: 'streets',
  billingAddress: 'streets',
  address: 'streets',
  birthdate: 'birthdates',
  dateOfBirth: 'birthdates',
  phone: 'phones',
};

/** What in the data that an action saw, or was given, tells who somebody is, however deep. */
export function tellingIn(seen: unknown): Telling {
  const telling = {
    names: new Set<string>(),
    streets: new Set<string>(),
    birthdates: new Set<string>(),
    phones: new Set<string>(),
  };
  collect(seen, (key, value) => {
    const kind = Object.hasOwn(tellingKeys, key) ? tellingKeys[key] : undefined;
    if (kind === 'names') for (const name of value.split(/\s+/)) telling.names.add(name);
    else if (kind !== undefined) telling[kind].add(value);
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
