import { spoken } from '../../lib/language/speak.ts';
import type { Feature } from '../feature.ts';
import { createUnitForm } from './create.ts';
import { deleteUnitForm, editUnitForm } from './edit.ts';
import { unitList, unitShow } from './reads.ts';

const command = 'business-unit';

export const unitFeature: Feature = spoken({
  reads: [unitList, unitShow],
  verbs: [
    { form: createUnitForm, command, verb: 'create', usage: '[name]', description: 'Add a business unit' },
    { form: editUnitForm, command, verb: 'edit', usage: '<id or name>', description: 'Change its name or time zone' },
    {
      form: deleteUnitForm,
      command,
      verb: 'delete',
      usage: '<id or name>',
      description: 'Delete a business unit that nothing refers to',
    },
  ],
});
