import { expect, it } from 'vitest';
import { createUnit } from '../../../src/actions/business-unit/create.ts';
import { showToMany } from '../../../src/lib/mask.ts';
import { openActionDesk, told } from '../../support/action-desk.ts';

const input = { name: 'Night shift', code: 'BU-99', branchId: 2 };

it('a new business unit goes out as one call, and is proved by the id that came back', async () => {
  const desk = await openActionDesk();
  const { seen, result } = await desk.carryOut(createUnit, input);
  expect(desk.writes()).toEqual(['POST /business-units {"name":"Night shift","code":"BU-99","branchId":2}']);
  expect(await createUnit.settled?.(desk.readers, input, seen, told, result)).toBe('done');
});

it('a code that another has is refused with the other’s name', async () => {
  const desk = await openActionDesk();
  await expect(desk.look(createUnit, { ...input, code: 'BU-2' })).rejects.toMatchObject({
    code: 'refused',
    say: expect.stringContaining('Logistics (502)'),
  });
});

it('a name that another has is warned about', async () => {
  const desk = await openActionDesk();
  const namesake = { name: 'Logistics', branchId: 2 };
  expect(createUnit.preview(await desk.look(createUnit, namesake), namesake, showToMany()).warning).toContain('502');
  expect(createUnit.preview(await desk.look(createUnit, input), input, showToMany())).not.toHaveProperty('warning');
});

it('whose answer was lost is looked for, and not taken for somebody else’s of the same name', async () => {
  const desk = await openActionDesk();
  expect(await desk.losing(createUnit, input, 'undone')).toBe('not-done');
  expect(await desk.losing(createUnit, input, 'done')).toBe('done');
  const bare = { name: 'Twins', branchId: 2 };
  const seen = await desk.look(createUnit, bare);
  for (const id of [901, 902]) desk.office.world.businessUnits.set(id, { id, ...bare });
  expect(await createUnit.settled?.(desk.readers, bare, seen, told)).toBe('cannot-tell');
});
