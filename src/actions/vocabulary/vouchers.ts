import { z } from 'zod';
import type { Voucherable } from '../../api/operations/index.ts';
import { formatMoney, type Money } from '../../lib/money.ts';

/** Whom a voucher goes to. */
export const VoucherTarget = z.object({ kind: z.enum(['customer', 'account']), id: z.number().int() });
export type VoucherTarget = z.output<typeof VoucherTarget>;

/** What a template gives: its money where it has any, else minutes or rentals, else nothing that can be said in a word. */
export function worthOf(template: Pick<Voucherable, 'valueGross' | 'currency' | 'freeMinutes' | 'numberOfRentals'>): string {
  const money = moneyOf(template);
  if (money !== undefined) return formatMoney(money);
  if (template.freeMinutes !== undefined) return `${template.freeMinutes} free minutes`;
  if (template.numberOfRentals !== undefined) return `${template.numberOfRentals} rentals`;
  return 'no stated value';
}

/** The amount that a policy rule is held against; a template without a value or a currency has none. */
export function moneyOf(template: { valueGross?: number | undefined; currency?: string | undefined }): Money | undefined {
  return template.valueGross === undefined || template.currency === undefined
    ? undefined
    : { amount: template.valueGross, currency: template.currency };
}

/** Only what customer care may give, and only what is active: whatever else the list holds is left out. */
export function customerCareTemplates(templates: readonly Voucherable[]): Voucherable[] {
  return templates.filter((template) => (template.type ?? 'CustomerCare') === 'CustomerCare' && template.active !== false);
}
