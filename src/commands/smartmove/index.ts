import { spoken } from '../../lib/language/speak.ts';
import type { Feature } from '../feature.ts';
import { createUserForm } from './create.ts';
import { editUserForm } from './edit.ts';
import { smartmoveUser } from './user.ts';

export const smartmoveFeature: Feature = spoken({
  reads: [smartmoveUser],
  verbs: [
    {
      form: createUserForm,
      command: 'smartmove',
      verb: 'create',
      usage: '[e-mail] [first name] [last name]',
      description: 'Register a Smartmove user',
    },
    {
      form: editUserForm,
      command: 'smartmove',
      verb: 'edit',
      usage: '<id>',
      description: 'Change a Smartmove user; the whole user is replaced',
    },
  ],
});
