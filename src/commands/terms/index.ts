import type { Feature } from '../feature.ts';
import { createTermsForm } from './create.ts';
import { deleteTermsForm, editTermsForm } from './edit.ts';
import { termsReads } from './reads.ts';

const command = 'terms';

export const termsFeature: Feature = {
  ...termsReads,
  verbs: [
    {
      form: createTermsForm,
      command,
      verb: 'create',
      usage: '[branch] [version] [title]',
      description: 'Add a version; customers of the branch must then accept it',
    },
    { form: editTermsForm, command, verb: 'edit', usage: '<id or version>', description: 'Change a version' },
    { form: deleteTermsForm, command, verb: 'delete', usage: '<id or version>', description: 'Delete a version' },
  ],
};
