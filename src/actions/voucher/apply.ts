import { z } from 'zod';
import type { Voucher } from '../../api/operations/index.ts';
import { refuse } from '../../errors.ts';
import type { Show } from '../../lib/mask.ts';
import { formatMoney } from '../../lib/money.ts';
import { defineAction, type Readers } from '../define.ts';
import { aroundOf } from '../vocabulary/around.ts';
import { blockedWarning, mustExist, type SeenCustomer, seenCustomer } from '../vocabulary/seen.ts';
import { benefitsOf, customerCareTemplates, moneyOf, VoucherTarget, worthOf } from '../vocabulary/vouchers.ts';

type SeenTemplate = {
  id: number;
  code?: string | undefined;
  name: string;
  valueGross?: number | undefined;
  currency?: string | undefined;
  freeMinutes?: number | undefined;
  numberOfRentals?: number | undefined;
  validForDays?: number | undefined;
  benefits?: { name?: string | undefined }[] | undefined;
};
type SeenAccount = { id: number; name?: string | undefined; branchId?: number | undefined };

/** Gives a goodwill voucher to a customer or a business account. */
export const applyVoucher = defineAction({
  name: 'voucher.apply',
  label: 'Apply a voucher',
  risk: 'costly',
  reason: 'required',
  input: z.object({ target: VoucherTarget, templateId: z.number().int(), branchId: z.number().int() }),
  subjects: ({ target }) => [`${target.kind}:${target.id}`],
  beneficiary: ({ target }) => `${target.kind}:${target.id}`,
  async precheck({ operations }, { target, templateId, branchId }, { now }) {
    const [who, templates, before, around] = await Promise.all([
      target.kind === 'customer'
        ? operations.customers.get({ params: { id: target.id } }).then((customer) => ({ customer: seenCustomer(customer) }))
        : operations.accounts.get({ params: { userGroupId: target.id } }).then((account): { account: SeenAccount } => ({
            account: { id: account.id, name: account.name, branchId: account.branchId },
          })),
      operations.vouchers.templates({ query: { branchId, type: 'CustomerCare', active: true } }),
      vouchersOf({ operations }, target),
      aroundOf({ operations }, target),
    ]);
    if ('customer' in who) mustExist(who.customer);
    const found = customerCareTemplates(templates.items).find(({ id }) => id === templateId);
    if (!found) throw refuse('This voucher is not among the customer-care vouchers of this branch any more. Choose another one.');
    const template: SeenTemplate = {
      id: found.id,
      code: found.code,
      name: found.name ?? found.code ?? `Voucher ${found.id}`,
      valueGross: found.valueGross,
      currency: found.currency,
      freeMinutes: found.freeMinutes,
      numberOfRentals: found.numberOfRentals,
      validForDays: found.validForDays,
      benefits: found.benefits,
    };
    return { who, template, voucherIdsBefore: before.map(({ id }) => id), around, recently: recentlyGiven(before, now) };
  },
  fingerprint: ({ who, template }) => ({
    ...('customer' in who
      ? { Customer: who.customer.id, 'Block state': who.customer.blockState }
      : { 'Business account': who.account.id }),
    Voucher: template.name,
    Worth: worthOf(template),
    Benefits: benefitsOf(template).join(', '),
    'Valid for days': template.validForDays ?? null,
  }),
  worth: ({ template }) => moneyOf(template),
  party: ({ around }, { target }) => ({ target: `${target.kind}:${target.id}`, around }),
  branches: ({ who }) => ['customer' in who ? who.customer.branchId : who.account.branchId],
  preview({ who, template, recently }, _input, show) {
    const warning = 'customer' in who ? blockedWarning(who.customer, show) : undefined;
    const validity = template.validForDays === undefined ? [] : [`Valid for ${template.validForDays} days.`];
    const benefits = benefitsOf(template);
    const each = benefits.length === 0 ? [] : [`A voucher for each of its benefits: ${benefits.join(', ')}.`];
    const before = `Vouchers of the last ${recentDays} days: ${recently}.`;
    return {
      title: `Give ${receiver(who, show)} the voucher “${template.name}” worth ${worthOf(template)}`,
      lines: [...each, ...validity, before],
      undo: 'Cannot be undone here: a voucher that was given can be used at once.',
      ...(warning === undefined ? {} : { warning }),
    };
  },
  execute({ operations }, { target, templateId }, told) {
    const body = { voucherableId: templateId, comment: commentFor(told.reason, told.requestId) };
    return target.kind === 'customer'
      ? operations.vouchers.applyToCustomer({ params: { userId: target.id }, body })
      : operations.vouchers.applyToAccount({ params: { groupId: target.id }, body });
  },
  async settled({ operations }, { target }, { template, voucherIdsBefore }, told) {
    const now = await vouchersOf({ operations }, target);
    const fresh = now.filter((voucher) => !voucherIdsBefore.includes(voucher.id));
    if (fresh.some((voucher) => voucher.comment?.includes(told.requestId))) return 'done';
    // Where comments are given back, one without our reference is somebody else's voucher.
    return fresh.some((voucher) => !voucher.comment && isOf(voucher, template)) ? 'done' : 'not-done';
  },
  render: ({ who, template }, _input, show) => ({
    title: `${receiver(who, show)} has the voucher “${template.name}” worth ${worthOf(template)}`,
  }),
});

const recentDays = 90;

/** What the receiver was given lately, by anybody: `3, 45 EUR in all`. A voucher that does not say since when it is valid counts. */
function recentlyGiven(vouchers: readonly Voucher[], now: Date): string {
  const since = now.getTime() - recentDays * 24 * 3_600_000;
  const recent = vouchers.filter(({ validFrom }) => validFrom === undefined || Date.parse(validFrom) >= since);
  if (recent.length === 0) return 'none';
  const sums = new Map<string, number>();
  for (const { valueGross, currency } of recent) {
    if (valueGross !== undefined && currency !== undefined) sums.set(currency, (sums.get(currency) ?? 0) + valueGross);
  }
  const money = [...sums].map(([currency, amount]) => formatMoney({ amount, currency }));
  return `${recent.length}${money.length === 0 ? '' : `, ${money.join(' and ')} in all`}`;
}

/** The comment ends in the request's reference, so that the proof can be exact where comments are given back. */
function commentFor(reason: string, requestId: string): string {
  return `${reason} (${requestId})`;
}

function receiver(who: { customer: SeenCustomer } | { account: SeenAccount }, show: Show): string {
  if ('customer' in who) return show.person(who.customer);
  const { id, name } = who.account;
  // A company's name can be a person's; many see its id alone.
  return show.audience === 'many' || name === undefined ? `business account ${id}` : `business account ${name} (${id})`;
}

function isOf(voucher: Voucher, template: SeenTemplate): boolean {
  return template.code !== undefined && voucher.voucherableCode !== undefined
    ? voucher.voucherableCode === template.code
    : voucher.name === template.name;
}

async function vouchersOf({ operations }: Pick<Readers, 'operations'>, target: VoucherTarget): Promise<Voucher[]> {
  const page =
    target.kind === 'customer'
      ? await operations.vouchers.ofCustomer({ params: { userId: target.id }, query: {} })
      : await operations.vouchers.ofAccount({ params: { groupId: target.id }, query: {} });
  return page.items;
}
