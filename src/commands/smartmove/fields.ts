import { factsOf, fieldChoices, type SmartmoveField } from '../../actions/vocabulary/smartmove-user.ts';
import { humanise } from '../../lib/text.ts';
import type { Field } from '../../views/form/form.ts';

const languageNames: Readonly<Record<string, string>> = { de: 'German', en: 'English' };

/** One field of a Smartmove user, as what it may hold asks for. `name` is the block's id, and `initial` what stands in it. */
export function userField(
  field: SmartmoveField,
  more: { name?: string; initial?: string | undefined; optional: boolean; hint?: string },
): Field {
  const { label, kind } = factsOf(field);
  const { initial, hint, optional } = more;
  const shared = { name: more.name ?? field, label, optional, dispatch: true, ...(hint === undefined ? {} : { hint }) };
  const filled = initial === undefined ? {} : { initial };
  const known = kind === undefined ? undefined : fieldChoices[kind];
  if (known !== undefined) {
    // What Smartmove has stays choosable, even if it is a word that nobody knows.
    const values = initial === undefined || known.includes(initial) ? known : [initial, ...known];
    return {
      ...shared,
      kind: 'select',
      choices: values.map((value) => ({ value, text: languageNames[value] ?? humanise(value) })),
      ...filled,
    };
  }
  if (kind === 'date') return { ...shared, kind: 'date', ...filled };
  if (kind === 'whole-number') return { ...shared, kind: 'number', min: 0, ...filled };
  return { ...shared, kind: 'text', maxLength: 200, ...filled };
}
