import type { BusinessUnit } from '../../api/operations/index.ts';
import { type UnitRow, unitListMessage, unitMessage } from '../../views/business-unit/units.ts';
import { actionIds, callbackIds } from '../../views/ids.ts';
import type { Interaction } from '../context.ts';
import { defineShelfReads } from '../shelf/reads.ts';
import { branchOf } from '../shelf/shelf.ts';
import { unitShelf } from './shelf.ts';

/** `/business-unit list [branch]` and `/business-unit show <unit>`. */
export const unitReads = defineShelfReads<BusinessUnit>({
  shelf: unitShelf,
  titles: { list: 'List business units', show: 'Show a business unit' },
  describe: { list: 'The business units of a branch', show: 'One business unit' },
  callbackIds: { list: callbackIds.unitList, show: callbackIds.unitShow },
  actionIds: { page: actionIds.unitPage, open: actionIds.openUnit },
  drawList: async (interaction, { things, ...page }) =>
    unitListMessage({
      ...page,
      units: await Promise.all(things.map((unit) => rowOf(interaction, unit))),
      mayCreate: interaction.who.may('unit.create'),
    }),
  drawOne: async (interaction, unit) =>
    unitMessage({
      unit: await rowOf(interaction, unit),
      notes: ['Billing and reports are divided by it. It can be deleted only while nothing refers to it.'],
    }),
});

async function rowOf({ kit, who }: Interaction, unit: BusinessUnit): Promise<UnitRow> {
  const { id, name, code } = unit;
  return {
    id,
    name,
    code,
    branch: await branchOf(kit, unit),
    starts: [
      ...(who.may('unit.update') ? [{ action: 'unit.update', label: 'Edit' }] : []),
      ...(who.may('unit.delete') ? [{ action: 'unit.delete', label: 'Delete' }] : []),
    ],
  };
}
