import { describe, expect, it } from 'vitest';
import { applyVoucher } from '../../../src/actions/voucher/apply.ts';
import { openActionHarness } from '../../support/action-harness.ts';

const asked = { target: { kind: 'customer' as const, id: 1001 }, templateId: 904, branchId: 1 };
const { lesser } = applyVoucher;

describe('less than the voucher that was asked for', () => {
  it('is every one of money alone, of its currency and for its accounts, that is worth less', async () => {
    const { look, readers } = await openActionHarness();
    expect(await lesser?.choices(readers, asked, await look(applyVoucher, asked))).toEqual([
      { value: '903', text: 'Goodwill 20 EUR' },
      { value: '902', text: 'Goodwill 10 EUR' },
      { value: '901', text: 'Goodwill 5 EUR' },
    ]);
    const smallest = { ...asked, templateId: 901 };
    expect(await lesser?.choices(readers, smallest, await look(applyVoucher, smallest))).toEqual([]);
  });

  it('is sent as the voucher that was chosen, to the same receiver', () => {
    expect(lesser?.input(asked, '902')).toEqual({ ...asked, templateId: 902 });
  });

  it.each([
    ['of minutes', { freeMinutes: 30, valueGross: undefined, currency: undefined }, 'money alone'],
    ['of money and minutes', { freeMinutes: 30 }, 'money alone'],
    ['of no known number of rentals', { numberOfRentals: 0 }, 'money alone'],
    ['of another currency', { currency: 'CHF' }, 'in EUR'],
    ['for other accounts', { accountType: 'GROUP' }, 'same type of account'],
    ['for any account', { accountType: undefined }, 'same type of account'],
  ])('is none %s', async (_what, different, why) => {
    const { look } = await openActionHarness();
    const snapshot = await look(applyVoucher, asked);
    const offered = { ...snapshot, template: { ...snapshot.template, valueGross: 5, ...different } };
    expect(lesser?.unlike(snapshot, offered)).toContain(why);
    expect(lesser?.unlike(offered, offered) === undefined).toBe(why !== 'money alone');
  });

  it('is held against what was there when the first was asked for', async () => {
    const { look } = await openActionHarness();
    const [before, now] = [await look(applyVoucher, asked), await look(applyVoucher, { ...asked, templateId: 903 })];
    const offered = { ...now, voucherIdsBefore: [...now.voucherIdsBefore, 5], askedAt: '2099-01-01T00:00:00.000Z' };
    expect(lesser?.since(before, offered)).toEqual({
      ...now,
      voucherIdsBefore: before.voucherIdsBefore,
      askedAt: before.askedAt,
    });
  });
});
