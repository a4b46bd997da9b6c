import { z } from 'zod';
import type { Voucherable } from '../../api/operations/index.ts';
import { formatMoney, type Money } from '../../lib/money.ts';
import { counted, listed } from '../../lib/text.ts';
import type { Worth } from '../define.ts';

/** Whom a voucher goes to. */
export const VoucherTarget = z.object({ kind: z.enum(['customer', 'account']), id: z.number().int() });
export type VoucherTarget = z.output<typeof VoucherTarget>;

/** What of a template says what it gives. `benefits` are their names: applying it makes one voucher for each. */
export type Giving = {
  valueGross?: number | undefined;
  currency?: string | undefined;
  freeMinutes?: number | undefined;
  numberOfRentals?: number | undefined;
  benefits?: readonly { name?: string | undefined }[] | undefined;
};

/** All that a template gives, in words: `190 EUR in all (19 EUR × 10 rentals) and 60 free minutes a rental`. */
export function worthOf(template: Giving): string {
  const times = timesOf(template);
  const each = [
    ...(template.valueGross === undefined || template.valueGross === 0 ? [] : [moneyWord(template)]),
    ...(template.freeMinutes ? [`${template.freeMinutes} free minutes`] : []),
  ];
  const rentals = template.numberOfRentals ?? 1;
  const vouchers = template.benefits?.length ?? 1;
  const factors = [
    ...(rentals === 1 ? [] : [counted(rentals, 'rental')]),
    ...(vouchers <= 1 ? [] : [counted(vouchers, 'benefit')]),
  ];
  if (each.length === 0) {
    if (template.valueGross === 0 && template.currency !== undefined && factors.length === 0) return moneyWord(template);
    return factors.length === 0 ? 'no stated value' : factors.join(' × ');
  }
  if (factors.length === 0) return listed(each);
  const { money } = moneyOf(template);
  const all = money === undefined || money.amount === 0 || times === undefined ? '' : `${formatMoney(money)} in all: `;
  return `${all}${listed(each)} × ${factors.join(' × ')}`;
}

/** The names of what it gives, one voucher each; empty for a template that is one thing. */
export function benefitsOf({ benefits = [] }: Giving): string[] {
  return benefits.map(({ name }, index) => name ?? `benefit ${index + 1}`);
}

/** What a policy rule is held against: the money in all, and whether that is all that it gives. */
export function moneyOf(template: Giving): Worth {
  const { valueGross, currency } = template;
  const times = timesOf(template);
  const money: Money | undefined =
    valueGross === undefined || currency === undefined
      ? undefined
      : { amount: Math.round(valueGross * (times ?? 1) * 10_000) / 10_000, currency };
  return { money, givesMore: money === undefined || times === undefined || (template.freeMinutes ?? 0) !== 0 };
}

/** How often it gives its value; undefined when what the back office says is no such number. */
function timesOf({ numberOfRentals = 1, benefits }: Giving): number | undefined {
  if (!Number.isInteger(numberOfRentals) || numberOfRentals < 1) return undefined;
  return numberOfRentals * Math.max(1, benefits?.length ?? 1);
}

function moneyWord({ valueGross = 0, currency }: Giving): string {
  return currency === undefined ? `${valueGross} of no stated currency` : formatMoney({ amount: valueGross, currency });
}

/** Only what customer care may give, and only what is active: whatever else the list holds is left out. */
export function customerCareTemplates(templates: readonly Voucherable[]): Voucherable[] {
  return templates.filter((template) => (template.type ?? 'CustomerCare') === 'CustomerCare' && template.active !== false);
}
