import { formatMoney } from '../../lib/money.ts';
import { oneLine } from '../../lib/text.ts';
import type { DetailFacts } from './facts.ts';

type Invoices = Pick<DetailFacts, 'openInvoicesGross' | 'currency'>;

/** The sum of what is open, with its currency; undefined if the back office does not say. */
export function openInvoices({ openInvoicesGross: amount, currency }: Invoices): string | undefined {
  return amount === undefined ? undefined : formatMoney({ amount, currency: oneLine(currency ?? '') });
}

/** The same if something is open at all. */
export function unpaidInvoices(invoices: Invoices): string | undefined {
  return (invoices.openInvoicesGross ?? 0) > 0 ? openInvoices(invoices) : undefined;
}
