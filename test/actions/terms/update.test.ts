import { describe, expect, it } from 'vitest';
import { updateTerms } from '../../../src/actions/terms/update.ts';
import { redactorForMany } from '../../../src/lib/mask.ts';
import { context, openActionHarness } from '../../support/action-harness.ts';

const input = { termsId: 12, edit: { termsAndConditionsText: 'Our terms', privacyGuidelinesUrl: null } };

describe('a change of the terms', () => {
  it('writes the whole of them, with the difference in it', async () => {
    const harness = await openActionHarness();
    const before = harness.backOffice.world.terms.get(12);
    const { snapshot } = await harness.carryOut(updateTerms, input);
    const [write = ''] = harness.writes();
    expect(harness.writes()).toHaveLength(1);
    expect(write.startsWith('PUT /terms-and-conditions/12 ')).toBe(true);
    expect(JSON.parse(write.slice(write.indexOf('{')))).toEqual({
      branchId: 1,
      termsAndConditionsText: 'Our terms',
      termsAndConditionsUrl: before?.termsAndConditionsUrl,
      privacyGuidelinesText: before?.privacyGuidelinesText,
    });
    expect(await updateTerms.verify?.(harness.readers, input, snapshot, context)).toBe('done');
  });

  it('shows the difference alone, and says that it asks nobody to accept again', async () => {
    const harness = await openActionHarness();
    const snapshot = await harness.look(updateTerms, input);
    const preview = updateTerms.preview(snapshot, input, redactorForMany());
    expect(preview.changes).toEqual([
      { label: 'Terms label', before: 'Terms of use Vienna', after: 'Our terms' },
      { label: 'Privacy link', before: 'https://operator.example/privacy/VIE', after: 'none' },
    ]);
    expect(JSON.stringify(preview)).toContain('Nobody is asked to accept them again');
    expect(JSON.stringify(preview)).not.toMatch(/\d+ customers/);
    expect(updateTerms.count?.(input, snapshot) ?? 1).toBe(1);
  });

  it('asks nobody to accept again in the back office, either', async () => {
    const harness = await openActionHarness();
    const stateOf = async () =>
      (await harness.readers.operations.customers.details({ params: { id: 1001 }, query: { branchId: 1 } }))
        .termsAndConditionsAcceptanceState;
    expect(await stateOf()).toBe('ACCEPTED');
    await harness.carryOut(updateTerms, input);
    expect(await stateOf()).toBe('ACCEPTED');
  });

  it('ties a yes to every field that goes out', async () => {
    const harness = await openActionHarness();
    const before = updateTerms.fingerprint(await harness.look(updateTerms, input));
    const terms = harness.backOffice.world.terms.get(12);
    if (terms === undefined) throw new Error('no terms');
    for (const other of [
      { termsAndConditionsText: 'T' },
      { termsAndConditionsUrl: 'https://x.example' },
      { privacyGuidelinesText: 'P' },
      { privacyGuidelinesUrl: 'https://y.example' },
    ]) {
      harness.backOffice.world.terms.set(12, { ...terms, ...other });
      expect(updateTerms.fingerprint(await harness.look(updateTerms, input))).not.toEqual(before);
    }
  });

  it('that changes nothing is refused, and so is one of terms that are not there', async () => {
    const harness = await openActionHarness();
    const edit = { termsAndConditionsText: 'Terms of use Vienna' };
    await expect(harness.look(updateTerms, { termsId: 12, edit })).rejects.toMatchObject({ code: 'refused' });
    await expect(harness.look(updateTerms, { termsId: 999, edit })).rejects.toMatchObject({ code: 'not_found' });
  });

  it('for which the back office gave no label asks for one, since all of it is written', async () => {
    const harness = await openActionHarness();
    const terms = harness.backOffice.world.terms.get(12);
    if (terms === undefined) throw new Error('no terms');
    const { termsAndConditionsText: _, ...unlabelled } = terms;
    harness.backOffice.world.terms.set(12, unlabelled as typeof terms); // safe: a back office that leaves a field out is what is tried here
    const link = { termsId: 12, edit: { termsAndConditionsUrl: 'https://x.example' } };
    await expect(harness.look(updateTerms, link)).rejects.toMatchObject({ say: expect.stringContaining('gave no terms label') });
    await expect(
      harness.look(updateTerms, { termsId: 12, edit: { ...link.edit, termsAndConditionsText: 'T' } }),
    ).resolves.toBeDefined();
  });

  it('whose answer was lost is read back', async () => {
    const harness = await openActionHarness();
    expect(await harness.losing(updateTerms, input, 'undone')).toBe('not-done');
    expect(await harness.losing(updateTerms, input, 'done')).toBe('done');
  });
});
