import { joinSpelledDigits } from '../../lib/typed.ts';
import { unlabelled } from '../../lib/unadorned.ts';
import { isSpokenNumber, joinCardWords } from '../subjects/card-number.ts';
import { idIn, isCode } from '../subjects/look-up.ts';

/**
 * Which of the words are the customer, and which follow. An id, an e-mail address, a card's number or something in quotes is one word; a name or a phone
 * number that nobody put into quotes reaches up to the first word that `isRest`.
 */
export function splitCustomer(
  words: readonly string[],
  isRest: (word: string) => boolean,
): { customer: string; rest: readonly string[] } {
  const said = joinCardWords(joinSpelledDigits(words));
  const [first, ...others] = said;
  if (first === undefined) return { customer: '', rest: [] };
  const isOneWord = idIn(unlabelled(first)) !== undefined || first.includes('@') || /\s/.test(first) || isCardNumber(first);
  if (isOneWord) return { customer: first, rest: others };
  const found = others.findIndex(isRest);
  const end = found < 0 ? said.length : found + 1;
  return { customer: said.slice(0, end).join(' '), rest: said.slice(end) };
}

/** `HM-10001`; a phone number behind its label (`Tel:0660`) may go on in the next word. */
function isCardNumber(word: string): boolean {
  return /[a-z]/i.test(word) && isCode(word) && unlabelled(word) === word;
}

/** The same where nothing but a reason can follow: numbers one after the other are then one phone number. */
export function customerAndReason(words: readonly string[]): { customer: string; rest: readonly string[] } {
  const said = joinSpelledDigits(words);
  const other = said.findIndex((word) => !/^[+(]*\d[\d()/-]*$/.test(word));
  const numbers = other < 0 ? said.length : other;
  if (numbers > 1) return { customer: said.slice(0, numbers).join(' '), rest: said.slice(numbers) };
  const [letters = '', digits = '', ...rest] = said;
  if (isSpokenNumber(letters, digits)) return { customer: `${letters} ${digits}`, rest };
  return splitCustomer(said, () => false);
}
