import { plain } from '../lib/typed.ts';

/**
 * Splits what was typed into words. Every kind of dash, blank and quote is read as the plain one first (`plain`), so words hold nothing
 * that a keyboard made up. Quotes keep words together: a quote opens one at the beginning of a word and closes it at the end of one.
 * An apostrophe inside or before a name is a letter (`O'Neill`, `'t Hooft`), and a quote that is never closed is dropped: it must not
 * swallow the rest of the line. Slack's own escapes (`<mailto:a@b|a@b>`, `<tel:…|…>`, `<https://…>`) are read as what was typed.
 */
export function splitWords(typed: string): string[] {
  const text = plain(unwrapLinks(typed));
  const words: string[] = [];
  // What was looked for up to the end isn't looked for again: where this run of letters ends, and quotes that nothing closes any more.
  const known: Known = { runEnd: 0, unclosed: new Set() };
  let at = 0;
  while (at < text.length) {
    if (/\s/.test(text.charAt(at))) {
      at += 1;
      continue;
    }
    const close = closingOf(text, at, known);
    if (close !== undefined) {
      const word = text.slice(at + 1, close).trim();
      if (word !== '') words.push(word);
      at = close + 1;
      continue;
    }
    const end = endOfWord(text, at, known);
    const quoted = quotedPart(text, at, end, known);
    // A double quote that holds nothing together is no part of a word.
    const word = quoted?.word ?? text.slice(at, end).replaceAll('"', '');
    if (word !== '') words.push(word);
    at = quoted?.end ?? end;
  }
  return words;
}

type Known = { runEnd: number; unclosed: Set<string> };

function endOfWord(text: string, at: number, known: Known): number {
  let end = Math.max(at, known.runEnd);
  while (end < text.length && !/\s/.test(text.charAt(end))) end += 1;
  known.runEnd = end;
  return end;
}

/** Where the quote that begins at `at` ends, or undefined when none begins there or it is never closed. */
function closingOf(text: string, at: number, { unclosed }: Known): number | undefined {
  const quote = text.charAt(at);
  if ((quote !== '"' && quote !== "'") || unclosed.has(quote)) return undefined;
  for (let end = at + 1; end < text.length; end += 1) {
    if (text.charAt(end) === quote && (end + 1 === text.length || /[\s,;]/.test(text.charAt(end + 1)))) return end;
  }
  unclosed.add(quote);
  return undefined;
}

/** `account:"Acme Ltd"`: a quote right after a colon holds together what follows, too. */
function quotedPart(text: string, at: number, end: number, known: Known): { word: string; end: number } | undefined {
  const inWord = text.slice(at, end).indexOf(':');
  const colon = at + inWord;
  if (inWord < 0 || colon + 1 >= end) return undefined;
  const open = colon + 1;
  const close = closingOf(text, open, known);
  return close === undefined ? undefined : { word: text.slice(at, open) + text.slice(open + 1, close).trim(), end: close + 1 };
}

/** The same line with its lines, blanks and quotes as they were typed, behind its first word: for what is a table and no words. */
export function textBehindFirst(typed: string): string {
  const line = plain(unwrapLinks(typed)).trimStart();
  const end = line.search(/\s/);
  return end < 0 ? '' : line.slice(end).trim();
}

function unwrapLinks(text: string): string {
  return text
    .replace(/<(?:mailto|tel):([^|<>]+)(?:\|[^<>]*)?>/g, '$1')
    .replace(/<https?:\/\/[^|<>]+\|([^<>]+)>/g, '$1')
    .replace(/<(https?:\/\/[^|<>]+)>/g, '$1')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&');
}
