import { describe, expect, it } from 'vitest';
import { applyVoucher } from '../../../src/actions/voucher/apply.ts';
import { type ActionHarness, openActionHarness } from '../../support/action-harness.ts';

const templateOf = (harness: ActionHarness, benefits: number) => {
  const found = [...harness.backOffice.world.voucherables.values()].find(
    ({ type, active, branchId, benefits: all }) =>
      type === 'CustomerCare' && active && branchId !== undefined && (benefits === 1 ? all.length <= 1 : all.length > 1),
  );
  if (found === undefined) throw new Error('no such template in the sandbox');
  return found;
};
const inputFor = ({ id, branchId = 1 }: { id: number; branchId?: number | undefined }) =>
  ({ target: { kind: 'customer', id: 1001 }, templateId: id, branchId }) as const;

describe('a voucher that was given since it was asked for', () => {
  it('is named, with the request that its comment ends in', async () => {
    const harness = await openActionHarness();
    harness.backOffice.world.keepComments = true;
    const template = templateOf(harness, 1);
    const input = inputFor(template);
    const { snapshot } = await harness.carryOut(applyVoucher, input);
    const now = await harness.look(applyVoucher, input);
    expect(applyVoucher.alreadyMade?.since(snapshot, snapshot)).toEqual([]);
    expect(applyVoucher.alreadyMade?.since(snapshot, now)).toEqual([
      { what: expect.stringMatching(new RegExp(`^“${template.name}” \\(voucher \\d+\\)$`)), requestId: '7F3KQ2M9XA' },
    ]);
    expect(JSON.stringify(now.like)).not.toContain('ticket 4711');
  });

  it('belongs to nobody if the back office gives no comments back', async () => {
    const harness = await openActionHarness();
    harness.backOffice.world.keepComments = false;
    const input = inputFor(templateOf(harness, 1));
    const { snapshot } = await harness.carryOut(applyVoucher, input);
    const made = applyVoucher.alreadyMade?.since(snapshot, await harness.look(applyVoucher, input));
    expect(made).toMatchObject([{ requestId: undefined }]);
  });

  it('is not one of another template', async () => {
    const harness = await openActionHarness();
    const input = inputFor(templateOf(harness, 1));
    const other = [...harness.backOffice.world.voucherables.values()].find(
      ({ id, type, active }) => type === 'CustomerCare' && active && id !== input.templateId,
    );
    const snapshot = await harness.look(applyVoucher, input);
    await harness.carryOut(applyVoucher, inputFor(other ?? { id: 0 }));
    expect(applyVoucher.alreadyMade?.since(snapshot, await harness.look(applyVoucher, input))).toEqual([]);
  });

  it('counts one for each benefit, by its code or by the benefit’s name', async () => {
    const harness = await openActionHarness();
    const template = templateOf(harness, 2);
    const input = inputFor(template);
    const { snapshot, result } = await harness.carryOut(applyVoucher, input);
    const each = applyVoucher.alreadyMade?.each(snapshot);
    expect(each).toBe(template.benefits.length);
    expect(applyVoucher.alreadyMade?.since(snapshot, await harness.look(applyVoucher, input))).toHaveLength(
      template.benefits.length,
    );
    for (const voucher of harness.backOffice.world.vouchers.get(1001) ?? []) Reflect.deleteProperty(voucher, 'voucherableCode');
    expect(applyVoucher.alreadyMade?.since(snapshot, await harness.look(applyVoucher, input))).toHaveLength(
      template.benefits.length,
    );
    expect(result).toBeDefined();
  });
});
