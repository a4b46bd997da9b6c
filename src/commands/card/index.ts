import type { Feature } from '../feature.ts';
import { assignCardForm } from './assign.ts';
import { cardFindCommand, cardFindSent } from './find.ts';
import { unassignCardForm } from './unassign.ts';

export const cardFeature: Feature = {
  commands: [cardFindCommand],
  verbs: [
    {
      form: assignCardForm,
      command: 'card',
      verb: 'assign',
      usage: '<card> <customer>',
      description: 'Give a card to a customer',
    },
    {
      form: unassignCardForm,
      command: 'card',
      verb: 'unassign',
      usage: '<card> [state]',
      description: 'Take a card back and say what becomes of it',
    },
  ],
  sent: [cardFindSent],
};
