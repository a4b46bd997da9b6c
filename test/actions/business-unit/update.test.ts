import { expect, it } from 'vitest';
import { updateUnit } from '../../../src/actions/business-unit/update.ts';
import { redactorForMany } from '../../../src/lib/mask.ts';
import { context, openActionHarness } from '../../support/action-harness.ts';

const input = { unitId: 502, edit: { name: 'Freight' } };

it('a change writes what can be changed, with the difference in it', async () => {
  const harness = await openActionHarness();
  const { snapshot } = await harness.carryOut(updateUnit, input);
  expect(harness.writes()).toEqual(['PUT /business-units/502 {"name":"Freight","timezone":"Europe/Vienna"}']);
  expect(await updateUnit.verify?.(harness.readers, input, snapshot, context)).toBe('done');
  const preview = updateUnit.preview(snapshot, input, redactorForMany());
  expect(preview.changes).toEqual([{ label: 'Name', before: 'Logistics', after: 'Freight' }]);
  expect(preview.lines).toEqual(['Currency: EUR, Tax percentage: 20 %; these stay for good.']);
});

it('what changes nothing is refused', async () => {
  const harness = await openActionHarness();
  const same = { unitId: 502, edit: { name: 'Logistics', timezone: 'Europe/Vienna' } };
  await expect(harness.look(updateUnit, same)).rejects.toMatchObject({ code: 'refused' });
});

it('a yes is tied to every field', async () => {
  const harness = await openActionHarness();
  const before = updateUnit.fingerprint(await harness.look(updateUnit, input));
  const unit = harness.backOffice.world.businessUnits.get(502);
  if (unit === undefined) throw new Error('no unit');
  for (const other of [
    { name: 'N' },
    { timezone: 'Europe/Paris' },
    { currency: 'CHF' },
    { taxPercentage: 7.7 },
    { branchId: 1 },
  ]) {
    harness.backOffice.world.businessUnits.set(502, { ...unit, ...other });
    expect(updateUnit.fingerprint(await harness.look(updateUnit, input))).not.toEqual(before);
  }
});

it('a lost answer is read back', async () => {
  const harness = await openActionHarness();
  expect(await harness.losing(updateUnit, input, 'undone')).toBe('not-done');
  expect(await harness.losing(updateUnit, input, 'done')).toBe('done');
});
