import { spoken } from '../../lib/language/speak.ts';
import type { EditLook } from '../engine/edit-field.ts';

export const nameLook: EditLook = spoken({ kind: 'text', label: 'Name', maxLength: 200 });
export const timezoneLook: EditLook = spoken({ kind: 'text', label: 'Time zone', maxLength: 100, placeholder: 'Europe/Vienna' });
export const currencyLook: EditLook = spoken({
  kind: 'text',
  label: 'Currency',
  maxLength: 3,
  hint: 'Three letters. Can’t be changed later.',
});
export const taxLook: EditLook = spoken({
  kind: 'text',
  label: 'Tax percentage',
  maxLength: 6,
  placeholder: '20',
  hint: 'Can’t be changed later.',
});
