import { z } from 'zod';
import { refuse, refuseTemplate } from '../../errors.ts';
import { formatDuration } from '../../lib/duration.ts';
import { speak } from '../../lib/language/speak.ts';
import { formatMoney } from '../../lib/money.ts';
import { formatInstant } from '../../lib/when.ts';
import { defineAction, type PrecheckAt, type Worth } from '../define.ts';
import { existingBranch } from '../shared/branches.ts';
import { isFor, moneyOf, templateOf } from './shared.ts';
import { nameWithWorth, type SeenTemplate, seenTemplate, templateFacts, templateLines } from './template.ts';

/** Opens an allowance: so many vouchers of one template, for customers of one branch, one each, until its end. It sends nothing itself. */
export const openEnvelope = defineAction({
  name: 'voucher.envelope',
  label: 'Open an envelope',
  risk: 'costly',
  input: z.object({
    templateId: z.number().int(),
    branchId: z.number().int(),
    count: z.number().int().min(1),
    until: z.iso.datetime(),
  }),
  subjects: ({ branchId }) => [`envelope-of:${branchId}`],
  async precheck({ operations }, { templateId, branchId, count, until }, at) {
    mustBeWithin(at, { count, until: new Date(until) });
    const [branch, found] = await Promise.all([
      existingBranch(operations, branchId),
      templateOf({ operations }, branchId, templateId),
    ]);
    if (found === undefined)
      throw refuseTemplate(
        templateId,
        speak('This voucher is not among the customer-care vouchers of this branch any more. Choose another one.'),
      );
    if (!isFor(found, 'customer'))
      throw refuseTemplate(
        templateId,
        speak('An envelope is for customers, and this voucher is not for them. Choose another one.'),
      );
    return { branch, template: seenTemplate(found) };
  },
  fingerprint: ({ branch, template }) => ({ ...templateFacts(template), Branch: branch }),
  worth: ({ template }, { count }) => worthOfAll(template, count),
  template: ({ template: { id, name } }) => ({ id, name }),
  opens: ({ template }, { branchId, count, until }) => ({ template: template.id, branch: branchId, most: count, until }),
  branches: (_snapshot, { branchId }) => [branchId],
  preview: ({ branch, template }, { count, until }) => ({
    title: speak('Envelope of {count} × {voucher} for customers of {branch}', {
      count,
      voucher: nameWithWorth(template),
      branch,
    }),
    lines: [
      ...worthLines(template, count),
      speak('Open until {until} (UTC).', { until: formatInstant(new Date(until), 'UTC') }),
      ...templateLines(template),
    ],
    warning: speak(
      'While it is open, anyone who may apply vouchers gives these at once, one to a customer, and nobody is asked.',
    ),
    undo: speak('It can be closed at any time. What was given from it can’t be undone.'),
  }),
  // Open is what it is once it is done; whatever is given from it is sent, and proved, by itself.
  execute: async () => ({ open: true as const }),
  verify: async () => 'done' as const,
  render: ({ branch, template }, { count, until }) => ({
    title: speak('Envelope of {count} × {voucher} for customers of {branch}', {
      count,
      voucher: nameWithWorth(template),
      branch,
    }),
    lines: [...worthLines(template, count), speak('Open until {until} (UTC).', { until: formatInstant(new Date(until), 'UTC') })],
  }),
});

/** The policy's bounds, and time: judged when it is asked for, and again just before it opens. */
function mustBeWithin({ now, envelopes }: PrecheckAt, { count, until }: { count: number; until: Date }): void {
  if (envelopes === null || envelopes === undefined) throw refuse(speak('This policy allows no envelopes. Ask your admin.'));
  const { most, longestMs } = envelopes;
  if (count > most)
    throw refuse(speak('An envelope can hold at most {most} vouchers. Write a smaller number at How many.', { most }));
  if (until <= now) throw refuse(speak('This ends before it begins. Write a later time at Until.'));
  if (until.getTime() - now.getTime() > longestMs)
    throw refuse(
      speak('An envelope can be open for at most {longest}. Write an earlier time at Until.', {
        longest: formatDuration(longestMs),
      }),
    );
}

function worthOfAll(template: SeenTemplate, count: number): Worth {
  const { money, givesMore } = moneyOf(template);
  if (money === undefined) return { money, givesMore };
  return { money: { ...money, amount: Math.round(money.amount * count * 10_000) / 10_000 }, givesMore };
}

function worthLines(template: SeenTemplate, count: number): string[] {
  const { money } = worthOfAll(template, count);
  return money === undefined || money.amount === 0 ? [] : [speak('{money} in all.', { money: formatMoney(money) })];
}
