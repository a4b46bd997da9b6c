import { spoken } from '../../lib/language/speak.ts';
import type { Feature } from '../feature.ts';
import { assignCardForm } from './assign.ts';
import { createCardsForm } from './batch.ts';
import { createCardForm } from './create.ts';
import { editCardForm } from './edit.ts';
import { cardFind } from './find.ts';
import { unassignCardForm } from './unassign.ts';

export const cardFeature: Feature = spoken({
  reads: [cardFind],
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
    {
      form: createCardForm,
      command: 'card',
      verb: 'create',
      usage: '<number> [rfid uid] [rfid type]',
      description: 'Register a card',
    },
    {
      form: createCardsForm,
      command: 'card',
      verb: 'batch',
      usage: '[number;rfid uid;rfid type …]',
      description: 'Register many cards at once',
    },
    {
      form: editCardForm,
      command: 'card',
      verb: 'edit',
      usage: '<card> [number]',
      description: 'Correct a card’s number or RFID',
    },
  ],
});
