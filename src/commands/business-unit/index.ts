import type { Feature } from '../feature.ts';
import { createUnitForm } from './create.ts';
import { deleteUnitForm, editUnitForm } from './edit.ts';
import { unitReads } from './reads.ts';

const command = 'business-unit';

export const unitFeature: Feature = {
  ...unitReads,
  verbs: [
    { form: createUnitForm, command, verb: 'create', usage: '[name]', description: 'Add a business unit' },
    { form: editUnitForm, command, verb: 'edit', usage: '<id, code or name>', description: 'Change a business unit' },
    {
      form: deleteUnitForm,
      command,
      verb: 'delete',
      usage: '<id, code or name>',
      description: 'Delete a business unit that nothing refers to',
    },
  ],
};
