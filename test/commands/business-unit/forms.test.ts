import { expect, it } from 'vitest';
import { unitFeature } from '../../../src/commands/business-unit/index.ts';
import { openFormDesk, verbOf } from '../../support/form-desk.ts';
import { deskPeople, lastOf, openDesk } from '../../support/kit.ts';
import { buttonsOf, readBlocks } from '../../views/read.ts';

const open = (verb: string) => openFormDesk(verbOf(unitFeature.verbs, verb));

it('/business-unit create opens with the name that was typed, and says at the field what lacks', async () => {
  const desk = await open('create');
  expect((await desk.type(['Night', 'shift'])).fields).toMatchObject({ name: 'Night shift', branch: '1' });
  expect(await desk.send({ branch: { choose: '1' } })).toEqual({ name: 'Give the business unit a name.' });
  await desk.send({ name: 'Night shift', branch: { choose: '1' } });
  expect(desk.asked).toEqual([{ action: 'unit.create', input: { name: 'Night shift', branchId: 1 }, reason: '' }]);
});

it('/business-unit edit is filled in by code, and sends what was changed alone', async () => {
  const desk = await open('edit');
  const { fields } = await desk.type(['bu-2']);
  expect(fields).toMatchObject({ name: 'Logistics', code: 'BU-2', branch: '2' });
  await desk.send({ unit: { choose: fields.unit ?? '' }, name: 'Logistics', code: '', branch: { choose: '3' } });
  expect(desk.asked).toEqual([{ action: 'unit.update', input: { unitId: 502, edit: { code: null, branchId: 3 } }, reason: '' }]);
});

it('/business-unit delete says at once by whom it is used', async () => {
  const desk = await open('delete');
  const [account] = [...desk.office.world.groups.values()];
  if (account === undefined) throw new Error('no accounts');
  account.defaultBusinessUnit = { id: 506, name: 'Pilot projects' };
  const { text } = await desk.start('action:unit.delete unit:506');
  expect(text).toContain('cannot be deleted');
  expect(text).toContain(`(${account.id})`);
});

it('/business-unit list has its rows’ actions', async () => {
  const desk = await openDesk();
  const interaction = await desk.command(deskPeople.lead);
  await unitFeature.commands?.find(({ verb }) => verb === 'list')?.run(interaction, ['Graz']);
  const { blocks } = lastOf(interaction);
  expect(readBlocks(blocks)).toContain('Business units of Graz (2)');
  expect(buttonsOf(blocks)).toEqual(['Show', 'Edit', 'Delete', 'Show', 'Edit', 'Delete', 'Create a unit']);
});
