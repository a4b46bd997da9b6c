import type { z } from 'zod';
import type { createUnit } from '../../actions/business-unit/create.ts';
import { defineForm, type Filled, filledId } from '../form/action-form.ts';
import { branchChoice, branchField } from '../form/branch-field.ts';
import { names } from '../form/common-fields.ts';
import { fill, homeBranch } from '../form/filling.ts';
import type { Kit } from '../kit.ts';
import { codeField, nameField } from './fields.ts';

/** `/business-unit create [name]` */
export const createUnitForm = defineForm<z.output<(typeof createUnit)['input']>>({
  action: 'unit.create',
  title: 'Create a business unit',
  submit: 'Create',
  names: ['name', 'code', names.branch],
  fromWords: (kit, _who, words) => filledWith(kit, homeBranch(kit), words.join(' ')),
  fromPointer: (kit, _who, { branch = homeBranch(kit) }) => filledWith(kit, branch),
  fromInput: (kit, _who, { name, code, branchId }) => filledWith(kit, branchId, name, code),
  fields: async (kit, _who, filled) => [
    nameField(filled.values.name?.value),
    codeField(filled.values.code?.value),
    await branchField(kit, filled),
  ],
  read(filled) {
    const branchId = filledId(filled, names.branch);
    const [name, code] = [filled.values.name?.value, filled.values.code?.value];
    if (branchId !== undefined && name !== undefined)
      return { ok: true, input: { name, branchId, ...(code === undefined ? {} : { code }) } };
    return {
      ok: false,
      errors: {
        ...(name === undefined ? { name: 'Give the business unit a name.' } : {}),
        ...(branchId === undefined ? { [names.branch]: 'Choose the branch that it belongs to.' } : {}),
      },
    };
  },
});

async function filledWith(kit: Kit, branch: number, name = '', code = ''): Promise<Filled> {
  return fill(branch, {
    branch: { value: await branchChoice(kit, branch) },
    ...(name === '' ? {} : { name: { value: { value: name, text: name } } }),
    ...(code === '' ? {} : { code: { value: { value: code, text: code } } }),
  });
}
