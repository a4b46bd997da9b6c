import { expect, it } from 'vitest';
import { unitFeature } from '../../../src/commands/business-unit/index.ts';
import { lastOf, openCommandHarness, staff } from '../../support/command-harness.ts';
import { openFormHarness, verbOf } from '../../support/form-harness.ts';
import { buttonsOf, readBlocks } from '../../views/read.ts';

const open = (verb: string) => openFormHarness(verbOf(unitFeature.verbs, verb));

it('/business-unit create opens with the name that was typed, and says at the field what lacks', async () => {
  const harness = await open('create');
  const { fields, text } = await harness.type(['Night', 'shift']);
  expect(fields).toMatchObject({ name: 'Night shift', currency: 'EUR' });
  expect(text).toContain('Can’t be changed later.');
  expect(await harness.send({ timezone: 'Europe/Vienna', currency: 'EU', taxPercentage: 'twenty' })).toEqual({
    name: 'Give the business unit a name.',
    currency: 'A currency has three letters, like EUR.',
    taxPercentage: 'Write the tax as a number, like 20.',
  });
  await harness.send({ name: 'Night shift', timezone: 'Europe/Vienna', currency: 'eur', taxPercentage: '7,7 %' });
  const input = { name: 'Night shift', timezone: 'Europe/Vienna', currency: 'EUR', taxPercentage: 7.7 };
  expect(harness.asked).toEqual([{ action: 'unit.create', input, reason: '' }]);
});

it('/business-unit edit is filled in by name, and sends what was changed alone', async () => {
  const harness = await open('edit');
  const { fields } = await harness.type(['logistics']);
  expect(fields).toMatchObject({ unit: '502', 'name:502': 'Logistics', 'timezone:502': 'Europe/Vienna' });
  expect(Object.keys(fields).join()).not.toContain('currency');
  const unit = { choose: '502' };
  expect(await harness.send({ unit, 'name:502': '' })).toEqual({ 'name:502': 'This cannot be empty.' });
  expect(await harness.send({ unit, 'timezone:502': 'Vienna' })).toEqual({
    'timezone:502': expect.stringContaining('Europe/Vienna'),
  });
  await harness.send({ unit, 'timezone:502': 'Europe/Zurich' });
  expect(harness.asked).toEqual([
    { action: 'unit.update', input: { unitId: 502, edit: { timezone: 'Europe/Zurich' } }, reason: '' },
  ]);
});

it('/business-unit delete says at once by whom it is used', async () => {
  const harness = await open('delete');
  const [account] = [...harness.backOffice.world.groups.values()];
  if (account === undefined) throw new Error('no accounts');
  account.defaultBusinessUnit = { id: 506, name: 'Pilot projects' };
  const { text } = await harness.start('action:unit.delete unit:506');
  expect(text).toContain('cannot be deleted');
  expect(text).toContain(`(${account.id})`);
});

it('/business-unit list has its rows’ actions', async () => {
  const harness = await openCommandHarness();
  const interaction = await harness.command(staff.lead);
  await unitFeature.reads?.find(({ command }) => command.verb === 'list')?.command.run(interaction, ['Graz']);
  const { blocks } = lastOf(interaction);
  expect(readBlocks(blocks)).toContain('Business units of Graz (2)');
  expect(readBlocks(blocks)).toContain('Europe/Vienna · EUR · 20 % tax');
  expect(buttonsOf(blocks)).toEqual(['Show', 'Edit', 'Delete', 'Show', 'Edit', 'Delete', 'Create a unit']);
});
