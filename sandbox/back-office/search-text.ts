/**
 * How `searchText` finds: each word must occur in one of the fields, whatever its case; a text that is all digits and signs is also
 * looked for in the digits of the fields, so that `+43 1 555` finds `+431555`.
 */
export function matcher(searchText: string | undefined): (fields: readonly (string | undefined)[]) => boolean {
  const text = searchText?.trim().toLowerCase() ?? '';
  if (text === '') return () => true;
  const words = text.split(/\s+/);
  const digits = /^[\d\s+()/.-]+$/.test(text) ? text.replace(/\D/g, '') : '';
  return (fields) => {
    // One text of all fields: no word has a line break in it, so none is found across two fields.
    const all = fields.join('\n').toLowerCase();
    if (words.every((word) => all.includes(word))) return true;
    return digits.length >= 4 && fields.some((field) => field !== undefined && /^\+?\d+$/.test(field) && field.includes(digits));
  };
}
