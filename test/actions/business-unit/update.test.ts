import { expect, it } from 'vitest';
import { updateUnit } from '../../../src/actions/business-unit/update.ts';
import { showToMany } from '../../../src/lib/mask.ts';
import { openActionDesk, told } from '../../support/action-desk.ts';

const input = { unitId: 502, edit: { name: 'Freight' } };

it('a change writes the whole business unit, with the difference in it', async () => {
  const desk = await openActionDesk();
  const { seen } = await desk.carryOut(updateUnit, input);
  expect(desk.writes()).toEqual(['PUT /business-units/502 {"name":"Freight","code":"BU-2","branchId":2}']);
  expect(await updateUnit.settled?.(desk.readers, input, seen, told)).toBe('done');
  expect(updateUnit.preview(seen, input, showToMany()).changes).toEqual([
    { label: 'Name', before: 'Logistics', after: 'Freight' },
  ]);
});

it('an emptied code is left out, and another branch is named', async () => {
  const desk = await openActionDesk();
  const edit = { unitId: 502, edit: { code: null, branchId: 3 } };
  const { seen } = await desk.carryOut(updateUnit, edit);
  expect(desk.writes()).toEqual(['PUT /business-units/502 {"name":"Logistics","branchId":3}']);
  expect(updateUnit.preview(seen, edit, showToMany()).changes).toEqual([
    { label: 'Code', before: 'BU-2', after: 'none' },
    { label: 'Branch', before: 'Graz', after: 'Linz' },
  ]);
  expect(await updateUnit.settled?.(desk.readers, edit, seen, told)).toBe('done');
});

it('what changes nothing is refused', async () => {
  const desk = await openActionDesk();
  const same = { unitId: 502, edit: { name: 'Logistics', code: 'BU-2', branchId: 2 } };
  await expect(desk.look(updateUnit, same)).rejects.toMatchObject({ code: 'refused' });
});

it('a yes is tied to every field that goes out', async () => {
  const desk = await openActionDesk();
  const before = updateUnit.fingerprint(await desk.look(updateUnit, input));
  const unit = desk.office.world.businessUnits.get(502);
  if (unit === undefined) throw new Error('no unit');
  for (const other of [{ name: 'N' }, { code: 'C' }, { branchId: 1 }]) {
    desk.office.world.businessUnits.set(502, { ...unit, ...other });
    expect(updateUnit.fingerprint(await desk.look(updateUnit, input))).not.toEqual(before);
  }
});

it('a lost answer is read back', async () => {
  const desk = await openActionDesk();
  expect(await desk.losing(updateUnit, input, 'undone')).toBe('not-done');
  expect(await desk.losing(updateUnit, input, 'done')).toBe('done');
});
