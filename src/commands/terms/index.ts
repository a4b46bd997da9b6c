import { spoken } from '../../lib/language/speak.ts';
import type { Feature } from '../feature.ts';
import { createTermsForm } from './create.ts';
import { deleteTermsForm, editTermsForm } from './edit.ts';
import { termsList, termsShow } from './reads.ts';

const command = 'terms';

export const termsFeature: Feature = spoken({
  reads: [termsList, termsShow],
  verbs: [
    {
      form: createTermsForm,
      command,
      verb: 'create',
      usage: '[branch] [link] [label]',
      description: 'Give a branch new terms; its customers must then accept them',
    },
    {
      form: editTermsForm,
      command,
      verb: 'edit',
      usage: '<id or label>',
      description: 'Change a link or its label; nobody is asked again',
    },
    { form: deleteTermsForm, command, verb: 'delete', usage: '<id or label>', description: 'Delete terms' },
  ],
});
