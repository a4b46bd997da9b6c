import { z } from 'zod';
import type { Branch, Voucherable } from '../../api/operations/index.ts';
import { speak } from '../../lib/language/speak.ts';
import { formatMoney, type Money, withCode } from '../../lib/money.ts';
import { listed } from '../../lib/text.ts';
import type { Readers, Worth } from '../define.ts';
import { branchesOf, upwards } from '../shared/branches.ts';

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

/** All that a template gives, in words: `€190 in all: €19 and 60 free minutes × 10 rentals`. */
export function worthOf(template: Giving, spell = formatMoney): string {
  const times = timesOf(template);
  const each = [
    ...(template.valueGross === undefined || template.valueGross === 0 ? [] : [moneyWord(template, spell)]),
    ...(template.freeMinutes ? [speak('{freeMinutes} free minutes', { freeMinutes: template.freeMinutes })] : []),
  ];
  const rentals = template.numberOfRentals ?? 1;
  const vouchers = template.benefits?.length ?? 1;
  const factors = [
    ...(rentals === 1 ? [] : [speak('{rentals, plural, one {# rental} other {# rentals}}', { rentals })]),
    ...(vouchers <= 1 ? [] : [speak('{vouchers, plural, one {# benefit} other {# benefits}}', { vouchers })]),
  ];
  if (each.length === 0) {
    if (template.valueGross === 0 && template.currency !== undefined && factors.length === 0) return moneyWord(template, spell);
    return factors.length === 0 ? speak('no stated value') : factors.join(' × ');
  }
  if (factors.length === 0) return listed(each);
  const { money } = moneyOf(template);
  const all =
    money === undefined || money.amount === 0 || times === undefined ? '' : speak('{spell} in all: ', { spell: spell(money) });
  return `${all}${listed(each)} × ${factors.join(' × ')}`;
}

/** As facts keep it: the same whatever people read, so that a request that waits through an upgrade has not changed. */
export function worthFact(template: Giving): string {
  return worthOf(template, withCode);
}

/** Whether its name says what it is worth, as `Goodwill 50 EUR` does. */
export function nameTellsWorth(name: string, template: Giving): boolean {
  return name.includes(worthOf(template)) || name.includes(worthFact(template));
}

/** The names of what it gives, one voucher each; empty for a template that is one thing. */
export function benefitsOf({ benefits = [] }: Giving): string[] {
  return benefits.map(({ name }, index) => name ?? speak('benefit {index}', { index: index + 1 }));
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

function moneyWord({ valueGross = 0, currency }: Giving, spell: typeof formatMoney): string {
  return currency === undefined
    ? speak('{valueGross} of no stated currency', { valueGross })
    : spell({ amount: valueGross, currency });
}

/** Only what customer care may give, and only what is active: whatever else the list holds is left out. */
export function customerCareTemplates(templates: readonly Voucherable[]): Voucherable[] {
  return templates.filter((template) => (template.type ?? 'CustomerCare') === 'CustomerCare' && template.active !== false);
}

/** Whether a template may go to such a receiver. One for accounts of a type that nobody knows may go to none. */
export function isFor({ accountType }: Pick<Voucherable, 'accountType'>, kind: VoucherTarget['kind']): boolean {
  return accountType === undefined || accountType === 'USER' || (accountType === 'GROUP' && kind === 'account');
}

export type Templates = { items: Voucherable[]; leftOut: number };

/**
 * The templates that a branch may give. They belong to a billable branch, and nothing says which of those above it that is, so all are
 * asked. Throws the reader's faults.
 */
export async function templatesOf(
  { operations }: Pick<Readers, 'operations'>,
  branchId: number,
  branches: () => Promise<readonly Branch[] | undefined>,
): Promise<Templates> {
  const pageOf = (id: number) => operations.vouchers.templates({ query: { branchId: id, type: 'CustomerCare', active: true } });
  const [own, known] = await Promise.all([pageOf(branchId), branches()]);
  const others = await Promise.all(
    upwards(known ?? [], branchId)
      .slice(1)
      .map(pageOf),
  );
  const pages = [own, ...others];
  const all = customerCareTemplates(pages.flatMap(({ items }) => items));
  return {
    items: all.filter(({ id }, index) => all.findIndex((template) => template.id === id) === index),
    leftOut: pages.reduce((sum, { leftOut = 0 }) => sum + leftOut, 0),
  };
}

/** One of them; the branches above are asked only when the branch itself does not have it. */
export async function templateOf(
  readers: Pick<Readers, 'operations'>,
  branchId: number,
  templateId: number,
): Promise<Voucherable | undefined> {
  const query = { branchId, type: 'CustomerCare', active: true };
  const isIt = ({ id }: Voucherable) => id === templateId;
  const own = customerCareTemplates((await readers.operations.vouchers.templates({ query })).items).find(isIt);
  return own ?? (await templatesOf(readers, branchId, () => branchesOf(readers))).items.find(isIt);
}
