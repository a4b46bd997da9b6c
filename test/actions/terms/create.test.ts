import { describe, expect, it } from 'vitest';
import { createTerms } from '../../../src/actions/terms/create.ts';
import { redactorForMany } from '../../../src/lib/mask.ts';
import { context, openActionHarness } from '../../support/action-harness.ts';

const input = {
  branchId: 1,
  terms: {
    termsAndConditionsText: 'Terms of use 2027',
    termsAndConditionsUrl: 'https://operator.example/2027',
    privacyGuidelinesText: 'Privacy',
    privacyGuidelinesUrl: 'https://operator.example/privacy',
  },
};

describe('new terms', () => {
  it('go out as one call, and are proved by the id that came back', async () => {
    const harness = await openActionHarness();
    const { snapshot, result } = await harness.carryOut(createTerms, input);
    expect(harness.writes()).toEqual([`POST /terms-and-conditions ${JSON.stringify({ branchId: 1, ...input.terms })}`]);
    expect(await createTerms.verify?.(harness.readers, input, snapshot, context, result)).toBe('done');
    harness.backOffice.world.terms.delete(result.id);
    await expect(createTerms.verify?.(harness.readers, input, snapshot, context, result)).rejects.toMatchObject({
      code: 'not_found',
    });
  });

  it('say before they are sent how many customers are asked, and are held against the policy with that many', async () => {
    const harness = await openActionHarness();
    const accepted = (await harness.readers.operations.customers.search({ query: { branchId: 1, size: 1 } })).totalElements ?? 0;
    expect(accepted).toBeGreaterThan(20);
    const snapshot = await harness.look(createTerms, input);
    const { warning } = createTerms.preview(snapshot, input, redactorForMany());
    expect(warning).toContain(`${accepted} customers have accepted terms of Vienna`);
    expect(warning).toContain('at their next rental');
    expect(createTerms.count?.(input, snapshot)).toBe(accepted);
  });

  it('that nobody can count are held against the stricter rule', async () => {
    const harness = await openActionHarness();
    const snapshot = { ...(await harness.look(createTerms, input)), accepted: undefined };
    expect(createTerms.count?.(input, snapshot)).toBeGreaterThan(100_000);
    expect(createTerms.preview(snapshot, input, redactorForMany()).warning).toContain(
      'Everybody who has accepted terms of Vienna',
    );
  });

  it('offer afterwards to delete the old ones', async () => {
    const harness = await openActionHarness();
    const { snapshot, result } = await harness.carryOut(createTerms, input);
    expect(createTerms.render(snapshot, input, redactorForMany(), result).next).toEqual([
      { action: 'terms.delete', label: 'Delete terms 12', about: { terms: 12 } },
      { action: 'terms.delete', label: 'Delete terms 11', about: { terms: 11 } },
    ]);
  });

  it('of a branch that has its parent’s say whose hold until then, and offer to delete none', async () => {
    const harness = await openActionHarness();
    const harbour = { ...input, branchId: 5 };
    const { snapshot, result } = await harness.carryOut(createTerms, harbour);
    expect(createTerms.preview(snapshot, harbour, redactorForMany()).lines?.join(' ')).toContain(
      'Until now Linz Harbour has those of Linz',
    );
    expect(createTerms.render(snapshot, harbour, redactorForMany(), result).next).toEqual([]);
  });

  it('whose answer was lost are looked for, and not taken for somebody else’s that say the same', async () => {
    const harness = await openActionHarness();
    expect(await harness.losing(createTerms, input, 'undone')).toBe('not-done');
    expect(await harness.losing(createTerms, input, 'done')).toBe('done');
    const snapshot = await harness.look(createTerms, { ...input, branchId: 2 });
    for (const id of [901, 902])
      harness.backOffice.world.terms.set(id, { id, branchId: 2, createdAt: '2026-01-01T00:00:00Z', ...input.terms });
    expect(await createTerms.verify?.(harness.readers, { ...input, branchId: 2 }, snapshot, context)).toBe('cannot-tell');
  });

  it('tie a yes to what there is until then', async () => {
    const harness = await openActionHarness();
    const before = createTerms.fingerprint(await harness.look(createTerms, input));
    expect(before).toEqual({ Branch: 'Vienna', 'Terms until now': [12, 11] });
    harness.backOffice.world.terms.delete(11);
    expect(createTerms.fingerprint(await harness.look(createTerms, input))).not.toEqual(before);
  });
});
