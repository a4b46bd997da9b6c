import type { z } from 'zod';
import type { AnyAction } from '../../actions/define.ts';
import type { ActionName } from '../../actions/registry.ts';
import { tagsAfter, tagsIn, tagsText, tidyTags } from '../../actions/shared/tags.ts';
import { Fault } from '../../errors.ts';
import { speak } from '../../lib/language/speak.ts';
import { labels } from '../../views/form/form.ts';
import type { ActionForm } from './action-form.ts';
import { longestText } from './edit-field.ts';
import { defineEditForm, type EditSubject } from './edit-form.ts';

/** A list of tags as somebody left it, and the marks of those they were shown. */
type TagList = { tags: string[]; shown?: string | undefined };
type InputOf<Action extends Pick<AnyAction, 'input'>> = z.output<Action['input']>;

const name = 'tags';
/** So many marks fit into the 255 characters of a block's id beside the rest of it. */
const mostTags = 58;

/**
 * `<holder> [+tag] [-tag]`: the field holds the whole list as it is to be. The marks of the tags that it was filled in with go along, so
 * that a tag which somebody else gives meanwhile is not taken away by anyone who never saw it.
 */
export function tagsForm<Action extends Pick<AnyAction, 'input'>>(of: {
  action: ActionName;
  about: EditSubject<{ tags?: string[] | undefined }>;
  input(id: number, list: TagList, branch: number): InputOf<Action>;
  asked(input: InputOf<Action>): { id: number; list: TagList; branch?: number };
}): ActionForm {
  return defineEditForm<{ tags?: string[] | undefined }>({
    action: of.action,
    title: speak('Change tags'),
    about: of.about,
    fields: [
      {
        name,
        optional: true,
        listed: { words: tagsText, read: tagsIn },
        shown: ({ tags = [] }) => fitting(tidyTags(tags)),
        look: () => ({
          kind: 'text',
          label: labels.tags,
          hint: speak('All tags, separated by commas. Anything you delete here is removed.'),
        }),
      },
    ],
    wanted: {
      toDo: 'change the tags',
      edit: ({ tags = [] }, words) => ({ [name]: fitting(tagsFromWords(tidyTags(tags), words)) }),
    },
    input: (holder, edit, { branch, marks }) =>
      of.input(Number(holder), { tags: [...(edit[name] ?? [])], shown: marks(name) }, branch),
    asked(input) {
      const { id, list, branch } = of.asked(input as InputOf<Action>); // safe: the action's own input, as it was stored
      return { holder: String(id), branch, edit: ({ tags = [] }) => ({ [name]: fitting(tagsAfter(tags, list)) }) };
    },
  });
}

/** `vip +fleet -old`, held against the list of now: a word adds, one with a minus takes away. */
function tagsFromWords(now: readonly string[], words: readonly string[]): string[] {
  const wanted = words.flatMap((word) => word.split(',')).map((word) => word.trim());
  const gone = wanted.filter((word) => /^[-−–]./.test(word)).map((word) => word.slice(1));
  const added = wanted.filter((word) => word !== '' && !/^[-−–]/.test(word)).map((word) => word.replace(/^\+/, ''));
  return tidyTags([...now.filter((tag) => !gone.includes(tag)), ...added]);
}

/** What does not fit would be cut, and what is cut would be removed. */
function fitting(tags: string[]): string[] {
  if (tags.length > mostTags || tagsText(tags).length > longestText)
    throw new Fault('bad_input', speak('There are more tags than a form can hold. Change them in the back office.'));
  return tags;
}
