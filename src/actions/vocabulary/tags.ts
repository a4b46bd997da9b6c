/** Tags as a list without blanks and without doubles, in the order they came. */
export function tidyTags(tags: readonly string[]): string[] {
  return [...new Set(tags.map((tag) => tag.replace(/\s+/g, ' ').trim()).filter((tag) => tag !== ''))];
}

/** What somebody typed: tags stand between commas or on lines of their own; quotes keep a comma in a tag. */
export function tagsIn(text: string): string[] {
  return tidyTags([...text.matchAll(/"([^"\n]*)"|[^,\n]+/g)].map(([all, quoted]) => quoted ?? all));
}

/** A list as somebody would type it. */
export function tagsText(tags: readonly string[]): string {
  return tags.map((tag) => (tag.includes(',') ? `"${tag.replaceAll('"', '')}"` : tag)).join(', ');
}

export type TagChanges = { added: string[]; removed: string[]; kept: string[] };

/** What replacing one list by the other adds, takes away and leaves. */
export function tagChanges(before: readonly string[], after: readonly string[]): TagChanges {
  const [old, fresh] = [tidyTags(before), tidyTags(after)];
  return {
    added: fresh.filter((tag) => !old.includes(tag)),
    removed: old.filter((tag) => !fresh.includes(tag)),
    kept: old.filter((tag) => fresh.includes(tag)),
  };
}

/** The same tags, in whatever order. */
export function sameTags(one: readonly string[], other: readonly string[]): boolean {
  const { added, removed } = tagChanges(one, other);
  return added.length === 0 && removed.length === 0;
}

/** Says whether single tags come or go, or whether nothing of the old list stays. */
export function tagLines({ added, removed, kept }: TagChanges): string[] {
  const isReplaced = kept.length === 0 && added.length > 0 && removed.length > 0;
  return [
    ...(isReplaced ? ['The whole list is replaced.'] : []),
    `Added: ${added.length === 0 ? 'none' : added.join(', ')}`,
    `Removed: ${removed.length === 0 ? 'none' : removed.join(', ')}`,
    `Stay: ${kept.length === 0 ? 'none' : kept.join(', ')}`,
  ];
}

/** `two tags added, one removed`, for headings. */
export function tagSummary({ added, removed, kept }: TagChanges): string {
  if (kept.length === 0 && added.length > 0 && removed.length > 0) return 'Replace the whole list of tags';
  if (removed.length === 0) return added.length === 1 ? 'Add a tag' : `Add ${added.length} tags`;
  if (added.length === 0) return removed.length === 1 ? 'Remove a tag' : `Remove ${removed.length} tags`;
  return `Add ${added.length} and remove ${removed.length} of the tags`;
}
