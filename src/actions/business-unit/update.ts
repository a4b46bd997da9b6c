import { z } from 'zod';
import { BusinessUnitWrite } from '../../api/operations/index.ts';
import { refuse } from '../../errors.ts';
import { speak } from '../../lib/language/speak.ts';
import { inSentence } from '../../lib/text.ts';
import { defineAction } from '../define.ts';
import { branchName } from '../shared/branches.ts';
import {
  type SeenUnit,
  seenUnit,
  UnitEdit,
  type UnitField,
  unitFieldNames,
  unitFields,
  unitName,
  unitWord,
  wholeUnit,
} from './shared.ts';

type Change = { field: 'name' | 'timezone'; before: string | undefined; after: string };

/** Changes name or time zone. The PUT replaces, so what is there is read first and goes out whole, with the difference in it. */
export const updateUnit = defineAction({
  name: 'unit.update',
  label: 'Edit a business unit',
  risk: 'sensitive',
  input: z.object({ unitId: z.number().int(), edit: UnitEdit }),
  subjects: ({ unitId }) => [`unit:${unitId}`],
  async precheck(readers, { unitId, edit }) {
    const unit = seenUnit(await readers.operations.units.get({ params: { id: unitId } }));
    const changes = (['name', 'timezone'] as const).flatMap((field): Change[] => {
      const after = edit[field];
      return after === undefined || after === unit[field] ? [] : [{ field, before: unit[field], after }];
    });
    if (changes.length === 0) throw refuse(speak('Nothing would change: the business unit has these values already.'));
    if (wholeUnit(unit, edit).name === undefined)
      throw refuse(speak('The back office gave no name for this business unit, and a change writes it whole. Fill in the name.'));
    return { unit, branch: await branchName(readers, unit.branchId), changes };
  },
  // All of it, since all of it goes out.
  fingerprint: ({ unit, branch }) => ({
    'Business unit': unit.id,
    ...Object.fromEntries(
      unitFieldNames.map((field): [string, string | number | null] => [unitFields[field], unit[field] ?? null]),
    ),
    Branch: unit.branchId === undefined ? null : `${branch} (${unit.branchId})`,
  }),
  branches: ({ unit }) => [unit.branchId],
  preview: ({ unit, changes }) => ({
    title: speak('Change {unit}: {changes}', {
      unit: unitName(unit),
      changes: changes.map(({ field }) => inSentence(unitFields[field])).join(', '),
    }),
    lines: [staysWord(unit)],
    changes: changes.map(({ field, before, after }) => ({
      label: unitFields[field],
      before: unitWord(field, before),
      after: unitWord(field, after),
    })),
    undo: speak('Can be changed back by another edit.'),
  }),
  execute: ({ operations }, { unitId, edit }, _context, { unit }) =>
    operations.units.update({ params: { id: unitId }, body: BusinessUnitWrite.parse(wholeUnit(unit, edit)) }),
  async verify({ operations }, { unitId }, { changes }) {
    const now = seenUnit(await operations.units.get({ params: { id: unitId } }));
    return changes.every(({ field, after }) => now[field] === after) ? 'done' : 'not-done';
  },
  render: ({ unit, changes }) => ({
    title: speak('Changed of {unit}: {changes}', {
      unit: unitName(unit),
      changes: changes.map(({ field }) => inSentence(unitFields[field])).join(', '),
    }),
  }),
});

/** What nobody can change. */
function staysWord(unit: SeenUnit): string {
  const fixed: readonly UnitField[] = ['currency', 'taxPercentage'];
  return speak('{fixed}; these stay for good.', {
    fixed: fixed.map((field) => `${unitFields[field]}: ${unitWord(field, unit[field])}`).join(', '),
  });
}
