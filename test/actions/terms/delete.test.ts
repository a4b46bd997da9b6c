import { expect, it } from 'vitest';
import { deleteTerms } from '../../../src/actions/terms/delete.ts';
import { redactorForMany } from '../../../src/lib/mask.ts';
import { context, openActionHarness } from '../../support/action-harness.ts';

const input = { termsId: 12 };

it('deleting terms is one call, proved by their being gone', async () => {
  const harness = await openActionHarness();
  const snapshot = await harness.look(deleteTerms, input);
  expect(await deleteTerms.verify?.(harness.readers, input, snapshot, context)).toBe('not-done');
  await harness.write(deleteTerms, input, snapshot);
  expect(harness.writes()).toEqual(['DELETE /terms-and-conditions/12']);
  expect(await deleteTerms.verify?.(harness.readers, input, snapshot, context)).toBe('done');
});

it('says what holds afterwards: older ones, the parent’s, or none', async () => {
  const harness = await openActionHarness();
  const { terms } = harness.backOffice.world;
  const warning = async (termsId: number) =>
    deleteTerms.preview(await harness.look(deleteTerms, { termsId }), { termsId }, redactorForMany()).warning;
  expect(await warning(12)).toContain('the older ones would apply again');
  expect(await warning(11)).toContain('can no longer see what they accepted');
  expect(await warning(22)).toContain('Graz has no other terms: customers would have none to accept');
  const linz = terms.get(32);
  if (linz) terms.set(52, { ...linz, id: 52, branchId: 5 });
  expect(await warning(52)).toContain('those of Linz would apply there');
});

it('a back office that cannot be read proves nothing', async () => {
  const harness = await openActionHarness();
  const snapshot = await harness.look(deleteTerms, input);
  harness.backOffice.setFaults([{ upstream: 'operations', kind: 'fail', on: 'reads', times: 1 }]);
  await expect(deleteTerms.verify?.(harness.readers, input, snapshot, context)).rejects.toMatchObject({ code: 'upstream_down' });
});
