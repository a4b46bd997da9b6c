import { idIn } from '../find/look-up.ts';

/**
 * Which of the words are the customer, and which follow. An id, an e-mail address or something in quotes is one word; a name or a phone
 * number that nobody put into quotes reaches up to the first word that `isRest`.
 */
export function splitCustomer(
  words: readonly string[],
  isRest: (word: string) => boolean,
): { customer: string; rest: readonly string[] } {
  const [first, ...others] = words;
  if (first === undefined) return { customer: '', rest: [] };
  if (idIn(first) !== undefined || first.includes('@') || /\s/.test(first)) return { customer: first, rest: others };
  const found = others.findIndex(isRest);
  const end = found < 0 ? words.length : found + 1;
  return { customer: words.slice(0, end).join(' '), rest: words.slice(end) };
}
