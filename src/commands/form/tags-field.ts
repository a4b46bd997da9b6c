import { tagsIn, tagsText, tidyTags } from '../../actions/vocabulary/tags.ts';
import { Fault } from '../../errors.ts';
import { type Field, labels } from '../../views/form/form.ts';
import type { Filled } from './action-form.ts';

/** The name of the field that holds a whole list of tags. */
export const tagsName = 'tags';
const mostCharacters = 3000;

/**
 * The whole list of one customer or account, as it is to be. The field belongs to `holder`: whoever chooses another one gets that one's
 * list, and never writes the first one's tags onto the second.
 */
export function tagsField(filled: Filled, holder: number, now: readonly string[]): Field {
  const initial = tagsText(tagsOf(filled, holder) ?? now);
  // What does not fit would be cut, and what is cut would be removed.
  if (initial.length > mostCharacters)
    throw new Fault('bad_input', 'There are more tags than a form can hold. Change them in the back office.');
  return {
    kind: 'text',
    name: `${tagsName}:${holder}`,
    label: labels.tags,
    hint: 'The whole list, with commas between. What you take away here is removed, what you add is added.',
    optional: true,
    dispatch: true,
    maxLength: mostCharacters,
    initial,
  };
}

/** The list as it is to be; undefined while the field of this holder has not been seen by anybody. */
export function tagsOf(filled: Filled, holder: number): string[] | undefined {
  const isNewest = filled.drawnFor === undefined && filled.values[tagsName] !== undefined;
  return isNewest || isDrawnFor(filled, holder) ? tagsIn(filled.values[tagsName]?.value ?? '') : undefined;
}

/** `vip +fleet -old`, held against the list of now: a word adds, one with a minus takes away. */
export function tagsFromWords(now: readonly string[], words: readonly string[]): string[] {
  const wanted = words.flatMap((word) => word.split(',')).map((word) => word.trim());
  const gone = wanted.filter((word) => /^[-−–]./.test(word)).map((word) => word.slice(1));
  const fresh = wanted.filter((word) => word !== '' && !/^[-−–]/.test(word)).map((word) => word.replace(/^\+/, ''));
  return tidyTags([...now.filter((tag) => !gone.includes(tag)), ...fresh]);
}

function isDrawnFor(filled: Filled, holder: number): boolean {
  return filled.drawnFor?.[tagsName] === String(holder);
}
