import type { z } from 'zod';
import type { deleteUnit } from '../../actions/business-unit/delete.ts';
import type { updateUnit } from '../../actions/business-unit/update.ts';
import type { BusinessUnit } from '../../api/operations/index.ts';
import { branchField } from '../form/branch-field.ts';
import { names } from '../form/common-fields.ts';
import { defineEditForm, defineThingForm } from '../shelf/edit-form.ts';
import { codeField, nameField } from './fields.ts';
import { unitShelf } from './shelf.ts';

/** `/business-unit edit <unit>` */
export const editUnitForm = defineEditForm<BusinessUnit>(unitShelf, {
  action: 'unit.update',
  title: 'Edit a business unit',
  intro: 'This is what the back office has. Change what is to change; an empty code is taken away.',
  properties: [
    { name: 'name', held: ({ name }) => name, field: (_kit, initial) => nameField(initial) },
    { name: 'code', held: ({ code }) => code, field: (_kit, initial) => codeField(initial) },
    {
      name: names.branch,
      held: ({ branchId }) => branchId?.toString(),
      field: (kit, initial) =>
        branchField(kit, {
          branch: 0,
          values: initial === undefined ? {} : { [names.branch]: { value: initial, text: initial } },
        }),
    },
  ],
  input: (unitId, { branch, ...edit }) => ({
    unitId,
    edit: { ...edit, ...(branch === undefined || branch === null ? {} : { branchId: Number(branch) }) },
  }),
  asked(input) {
    const { unitId, edit } = input as z.output<(typeof updateUnit)['input']>; // safe: the action's own input, as it was stored
    const { name, code, branchId } = edit;
    return {
      id: unitId,
      edit: {
        ...(name === undefined ? {} : { name }),
        ...(code === undefined ? {} : { code }),
        ...(branchId === undefined ? {} : { [names.branch]: String(branchId) }),
      },
    };
  },
});

/** `/business-unit delete <unit>` */
export const deleteUnitForm = defineThingForm<BusinessUnit>(unitShelf, {
  action: 'unit.delete',
  title: 'Delete a business unit',
  submit: 'Delete',
  input: (unitId) => ({ unitId }),
  asked: (input) => (input as z.output<(typeof deleteUnit)['input']>).unitId, // safe: the action's own input, as it was stored
});
