import { describe, expect, it } from 'vitest';
import { openEnvelope } from '../../../src/actions/voucher/envelope.ts';
import { redactorForOne } from '../../../src/lib/mask.ts';
import { context, openActionHarness } from '../../support/action-harness.ts';

const now = new Date('2026-11-21T10:00:00Z');
const envelopes = { most: 50, longestMs: 24 * 3_600_000 };
const input = { templateId: 903, branchId: 1, count: 30, until: '2026-11-21T18:00:00.000Z' };

async function look(more: Partial<typeof input> = {}, at: Partial<Parameters<typeof openEnvelope.precheck>[2]> = {}) {
  const harness = await openActionHarness();
  return openEnvelope.precheck(harness.readers, { ...input, ...more }, { now, envelopes, ...at });
}

describe('an envelope', () => {
  it('is worth all that it holds, and says what it allows', async () => {
    const snapshot = await look();
    expect(openEnvelope.worth?.(snapshot, input)).toEqual({ money: { amount: 600, currency: 'EUR' }, givesMore: false });
    expect(openEnvelope.opens?.(snapshot, input)).toEqual({ template: 903, branch: 1, most: 30, until: input.until });
    expect(openEnvelope.party).toBeUndefined();
    const { title, lines } = openEnvelope.preview(snapshot, input, redactorForOne());
    expect(title).toBe('Envelope of 30 × Goodwill 20 EUR for customers of Vienna');
    expect(lines).toEqual(expect.arrayContaining(['€600 in all.', 'Open until 21 Nov 2026, 18:00 (UTC).']));
  });

  it('of a voucher that is not money alone gives more than money', async () => {
    const snapshot = await look({ templateId: 906 });
    expect(openEnvelope.worth?.(snapshot, input)).toMatchObject({ givesMore: true });
  });

  it.each([
    ['above the policy’s most', { count: 51 }, {}, /at most 50 vouchers/],
    ['open for longer than the policy allows', { until: '2026-11-22T10:00:00.001Z' }, {}, /open for at most 1 day/],
    ['that ends before it begins', { until: '2026-11-21T10:00:00.000Z' }, {}, /ends before it begins/],
    ['under a policy without envelopes', {}, { envelopes: null }, /allows no envelopes/],
    ['of a voucher that is not there', { templateId: 1 }, {}, /not among the customer-care vouchers/],
    ['of a branch that is not there', { branchId: 99 }, {}, /no branch 99/],
  ])('%s is refused in a sentence', async (_what, more, at, say) => {
    await expect(look(more, at)).rejects.toMatchObject({ say: expect.stringMatching(say) });
  });

  it('of just what the policy allows is none too much', async () => {
    await expect(look({ count: 50, until: '2026-11-22T10:00:00.000Z' })).resolves.toMatchObject({ branch: 'Vienna' });
  });

  it('of a voucher for business accounts alone is refused', async () => {
    const harness = await openActionHarness();
    const templates = (
      await harness.readers.operations.vouchers.templates({ query: { branchId: 1, type: 'CustomerCare', active: true } })
    ).items;
    const group = templates.find(({ accountType }) => accountType === 'GROUP');
    expect(group).toBeDefined();
    await expect(
      openEnvelope.precheck(harness.readers, { ...input, templateId: group?.id ?? 0 }, { now, envelopes }),
    ).rejects.toMatchObject({ say: expect.stringMatching(/is for customers/) });
  });

  it('is tied to its template and branch, sends nothing, and is open once it is done', async () => {
    const harness = await openActionHarness();
    const snapshot = await openEnvelope.precheck(harness.readers, input, { now, envelopes });
    expect(openEnvelope.fingerprint(snapshot)).toMatchObject({ Voucher: 'Goodwill 20 EUR', Branch: 'Vienna' });
    const before = harness.backOffice.writes().length;
    await harness.write(openEnvelope, input, snapshot);
    expect(harness.backOffice.writes()).toHaveLength(before);
    expect(await openEnvelope.verify?.(harness.readers, input, snapshot, context)).toBe('done');
  });
});
