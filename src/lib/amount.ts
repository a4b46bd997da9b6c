import { plainLine } from './typed.ts';

/** What somebody typed as an amount: a number, and what it counts when they said so. */
export type Amount = {
  value: number;
  unit: 'currency' | 'minutes' | 'kilometres' | 'rentals' | 'percent' | undefined;
  currency?: string;
};

/** Signs and words of currencies that are not their ISO code, each of one currency alone: `kr`, `¥` and `lei` are several's. */
const currencies: Readonly<Record<string, string>> = {
  '€': 'EUR',
  euro: 'EUR',
  euros: 'EUR',
  $: 'USD',
  us$: 'USD',
  dollar: 'USD',
  dollars: 'USD',
  '£': 'GBP',
  pound: 'GBP',
  pounds: 'GBP',
  fr: 'CHF',
  sfr: 'CHF',
  franken: 'CHF',
  francs: 'CHF',
  zł: 'PLN',
  zl: 'PLN',
  zloty: 'PLN',
  złoty: 'PLN',
  złote: 'PLN',
  złotych: 'PLN',
  kč: 'CZK',
  kc: 'CZK',
  ft: 'HUF',
  forint: 'HUF',
  '₺': 'TRY',
  '₴': 'UAH',
  '₽': 'RUB',
  '₹': 'INR',
  '₪': 'ILS',
  '₫': 'VND',
  '₱': 'PHP',
  '฿': 'THB',
  '₦': 'NGN',
  '₸': 'KZT',
  '₾': 'GEL',
  '₼': 'AZN',
  ca$: 'CAD',
  a$: 'AUD',
  nz$: 'NZD',
  hk$: 'HKD',
  nt$: 'TWD',
  mx$: 'MXN',
  r$: 'BRL',
};

const units: Readonly<Record<string, Exclude<Amount['unit'], 'currency' | undefined>>> = {
  m: 'minutes',
  min: 'minutes',
  mins: 'minutes',
  minute: 'minutes',
  minutes: 'minutes',
  minuten: 'minutes',
  freiminuten: 'minutes',
  km: 'kilometres',
  kilometer: 'kilometres',
  kilometre: 'kilometres',
  kilometers: 'kilometres',
  kilometres: 'kilometres',
  ride: 'rentals',
  rides: 'rentals',
  rental: 'rentals',
  rentals: 'rentals',
  trip: 'rentals',
  trips: 'rentals',
  fahrt: 'rentals',
  fahrten: 'rentals',
  '%': 'percent',
  percent: 'percent',
  prozent: 'percent',
};

const isoCodes: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'));

/** What people count in that no voucher of ours is worth. */
const otherUnits =
  /^(?:h|hrs?|hours?|std|stunden?|sec|seconds?|sekunden?|tage?|days?|weeks?|wochen?|months?|monate?|points?|punkte?|credits?|miles?|meilen?|mal|x|times|quid|bucks|cents?|ct)$/;

/** Whether a word behind a number can be what it counts, also where no voucher counts it. */
export function isUnitWord(word: string): boolean {
  const bare = word.toLowerCase().replace(/[.,;:]$/, '');
  return Object.hasOwn(units, bare) || Object.hasOwn(currencies, bare) || otherUnits.test(bare);
}

/** One sign groups, and another one is the decimal sign: `12.345.67` and `1.250,500` are no numbers of anybody. */
const number = String.raw`\d{1,3}(?:(?<group>['., ])\d{3}(?:\k<group>\d{3})*)(?:(?!\k<group>)[.,]\d{1,2})?|\d{1,9}(?:[.,]\d{1,2})?`;
/** `20`, `20.-`, `20 EUR`, `€20`, `CHF 20.-`, `20 min`: unit in front or behind, never both. */
const written = new RegExp(
  String.raw`^(?<front>\p{L}{1,8}\.?|\p{Sc}|\p{L}{1,2}\$)?\s?(?<number>${number})(?:[.,]-{1,2})?\s?(?<back>\p{L}{1,2}\$|\p{L}{1,11}\.?|\p{Sc}|%)?$`,
  'iu',
);

/**
 * The amount that the whole text is, or undefined when it is something else (a name, an id with letters). A unit that nobody here knows
 * makes it undefined, too: a number must not be taken for money because its unit was not understood.
 */
export function amountIn(text: string): Amount | undefined {
  const groups = written.exec(plainLine(text))?.groups;
  if (groups?.number === undefined) return undefined;
  const { front, back } = groups;
  if (front !== undefined && back !== undefined) return undefined;
  const value = numberIn(groups.number);
  const word = (front ?? back)?.toLowerCase().replace(/\.$/, '');
  if (word === undefined) return { value, unit: undefined };
  const unit = Object.hasOwn(units, word) ? units[word] : undefined;
  if (unit !== undefined) return front === undefined ? { value, unit } : undefined;
  const currency = Object.hasOwn(currencies, word) ? currencies[word] : isoCode(word);
  return currency === undefined ? undefined : { value, unit: 'currency', currency };
}

/** The currency of that code; `for` and `the` are none. */
function isoCode(word: string): string | undefined {
  const code = word.toUpperCase();
  return isoCodes.has(code) ? code : undefined;
}

/** `1.250,50` and `1'250.50` alike: the last sign before one or two digits is the decimal one, the others only group. */
function numberIn(text: string): number {
  const decimals = /[.,](\d{1,2})$/.exec(text);
  const whole = (decimals === null ? text : text.slice(0, decimals.index)).replace(/\D/g, '');
  return Number(`${whole}.${decimals?.[1] ?? '0'}`);
}
