import { methodFrom } from './sign-in-fields.ts';

/** What is after `/customer sign-in`. */
export type SignInWords = { customer: string; what: 'add' | 'remove' | undefined; method: string; contact: string };

/** Reads `<customer> [add | remove] [method] [contact]`; without `add` or `remove`, a method at the end is one all the same. */
export function signInWords(words: readonly string[]): SignInWords {
  const at = words.findIndex((word) => word.toLowerCase() === 'add' || word.toLowerCase() === 'remove');
  if (at < 0) {
    const last = words.length < 2 ? undefined : words.at(-1);
    const isMethod = last !== undefined && methodFrom(last) !== undefined;
    return {
      customer: (isMethod ? words.slice(0, -1) : words).join(' '),
      what: undefined,
      method: isMethod ? last : '',
      contact: '',
    };
  }
  const what = words[at]?.toLowerCase() === 'add' ? 'add' : 'remove';
  // `add 1010 phone` is understood, too.
  const before = words.slice(0, at);
  const after = words.slice(at + 1);
  const customer = before.length > 0 ? before.join(' ') : (after[0] ?? '');
  const rest = before.length > 0 ? after : after.slice(1);
  const isTwoWords = rest.length > 1 && methodFrom(rest.slice(0, 2).join(' ')) !== undefined;
  const taken = isTwoWords ? 2 : 1;
  return { customer, what, method: rest.slice(0, taken).join(' '), contact: rest.slice(taken).join(' ') };
}
