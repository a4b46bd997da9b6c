import { clip, oneLine } from './text.ts';

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

/**
 * Free text for many: what somebody typed may name the customer. Names that are known, e-mail addresses and phone numbers are taken
 * out; what nobody can know to be a name stays, so forms ask people not to write any.
 */
export function maskFreeText(text: string, names: readonly string[]): string {
  const known = [...new Set(names.map((name) => name.trim()).filter((name) => name.length >= 2))].sort(
    (a, b) => b.length - a.length,
  );
  const withoutContacts = text
    .replace(/[^\s@<>()[\],;:"']+@[^\s@<>()[\],;:"']+/gu, DOTS)
    .replace(/(?:\+|\b0{1,2})[\d][\d\s()/.-]{5,}\d/gu, DOTS);
  return known.reduce((masked, name) => masked.replace(nameIn(name), `${initial(name)}.`), withoutContacts);
}

/** The name as a word of its own, whatever its case; `ana` does not stand in `banana`. */
function nameIn(name: string): RegExp {
  return new RegExp(`(?<![\\p{L}\\p{M}])${name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![\\p{L}\\p{M}])`, 'giu');
}

/** Every first and last name in what an action saw, however deep. */
export function namesIn(seen: unknown): string[] {
  if (Array.isArray(seen)) return seen.flatMap(namesIn);
  if (typeof seen !== 'object' || seen === null) return [];
  return Object.entries(seen).flatMap(([key, value]) =>
    (key === 'firstName' || key === 'lastName') && typeof value === 'string' ? value.split(/\s+/) : namesIn(value),
  );
}
