import { factsOf, fieldChoices, type SmartmoveField } from '../../actions/smartmove/shared/user.ts';
import { spoken } from '../../lib/language/speak.ts';
import { upstreamWord } from '../../states/upstream-words.ts';
import type { EditLook } from '../engine/edit-field.ts';

const valueNames: Readonly<Record<string, string>> = spoken({ de: 'German', en: 'English', yes: 'Yes', no: 'No' });

/** One field of a Smartmove user, as what it may hold asks for. */
export function userLook(field: SmartmoveField, value?: string): EditLook {
  const { label, kind } = factsOf(field);
  const known = kind === undefined ? undefined : fieldChoices[kind];
  if (known !== undefined) {
    // What Smartmove has stays choosable, even if it is a word that nobody knows.
    const values = value === undefined || known.includes(value) ? known : [value, ...known];
    return { kind: 'select', label, choices: values.map((one) => ({ value: one, text: valueNames[one] ?? upstreamWord(one) })) };
  }
  if (kind === 'date') return { kind: 'date', label };
  if (kind === 'whole-number') return { kind: 'number', label, min: 0 };
  return { kind: 'text', label, maxLength: 200 };
}
