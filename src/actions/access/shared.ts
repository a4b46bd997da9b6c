import { speak, spoken } from '../../lib/language/speak.ts';
import { listed } from '../../lib/text.ts';

/** The vendor: it takes from a minute to an hour until every device is out. */
export const reachesLater = 'It can take up to an hour until every device is signed out.';

/** The ways of signing in that can be added and removed. */
export const addableMethods = ['EMAIL', 'PHONE', 'EMAIL_CODE'] as const;
export type AddableMethod = (typeof addableMethods)[number];

export const signInWords: Readonly<Record<AddableMethod, string>> = spoken({
  EMAIL: 'e-mail and password',
  PHONE: 'phone',
  EMAIL_CODE: 'code by e-mail',
});

/** A way of signing in in words, or as it came when nobody has words for it. */
export function signInWord(method: string): string {
  return Object.hasOwn(signInWords, method) ? signInWords[method as AddableMethod] : method; // safe: the record has this key
}

/** All ways of one customer: `phone and code by e-mail`, or `nothing`. */
export function signInList(methods: readonly string[]): string {
  return methods.length === 0 ? speak('nothing') : listed(methods.map(signInWord));
}
