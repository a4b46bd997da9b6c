const openers = new Map([
  ['"', '"'],
  ["'", "'"],
  ['“', '”'],
  ['„', '“'],
  ['«', '»'],
  ['‘', '’'],
]);
const closersOf = new Map<string, string>([
  ['"', '"”“'],
  ["'", "'’"],
  ['“', '”"“'],
  ['„', '“”"'],
  ['«', '»'],
  ['‘', "’'"],
]);

/**
 * Splits what was typed into words; quotes keep words together, also the curly ones that keyboards make. A quote inside a word
 * (`O'Neill`) is a letter, and one that is never closed ends with the line. Slack's own escapes (`<mailto:a@b|a@b>`, `<tel:…|…>`) are read as what was typed.
 */
export function splitWords(typed: string): string[] {
  const text = unwrapLinks(typed);
  const words: string[] = [];
  let at = 0;
  while (at < text.length) {
    const letter = text.charAt(at);
    if (/\s/.test(letter)) {
      at += 1;
      continue;
    }
    const closers = openers.has(letter) ? closersOf.get(letter) : undefined;
    if (closers !== undefined) {
      let end = at + 1;
      while (
        end < text.length &&
        !(closers.includes(text.charAt(end)) && (end + 1 === text.length || /\s/.test(text.charAt(end + 1))))
      )
        end += 1;
      const word = text.slice(at + 1, end).trim();
      if (word !== '') words.push(word);
      at = end + 1;
    } else {
      let end = at;
      while (end < text.length && !/\s/.test(text.charAt(end))) end += 1;
      words.push(quotedPart(text, at, end) ?? text.slice(at, end));
      at = quotedEnd(text, at, end);
    }
  }
  return words;
}

/** `account:"Acme Ltd"`: a quote right after a colon holds together what follows, too. */
function quotedPart(text: string, at: number, end: number): string | undefined {
  const span = quotedSpan(text, at, end);
  return span === undefined ? undefined : text.slice(at, span.open) + text.slice(span.open + 1, span.close);
}

function quotedEnd(text: string, at: number, end: number): number {
  const span = quotedSpan(text, at, end);
  return span === undefined ? end : span.close + 1;
}

function quotedSpan(text: string, at: number, end: number): { open: number; close: number } | undefined {
  const colon = text.indexOf(':', at);
  if (colon < 0 || colon + 1 >= end) return undefined;
  const closers = closersOf.get(text.charAt(colon + 1));
  if (closers === undefined) return undefined;
  let close = colon + 2;
  while (close < text.length && !closers.includes(text.charAt(close))) close += 1;
  return { open: colon + 1, close };
}

function unwrapLinks(text: string): string {
  return text
    .replace(/<(?:mailto|tel):([^|>]+)(?:\|[^>]*)?>/g, '$1')
    .replace(/<https?:\/\/[^|>]+\|([^>]+)>/g, '$1')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&');
}
