import { z } from 'zod';
import { BusinessUnitWrite } from '../../api/operations/index.ts';
import { refuse } from '../../errors.ts';
import { defineAction } from '../define.ts';
import { branchesOf, branchNameIn } from '../vocabulary/branch-name.ts';
import { type SeenUnit, seenUnit, UnitEdit, type UnitField, unitFields, unitName, wholeUnit } from '../vocabulary/units.ts';

type Change = { field: UnitField; before: string; after: string };

/** Changes a business unit. The PUT replaces, so what is there is read first and goes out whole, with the difference in it. */
export const updateUnit = defineAction({
  name: 'unit.update',
  label: 'Edit a business unit',
  risk: 'sensitive',
  reason: 'optional',
  input: z.object({ unitId: z.number().int(), edit: UnitEdit }),
  subjects: ({ unitId }) => [`unit:${unitId}`],
  async precheck(readers, { unitId, edit }) {
    const unit = seenUnit(await readers.operations.units.get({ params: { id: unitId } }));
    const branches = await branchesOf(readers);
    const branch = branchNameIn(branches, unit.branchId);
    const changes: Change[] = [
      ...changeOf('name', unit.name, edit.name),
      ...changeOf('code', unit.code, edit.code),
      ...(edit.branchId === undefined || edit.branchId === unit.branchId
        ? []
        : [{ field: 'branchId', before: branch, after: branchNameIn(branches, edit.branchId) } as const]),
    ];
    if (changes.length === 0) throw refuse('Nothing would change: the business unit has these values already.');
    if (wholeUnit(unit, edit).name === undefined)
      throw refuse('The back office gave no name for this business unit, and a change writes it whole. Fill in the name.');
    return { unit, branch, changes };
  },
  // All of it, since all of it goes out.
  fingerprint: ({ unit, branch }) => ({
    'Business unit': unit.id,
    Name: unit.name ?? null,
    Code: unit.code ?? null,
    Branch: unit.branchId === undefined ? null : `${branch} (${unit.branchId})`,
  }),
  // One that moves is of the branch it leaves and of the one it comes to.
  branches: ({ unit }, { edit }) => [unit.branchId, ...(edit.branchId === undefined ? [] : [edit.branchId])],
  preview: ({ unit, changes }) => ({
    title: `Change ${unitName(unit)}: ${changes.map(({ field }) => unitFields[field].toLowerCase()).join(', ')}`,
    lines: ['It is replaced: what does not change is written as it was read.'],
    changes: changes.map(({ field, before, after }) => ({ label: unitFields[field], before, after })),
    undo: 'Can be changed back by another edit.',
  }),
  execute: ({ operations }, { unitId, edit }, _told, { unit }) =>
    operations.units.update({ params: { id: unitId }, body: BusinessUnitWrite.parse(wholeUnit(unit, edit)) }),
  async settled({ operations }, { unitId, edit }) {
    const now = seenUnit(await operations.units.get({ params: { id: unitId } }));
    return isAsWanted(now, edit) ? 'done' : 'not-done';
  },
  render: ({ unit, changes }) => ({
    title: `Changed of ${unitName(unit)}: ${changes.map(({ field }) => unitFields[field].toLowerCase()).join(', ')}`,
  }),
});

function changeOf(field: 'name' | 'code', before: string | undefined, after: string | null | undefined): Change[] {
  return after === undefined || after === (before ?? null) ? [] : [{ field, before: before ?? 'none', after: after ?? 'none' }];
}

function isAsWanted(now: SeenUnit, { name, code, branchId }: UnitEdit): boolean {
  return (
    (name === undefined || now.name === name) &&
    (code === undefined || (now.code ?? null) === code) &&
    (branchId === undefined || now.branchId === branchId)
  );
}
