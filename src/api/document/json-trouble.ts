/** What JSON's own parser takes without a word, or only says is wrong; the line is counted from 1. */
export type JsonTrouble = { kind: 'twice' | 'comment' | 'deep'; line: number };

/** Deeper than any description of an API; reading on would take minutes, or end the process. */
const deepest = 1_000;

/** The first trouble in a text that begins as JSON: a key that is twice in one object, a comment, brackets without end. */
export function jsonTrouble(text: string): JsonTrouble | undefined {
  /** Per open bracket: the keys so far, of an object. */
  const open: (Set<string> | undefined)[] = [];
  let word: string | undefined;
  for (let at = 0; at < text.length; at += 1) {
    const sign = text.charAt(at);
    const trouble = (kind: JsonTrouble['kind']) => ({ kind, line: text.slice(0, at).split('\n').length });
    if (sign === '"') {
      const end = endOfString(text, at);
      word = text.slice(at, end);
      at = end;
    } else if (sign === '{' || sign === '[') {
      open.push(sign === '{' ? new Set() : undefined);
      if (open.length > deepest) return trouble('deep');
    } else if (sign === '}' || sign === ']') open.pop();
    else if (sign === ':' && word !== undefined) {
      const keys = open.at(-1);
      if (keys?.has(word)) return trouble('twice');
      keys?.add(word);
    } else if (sign === '/' && /[/*]/.test(text.charAt(at + 1)) && /[\s{}[\],]/.test(text.charAt(at - 1)))
      return trouble('comment');
    if (/[{}[\],:]/.test(sign)) word = undefined;
  }
  return undefined;
}

/** Where the string that begins at `at` has its closing quote, or the end of the text. */
function endOfString(text: string, at: number): number {
  for (let end = text.indexOf('"', at + 1); end >= 0; end = text.indexOf('"', end + 1)) {
    let escapes = 0;
    while (text.charAt(end - 1 - escapes) === '\\') escapes += 1;
    if (escapes % 2 === 0) return end;
  }
  return text.length;
}
