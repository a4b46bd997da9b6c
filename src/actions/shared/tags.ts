import { z } from 'zod';
import { unchanged } from '../../errors.ts';
import { speak } from '../../lib/language/speak.ts';
import { markOf, marksIn } from '../../lib/mark.ts';
import type { Plain, Risk } from '../define.ts';

/** Tags as a list without blanks and without doubles, in the order they came. */
export function tidyTags(tags: readonly string[]): string[] {
  return [...new Set(tags.map((tag) => tag.replace(/\s+/g, ' ').trim()).filter((tag) => tag !== ''))];
}

/**
 * What somebody made of a list of tags: the list as it is to be, and marks of the tags that they saw when they made it, one after the
 * other. Only what they did counts: a tag that they never saw stays, and one that went meanwhile does not come back.
 */
export const tagListShape = {
  tags: z.array(z.string()).transform(tidyTags),
  shown: z
    .string()
    .regex(/^[\w-]*$/)
    .optional(),
};

type TagList = { tags: readonly string[]; shown?: string | undefined };

/** What the list of `now` becomes; without marks the one takes the place of the other. */
export function tagsAfter(now: readonly string[], { tags, shown }: TagList): string[] {
  if (shown === undefined) return tidyTags(tags);
  const marks = new Set(marksIn(shown));
  const held = tidyTags(now);
  const isUnseen = (tag: string) => !marks.has(markOf(tag));
  return tidyTags([...tags.filter((tag) => held.includes(tag) || isUnseen(tag)), ...held.filter(isUnseen)]);
}

/** A list as it is and as it is to be. */
export type TagChange = { before: string[]; after: string[] };

/** What comes of it; refuses if nothing does. */
export function tagChangeOf(now: readonly string[] | undefined, list: TagList): TagChange {
  const change = { before: tidyTags(now ?? []), after: tagsAfter(now ?? [], list) };
  if (sameTags(change.before, change.after))
    throw unchanged(speak('These are the tags as they are now. Add some or take some away; separate them with commas.'));
  return change;
}

/** Something may depend on a tag, so that taking one away cannot be routine. */
export function tagRisk({ before, after }: TagChange): Risk {
  return tagDelta(before, after).removed.length === 0 ? 'routine' : 'destructive';
}

/** The tags as an approver's yes is tied to them, in whatever order they came. */
export function tagFact(tags: readonly string[]): string {
  return [...tags].sort().join(', ');
}

/** What is shown before it happens; `whose` is worded for the reader. */
export function tagPreview({ before, after }: TagChange, whose: string): Plain {
  const delta = tagDelta(before, after);
  return {
    title: `${tagSummary(delta)}: ${whose}`,
    lines: tagLines(delta),
    warning: delta.removed.length === 0 ? undefined : speak('Removing a tag may affect anything that relies on it.'),
    undo: speak('Can be undone by writing the old list again.'),
  };
}

/** What is shown once it happened. */
export function tagResult({ before, after }: TagChange, whose: string): Plain {
  return { title: speak('Tags of {whose} are changed', { whose }), lines: tagLines(tagDelta(before, after)) };
}

/** What somebody typed: tags are between commas or on lines of their own; quotes keep a comma in a tag. */
export function tagsIn(text: string): string[] {
  return tidyTags([...text.matchAll(/"([^"\n]*)"|[^,\n]+/g)].map(([all, quoted]) => quoted ?? all));
}

/** A list as somebody would type it. */
export function tagsText(tags: readonly string[]): string {
  return tags.map((tag) => (tag.includes(',') ? `"${tag.replaceAll('"', '')}"` : tag)).join(', ');
}

type TagDelta = { added: string[]; removed: string[]; kept: string[] };

/** What replacing one list by the other adds, takes away and leaves. */
function tagDelta(before: readonly string[], after: readonly string[]): TagDelta {
  const [old, fresh] = [tidyTags(before), tidyTags(after)];
  return {
    added: fresh.filter((tag) => !old.includes(tag)),
    removed: old.filter((tag) => !fresh.includes(tag)),
    kept: old.filter((tag) => fresh.includes(tag)),
  };
}

/** The same tags, in whatever order. */
export function sameTags(one: readonly string[], other: readonly string[]): boolean {
  const { added, removed } = tagDelta(one, other);
  return added.length === 0 && removed.length === 0;
}

/** Says whether single tags come or go, or whether nothing of the old list stays. */
function tagLines({ added, removed, kept }: TagDelta): string[] {
  const isReplaced = kept.length === 0 && added.length > 0 && removed.length > 0;
  return [
    ...(isReplaced ? [speak('The whole list is replaced.')] : []),
    speak('Added: {rest}', { rest: added.length === 0 ? speak('none') : added.join(', ') }),
    speak('Removed: {rest}', { rest: removed.length === 0 ? speak('none') : removed.join(', ') }),
    speak('Kept: {rest}', { rest: kept.length === 0 ? speak('none') : kept.join(', ') }),
  ];
}

/** `two tags added, one removed`, for headings. */
function tagSummary({ added, removed, kept }: TagDelta): string {
  if (kept.length === 0 && added.length > 0 && removed.length > 0) return speak('Replace the whole list of tags');
  if (removed.length === 0) return added.length === 1 ? speak('Add a tag') : speak('Add {added} tags', { added: added.length });
  if (added.length === 0)
    return removed.length === 1 ? speak('Remove a tag') : speak('Remove {removed} tags', { removed: removed.length });
  return speak('Add {added} and remove {removed} of the tags', { added: added.length, removed: removed.length });
}
