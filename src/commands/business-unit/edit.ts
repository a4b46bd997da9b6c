import type { z } from 'zod';
import type { deleteUnit } from '../../actions/business-unit/delete.ts';
import { UnitEdit } from '../../actions/business-unit/shared.ts';
import type { updateUnit } from '../../actions/business-unit/update.ts';
import type { BusinessUnit } from '../../api/operations/index.ts';
import { spokenWord } from '../../lib/language/speak.ts';
import { shownText } from '../engine/edit-field.ts';
import { defineEditForm, type Edit } from '../engine/edit-form.ts';
import { defineThingForm } from '../engine/thing-form.ts';
import { editedThing } from '../subjects/thing.ts';
import { unitCollection } from './collection.ts';
import { nameLook, timezoneLook } from './fields.ts';

/** `/business-unit edit <unit>` */
export const editUnitForm = defineEditForm<BusinessUnit>({
  action: 'unit.update',
  title: 'Edit a business unit',
  about: editedThing(unitCollection),
  note: 'Currency and tax stay for good.',
  fields: [
    { name: 'name', shown: ({ name }) => shownText(name), look: () => nameLook },
    { name: 'timezone', shown: ({ timezone }) => shownText(timezone), look: () => timezoneLook },
  ],
  wrong(edit) {
    const read = UnitEdit.safeParse(edit);
    return read.success
      ? {}
      : Object.fromEntries(read.error.issues.map(({ path, message }) => [String(path[0]), spokenWord(message)]));
  },
  input: (holder, edit) => ({ unitId: Number(holder), edit }),
  asked(input) {
    const { unitId, edit } = input as z.output<(typeof updateUnit)['input']>; // safe: the action's own input, as it was stored
    return { holder: String(unitId), edit: () => edit as Edit }; // safe: texts
  },
});

/** `/business-unit delete <unit>` */
export const deleteUnitForm = defineThingForm<BusinessUnit>(unitCollection, {
  action: 'unit.delete',
  title: 'Delete a business unit',
  submit: 'Delete',
  input: (unitId) => ({ unitId }),
  asked: (input) => (input as z.output<(typeof deleteUnit)['input']>).unitId, // safe: the action's own input, as it was stored
});
