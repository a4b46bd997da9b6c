/** An amount as the back offices state it: a decimal number of whole currency units (20 means 20 EUR), and an ISO 4217 code. */
export type Money = { amount: number; currency: string };

/** `20 EUR`, `12.50 EUR`: the code and not a sign, since operators work in several currencies whose signs coincide. */
export function formatMoney({ amount, currency }: Money): string {
  const decimals = Number.isInteger(amount) ? 0 : 2;
  return `${amount.toFixed(decimals)} ${currency}`;
}
