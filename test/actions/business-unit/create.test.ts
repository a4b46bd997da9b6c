import { expect, it } from 'vitest';
import { createUnit } from '../../../src/actions/business-unit/create.ts';
import { redactorForMany } from '../../../src/lib/mask.ts';
import { context, openActionHarness } from '../../support/action-harness.ts';

const input = { name: 'Night shift', timezone: 'Europe/Vienna', currency: 'EUR', taxPercentage: 20 };

it('a new business unit goes out as one call, and is proved by the id that came back', async () => {
  const harness = await openActionHarness();
  const { snapshot, result } = await harness.carryOut(createUnit, input);
  expect(harness.writes()).toEqual([`POST /business-units ${JSON.stringify(input)}`]);
  expect(await createUnit.verify?.(harness.readers, input, snapshot, context, result)).toBe('done');
});

it('says before it is sent that currency and tax are for good', async () => {
  const harness = await openActionHarness();
  const { warning } = createUnit.preview(await harness.look(createUnit, input), input, redactorForMany());
  expect(warning).toContain('Currency (EUR) and tax (20 %) can’t be changed later');
});

it('a name that another has is warned about', async () => {
  const harness = await openActionHarness();
  const namesake = { ...input, name: 'Logistics' };
  expect(createUnit.preview(await harness.look(createUnit, namesake), namesake, redactorForMany()).warning).toContain('502');
});

it.each([
  ['Atlantis', { timezone: 'Europe/Atlantis' }],
  ['five letters', { currency: 'EUROS' }],
  ['less than nothing', { taxPercentage: -1 }],
])('takes no %s', (_what, wrong) => {
  expect(createUnit.input.safeParse({ ...input, ...wrong }).success).toBe(false);
});

it('whose answer was lost is looked for, and not taken for somebody else’s of the same name', async () => {
  const harness = await openActionHarness();
  expect(await harness.losing(createUnit, input, 'undone')).toBe('not-done');
  expect(await harness.losing(createUnit, input, 'done')).toBe('done');
  const twins = { ...input, name: 'Twins' };
  const snapshot = await harness.look(createUnit, twins);
  for (const id of [901, 902]) harness.backOffice.world.businessUnits.set(id, { id, ...twins });
  expect(await createUnit.verify?.(harness.readers, twins, snapshot, context)).toBe('cannot-tell');
});
