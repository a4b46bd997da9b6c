import { currentLanguage, type Language } from './language/language.ts';

/** An amount as the back offices state it: a decimal number of whole currency units (20 means 20 EUR), and an ISO 4217 code. */
export type Money = { amount: number; currency: string };

/**
 * `€20`, `€12.50`, `CHF 20`, `CA$20`, in German `20 €`, `12,50 €`: as the reader writes it. A sign that several currencies share is told
 * apart (CLDR's own symbols), since operators work in more than one. What is no currency code is written behind the number as it came.
 */
export function formatMoney({ amount, currency }: Money): string {
  if (!/^[A-Z]{3}$/i.test(currency)) return withCode({ amount, currency }).trimEnd();
  return formatIn(currentLanguage(), currency.toUpperCase()).format(amount).replaceAll('\u00a0', ' ');
}

/** `20 EUR`, `12.50 EUR`: as facts keep it, so that it stays the same whatever people read, and as templates are often named. */
export function withCode({ amount, currency }: Money): string {
  return `${amount.toFixed(Number.isInteger(amount) ? 0 : 2)} ${currency}`;
}

const formats = new Map<string, Intl.NumberFormat>();

/** Making one takes longer than a hundred uses of it. */
function formatIn(language: Language, currency: string): Intl.NumberFormat {
  const name = `${language} ${currency}`;
  const known = formats.get(name);
  if (known !== undefined) return known;
  const made = new Intl.NumberFormat(language, {
    style: 'currency',
    currency,
    minimumFractionDigits: 2,
    maximumFractionDigits: 2,
    trailingZeroDisplay: 'stripIfInteger',
    useGrouping: true,
  });
  formats.set(name, made);
  return made;
}
