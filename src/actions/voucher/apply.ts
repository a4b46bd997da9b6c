import { z } from 'zod';
import type { Voucher, Voucherable } from '../../api/operations/index.ts';
import { refuseTemplate } from '../../errors.ts';
import { speak } from '../../lib/language/speak.ts';
import type { Redactor } from '../../lib/mask.ts';
import { formatMoney, type Money } from '../../lib/money.ts';
import { accountName, accountWarning, type SeenAccount, seenAccount } from '../account/shared/names.ts';
import { defineAction, type Readers } from '../define.ts';
import { aroundOf } from '../shared/around.ts';
import { blockFact, blockWarning, mustExist, type SeenCustomer, seenCustomer } from '../shared/snapshots.ts';
import { lesserVouchers, unlikeVoucher } from './lesser.ts';
import { benefitsOf, isFor, moneyOf, templateOf, VoucherTarget } from './shared.ts';
import { nameWithWorth, type SeenTemplate, seenTemplate, templateFacts, templateLines } from './template.ts';

type Receiver = { customer: SeenCustomer } | { account: SeenAccount & { branchId?: number | undefined } };

/** Gives a goodwill voucher to a customer or a business account. */
export const applyVoucher = defineAction({
  name: 'voucher.apply',
  label: 'Apply a voucher',
  risk: 'costly',
  input: z.object({ target: VoucherTarget, templateId: z.number().int(), branchId: z.number().int() }),
  subjects: ({ target }) => [`${target.kind}:${target.id}`],
  beneficiary: ({ target }) => `${target.kind}:${target.id}`,
  async precheck({ operations }, { target, templateId, branchId }, { now }) {
    const [who, found, before, around] = await Promise.all([
      target.kind === 'customer'
        ? operations.customers.get({ params: { id: target.id } }).then((customer) => ({ customer: seenCustomer(customer) }))
        : operations.accounts
            .get({ params: { userGroupId: target.id } })
            .then((account) => ({ account: { ...seenAccount(account), branchId: account.branchId } })),
      templateOf({ operations }, branchId, templateId),
      vouchersOf({ operations }, target),
      aroundOf({ operations }, target),
    ]);
    if ('customer' in who) mustExist(who.customer);
    if (found === undefined)
      throw refuseTemplate(
        templateId,
        speak('This voucher is not among the customer-care vouchers of this branch any more. Choose another one.'),
      );
    if (!isFor(found, target.kind)) throw refuseTemplate(templateId, notFor(found, target.kind));
    const template = seenTemplate(found);
    return {
      who,
      template,
      voucherIdsBefore: before.map(({ id }) => id),
      // Of each voucher like this one: which request made it, if it says so.
      like: before
        .filter((voucher) => isOf(voucher, template))
        .map(({ id, name, comment, createdAt }) => ({ id, name, createdAt, madeBy: madeBy(comment) })),
      around,
      recently: recentlyGiven(before, now),
      askedAt: now.toISOString(),
    };
  },
  fingerprint: ({ who, template }) => ({
    ...('customer' in who
      ? { Customer: who.customer.id, 'Block state': blockFact(who.customer) }
      : { 'Business account': who.account.id, 'Block state': who.account.blockState ?? null }),
    ...templateFacts(template),
  }),
  worth: ({ template }) => moneyOf(template),
  template: ({ template: { id, name } }) => ({ id, name }),
  party: ({ around }, { target }) => ({ target: `${target.kind}:${target.id}`, around }),
  alreadyMade: {
    label: 'Voucher',
    since: ({ voucherIdsBefore, askedAt }, { template, like }) =>
      like
        .filter((voucher) => !voucherIdsBefore.includes(voucher.id) && isSince(voucher, askedAt))
        .map((voucher) => ({ what: `“${voucher.name ?? template.name}” (voucher ${voucher.id})`, requestId: voucher.madeBy })),
    isSame: (input, other) => input.templateId === other.templateId,
    each: ({ template }) => Math.max(1, benefitsOf(template).length),
  },
  lesser: {
    choices: (readers, input, { template }) => lesserVouchers(readers, input, template),
    input: (input, choice) => ({ ...input, templateId: Number(choice) }),
    unlike: (asked, offered) => unlikeVoucher(asked.template, offered.template),
    // One like it that somebody gave since the ask is found before this one is sent.
    since: ({ voucherIdsBefore, askedAt }, offered) => ({ ...offered, voucherIdsBefore, askedAt }),
  },
  branches: ({ who }) => ['customer' in who ? who.customer.branchId : who.account.branchId],
  concerns: ({ who }, redactor) => [
    'customer' in who ? blockWarning(who.customer, redactor) : accountWarning(who.account, redactor),
  ],
  preview({ who, template, recently }, _input, redactor) {
    const before = speak('Vouchers of the last {recentDays} days: {recently}.', { recentDays, recently: recentWords(recently) });
    return {
      title: speak('{withWorth} for {receiver}', { withWorth: nameWithWorth(template), receiver: receiver(who, redactor) }),
      lines: [...templateLines(template), before],
      undo:
        'customer' in who
          ? speak('Can’t be undone: the customer can use the voucher immediately.')
          : speak('Can’t be undone: the business account can use the voucher immediately.'),
    };
  },
  execute({ operations }, { target, templateId }, context) {
    const body = { voucherableId: templateId, comment: commentFor(context.reason, context.requestId) };
    return target.kind === 'customer'
      ? operations.vouchers.applyToCustomer({ params: { userId: target.id }, body })
      : operations.vouchers.applyToAccount({ params: { groupId: target.id }, body });
  },
  async verify({ operations }, { target }, { template, voucherIdsBefore }, context) {
    const now = await vouchersOf({ operations }, target);
    const fresh = now.filter((voucher) => !voucherIdsBefore.includes(voucher.id));
    if (fresh.some((voucher) => voucher.comment?.includes(context.requestId))) return 'done';
    // If comments are given back, one without our reference is somebody else's voucher.
    // Not by when it was made: their clock and ours may differ, and what was there before is known by its id.
    return fresh.some((voucher) => !voucher.comment && isOf(voucher, template)) ? 'done' : 'not-done';
  },
  render: ({ who, template }, _input, redactor) => ({
    title: speak('{receiver} has the voucher {withWorth}', {
      receiver: receiver(who, redactor),
      withWorth: nameWithWorth(template),
    }),
  }),
});

