import { describe, expect, it } from 'vitest';
import { applyVoucher } from '../../../src/actions/voucher/apply.ts';
import { redactorForOne } from '../../../src/lib/mask.ts';
import { context, openActionHarness } from '../../support/action-harness.ts';

const input = { target: { kind: 'customer' as const, id: 1001 }, templateId: 903, branchId: 1 };

/** A voucher that turned up between the look before and the look afterwards. */
const another = {
  id: 999_999,
  voucherableCode: 'CC-VIE-20',
  name: 'Goodwill 20 EUR',
  voucherType: 'CUSTOMER_CARE',
  status: 'ACTIVE',
  createdAt: '2099-01-01T00:00:00Z',
  validFrom: '2099-01-01T00:00:00Z',
};

describe('the proof of a voucher', () => {
  it('is a new one of this template and kind, although its comment never comes back', async () => {
    const harness = await openActionHarness();
    expect(await harness.losing(applyVoucher, input, 'done')).toBe('done');
    expect(harness.backOffice.world.vouchers.get(1001)?.[0]?.comment).toBeUndefined();
    expect(harness.backOffice.world.notes.get(1001)).toEqual([`${context.reason} (${context.requestId})`]);
  });

  it.each([
    ['another template', { voucherableCode: 'CC-VIE-50' }],
    ['another kind', { voucherType: 'PROMOTION' }],
    ['a kind that nobody knows', { voucherType: 'GOODWILL_PLUS' }],
    ['one whose comment is not ours', { comment: 'Sorry (AAAAAAAAAA)' }],
  ])('is not %s', async (_what, different) => {
    const harness = await openActionHarness();
    const snapshot = await harness.look(applyVoucher, input);
    harness.backOffice.world.vouchers.set(1001, [
      { ...another, ...different },
      ...(harness.backOffice.world.vouchers.get(1001) ?? []),
    ]);
    expect(await applyVoucher.verify?.(harness.readers, input, snapshot, context)).toBe('not-done');
  });

  it('is one that their clock dates long before the ask: ours may be wrong', async () => {
    const harness = await openActionHarness();
    const snapshot = await harness.look(applyVoucher, input);
    const createdAt = new Date(Date.parse(snapshot.askedAt) - 30 * 24 * 3_600_000).toISOString();
    harness.backOffice.world.vouchers.set(1001, [
      { ...another, createdAt },
      ...(harness.backOffice.world.vouchers.get(1001) ?? []),
    ]);
    expect(await applyVoucher.verify?.(harness.readers, input, snapshot, context)).toBe('done');
  });

  it('is none that was there before', async () => {
    const harness = await openActionHarness();
    harness.backOffice.world.vouchers.set(1001, [another]);
    expect(await harness.losing(applyVoucher, input, 'undone')).toBe('not-done');
  });
});

describe('a template', () => {
  it('of the branch above is given in a branch below it', async () => {
    const harness = await openActionHarness();
    const snapshot = await harness.look(applyVoucher, { ...input, branchId: 4 });
    expect(applyVoucher.preview(snapshot, input, redactorForOne()).title).toContain('Goodwill 20 EUR');
  });

  it('for business accounts is refused for a person and given to an account', async () => {
    const harness = await openActionHarness();
    await expect(harness.look(applyVoucher, { ...input, templateId: 910 })).rejects.toMatchObject({
      say: expect.stringContaining('for business accounts only'),
    });
    const account = { ...input, target: { kind: 'account' as const, id: 7001 }, templateId: 910 };
    await harness.carryOut(applyVoucher, account);
    expect(harness.backOffice.world.vouchers.get(7001)?.[0]).toMatchObject({ voucherableCode: 'CC-VIE-BA100' });
  });

  it('for accounts of a type that nobody knows is refused for both, in the word that came', async () => {
    const harness = await openActionHarness();
    const template = harness.backOffice.world.voucherables.get(903);
    if (template) template.accountType = 'FLEET';
    for (const target of [input.target, { kind: 'account' as const, id: 7001 }])
      await expect(harness.look(applyVoucher, { ...input, target })).rejects.toMatchObject({
        say: expect.stringContaining('“FLEET”'),
      });
  });
});
