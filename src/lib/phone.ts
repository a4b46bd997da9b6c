import { type CountryCode, isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/min';
import { plainLine } from './typed.ts';
import { unadorned } from './unadorned.ts';

/** ISO 3166, the policy's; null if it names none. */
export type Country = string | null | undefined;

/** Whether numbers without a country code can be read as of this country. */
export function isCountry(code: string): boolean {
  return isSupportedCountry(code);
}

function countryOf(code: Country): CountryCode | undefined {
  return code !== undefined && code !== null && isSupportedCountry(code) ? code : undefined;
}

/** A phone number as somebody wrote it. */
export type Phone = {
  /** `+436601000001`, if the text or the country says which country it is of. */
  international: string | undefined;
  /** The number within its country, without the zero that people put in front (`6601000001`). */
  national: string;
  /** Whether the text itself says the country (`+43…`, `0043…`). */
  saysCountry: boolean;
};

/** What people write before a number, and behind it. A letter or two say so only before a sign that a number begins with. */
const labelWords =
  'tel telephone telefon phone fon mobile? mobil handy cell cellphone whatsapp signal sms fax home work privat private business number nummer no nr num contact kontakt';
const label = new RegExp(
  String.raw`^(?:(?:(?:tele|mobil|handy|ruf|phone|mobile)?(?:${labelWords.replaceAll(' ', '|')}|fonnummer|telnr|telno)(?:[.:=]|(?![\p{L}\d])|(?=[+0(]))[ .:=#-]{0,4}){1,4}|(?:t|m|p|ph)(?:[.:]{1,2} ?| (?=[+0(])))(?=[+(\d])`,
  'iu',
);
const behind = / ?(?:\([\p{L} .]{1,20}\)|(?:ext|x|dw|durchwahl)\.? ?\d{1,5}|[,;.])$/iu;

/** What people write between the digits of a number, blanks apart: a part of an expression's class. */
export const betweenDigits = '()/.\\-_·•‧∙~\\\\';
const odd = /(?<=\d)[_·•‧∙~\\](?=\d)/g;

/** Shorter ones are extensions, ids or parts of something else. */
const fewestDigits = 6;
/** ITU-T E.164. */
const mostDigits = 15;

/**
 * The phone number that the whole text is, or undefined when it is something else. `country` (ISO 3166, the policy's) is meant where the
 * text names none. A zero in brackets or right after the country code (`+43 (0)660`) is the national one, and nobody dials it.
 */
export function phoneIn(text: string, country?: Country): Phone | undefined {
  const line = unadorned(text)
    .replace(label, '')
    .replace(behind, '')
    .replace(odd, ' ')
    .replace(/^\+{1,3} ?(?=\d)/, '+');
  if (!/^(?:\+|\(\+?)?\d[\d ()./+-]*$/.test(line)) return undefined;
  const digits = line.replace(/\D/g, '');
  if (digits.length < fewestDigits || digits.length > mostDigits + 3) return undefined;
  const written = line.replace(/\(0+\)/g, '').replace(/^\(?00\s?(?=[1-9])/, '+');
  const saysCountry = written.replace('(', '').startsWith('+');
  const parsed = parsePhoneNumberFromString(written, saysCountry ? undefined : countryOf(country));
  if (parsed !== undefined) return { international: parsed.number, national: parsed.nationalNumber, saysCountry };
  const bare = written.replace(/\D/g, '');
  if (bare.length > mostDigits) return undefined;
  return { international: saysCountry ? `+${bare}` : undefined, national: bare.replace(/^0+/, ''), saysCountry };
}

/** Whether two texts are the same phone number; one without its country is the same as one that ends in it. */
export function samePhone(one: string | undefined, other: string | undefined, country?: Country): boolean {
  const a = one === undefined ? undefined : phoneIn(one, country);
  const b = other === undefined ? undefined : phoneIn(other, country);
  if (a === undefined || b === undefined) return false;
  if (a.international !== undefined && b.international !== undefined) return a.international === b.international;
  return endsIn(a, b) || endsIn(b, a);
}

function endsIn(whole: Phone, part: Phone): boolean {
  if (part.international !== undefined || part.national.length < fewestDigits) return false;
  return whole.international === undefined ? whole.national === part.national : whole.international.endsWith(part.national);
}

/** What a back office is asked with: they keep numbers with their country, and look for parts of them. */
export function phoneSearch({ international, national, saysCountry }: Phone): string {
  return saysCountry && international !== undefined ? international : national;
}

/** `+436601000001` where the country is known, else what was typed: how a number is written to a back office. */
export function phoneToWrite(text: string, country?: Country): string {
  return phoneIn(text, country)?.international ?? unadorned(text);
}

/** `+43 660 1000001`, or what is there when it is no number that this can read. */
export function formatPhone(text: string, country?: Country): string {
  const phone = phoneIn(text, country);
  const parsed = phone?.international === undefined ? undefined : parsePhoneNumberFromString(phone.international);
  return parsed?.isPossible() === true ? parsed.formatInternational() : plainLine(text);
}