const recentDays = 90;

/** What the receiver was given lately, by anybody. Data and not words: it is worded for each of its readers. */
type Recent = { count: number; money: readonly Money[] };

/** A voucher that does not say since when it is valid counts. */
function recentlyGiven(vouchers: readonly Voucher[], now: Date): Recent {
  const since = now.getTime() - recentDays * 24 * 3_600_000;
  const recent = vouchers.filter(({ validFrom }) => validFrom === undefined || Date.parse(validFrom) >= since);
  const sums = new Map<string, number>();
  for (const { valueGross, currency } of recent) {
    if (valueGross !== undefined && currency !== undefined) sums.set(currency, (sums.get(currency) ?? 0) + valueGross);
  }
  return { count: recent.length, money: [...sums].map(([currency, amount]) => ({ amount, currency })) };
}

/** `3, €45 in all`. A request from before it was data has the words. */
function recentWords(recent: Recent | string): string {
  if (typeof recent === 'string') return recent;
  if (recent.count === 0) return speak('none');
  const money = recent.money.map((one) => formatMoney(one));
  return `${recent.count}${money.length === 0 ? '' : speak(', {money} in all', { money: money.join(speak(' and ')) })}`;
}

/** The comment ends in the request's reference, for the person who reads the note that it becomes. */
function commentFor(reason: string, requestId: string): string {
  return `${reason} (${requestId})`;
}

/** The request whose reference a comment ends in. */
function madeBy(comment: string | undefined): string | undefined {
  return /\(([0-9A-Z]{10})\)\s*$/.exec(comment ?? '')?.[1];
}

function receiver(who: Receiver, redactor: Redactor): string {
  return 'customer' in who ? redactor.person(who.customer) : accountName(who.account, redactor);
}

function notFor({ accountType }: Voucherable, kind: VoucherTarget['kind']): string {
  return kind === 'customer' && accountType === 'GROUP'
    ? speak('This voucher is for business accounts only. Choose another one, or give it to the customer’s business account.')
    : speak('This voucher is for accounts of the type “{accountType}”, which Wheelhouse does not know. Choose another one.', {
        accountType: accountType ?? '',
      });
}

/** Clocks differ: one that says that it was made well before the ask is not of the time since. */
const clockSlackMs = 5 * 60_000;

function isSince({ createdAt }: Pick<Voucher, 'createdAt'>, askedAt: string | undefined): boolean {
  const made = createdAt === undefined || askedAt === undefined ? Number.NaN : Date.parse(createdAt);
  return Number.isNaN(made) || made >= Date.parse(askedAt ?? '') - clockSlackMs;
}

/** Of this template, and given by customer care; a kind that is not said is the template's. */
function isOf(voucher: Voucher, template: SeenTemplate): boolean {
  if (voucher.voucherType !== undefined && voucher.voucherType !== 'CUSTOMER_CARE') return false;
  return template.code !== undefined && voucher.voucherableCode !== undefined
    ? voucher.voucherableCode === template.code
    : voucher.name !== undefined && [template.name, ...benefitsOf(template)].includes(voucher.name);
}

async function vouchersOf({ operations }: Pick<Readers, 'operations'>, target: VoucherTarget): Promise<Voucher[]> {
  const page =
    target.kind === 'customer'
      ? await operations.vouchers.ofCustomer({ params: { userId: target.id }, query: {} })
      : await operations.vouchers.ofAccount({ params: { groupId: target.id }, query: {} });
  return page.items;
}
