import type { BusinessUnit } from '../../api/operations/index.ts';
import { speak } from '../../lib/language/speak.ts';
import { type UnitRow, unitListMessage, unitMessage } from '../../views/business-unit/units.ts';
import { actionIds } from '../../views/ids.ts';
import type { Interaction } from '../context.ts';
import { defineRead } from '../engine/read.ts';
import { branchOrAll } from '../subjects/branch.ts';
import { branchOf } from '../subjects/collection.ts';
import { pageOfThings } from '../subjects/page-of-things.ts';
import { oneThing } from '../subjects/thing.ts';
import { unitCollection } from './collection.ts';

/** `/business-unit list [branch]` */
export const unitList = defineRead({
  command: 'business-unit',
  verb: 'list',
  description: 'The business units of a branch',
  needs: 'read.unit',
  title: 'List business units',
  submit: 'List',
  about: branchOrAll,
  turns: [actionIds.unitPage],
  async fetch(interaction, { branch }, at) {
    const { things, ...page } = await pageOfThings(unitCollection, interaction.app, branch, at);
    const units = await Promise.all(things.map((unit) => rowOf(interaction, unit)));
    return { ...page, units, mayCreate: interaction.who.may('unit.create') };
  },
  view: unitListMessage,
});

/** `/business-unit show <unit>` */
export const unitShow = defineRead({
  command: 'business-unit',
  verb: 'show',
  description: 'One business unit',
  needs: 'read.unit',
  title: 'Show a business unit',
  about: oneThing(unitCollection),
  opens: actionIds.openUnit,
  fetch: async (interaction, unit) => ({
    unit: await rowOf(interaction, unit),
    notes: [speak('Its currency and tax stay for good. It can be deleted only while nothing refers to it.')],
  }),
  view: unitMessage,
});

async function rowOf({ app, who }: Interaction, unit: BusinessUnit): Promise<UnitRow> {
  const { id, name, timezone, currency, taxPercentage, branchId } = unit;
  return {
    id,
    name,
    timezone,
    currency,
    taxPercentage,
    branch: branchId === undefined ? undefined : await branchOf(app, unit),
    starts: [
      ...(who.may('unit.update') ? [{ action: 'unit.update', label: speak('Edit') }] : []),
      ...(who.may('unit.delete') ? [{ action: 'unit.delete', label: speak('Delete') }] : []),
    ],
  };
}
