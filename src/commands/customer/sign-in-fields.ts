import { type AddableMethod, addableMethods, signInWords } from '../../actions/access/shared.ts';
import { speak, spoken } from '../../lib/language/speak.ts';
import { cut } from '../../lib/text.ts';
import type { Choice, Field } from '../../views/form/form.ts';
import type { Filled } from '../engine/action-form.ts';
import type { Understood } from '../subjects/understand.ts';

export const methodName = 'method';
export const methodLabel = 'Sign-in method';

const descriptions: Readonly<Record<AddableMethod, string>> = spoken({
  EMAIL: 'The e-mail address and a password.',
  PHONE: 'A code that is sent to the phone.',
  EMAIL_CODE: 'A code that is sent to the e-mail address; no password.',
});

export function methodChoice(method: AddableMethod): Choice {
  const words = signInWords[method];
  return { value: method, text: words.charAt(0).toUpperCase() + words.slice(1), description: descriptions[method] };
}

/** Nothing is chosen beforehand. */
export function methodField(filled: Filled, methods: readonly AddableMethod[], none?: string): Field {
  const chosen = methodIn(filled);
  return {
    kind: 'radio',
    name: methodName,
    label: speak(methodLabel),
    dispatch: true,
    choices: methods.map(methodChoice),
    none,
    initial: chosen,
  };
}

export function methodIn(filled: Filled): AddableMethod | undefined {
  return addableMethods.find((method) => method === filled.values[methodName]?.value);
}

const spellings: readonly (readonly [AddableMethod, RegExp])[] = [
  ['EMAIL_CODE', /^(e-?mail[ _-]?)?code$/],
  ['EMAIL', /^(e-?mail|password|e-?mail[ _-]?(and[ _-]?)?password)$/],
  ['PHONE', /^(phone|mobile|sms)([ _-]?number)?$/],
];

/** A method as somebody types it: `email`, `phone`, `code`, `email code`. */
export function methodFrom(word: string): AddableMethod | undefined {
  const wanted = word.trim().toLowerCase();
  return spellings.find(([, pattern]) => pattern.test(wanted))?.[0];
}

/** What was typed for the method, understood or not. */
export function understandMethod(word: string): Understood | undefined {
  if (word.trim() === '') return undefined;
  const method = methodFrom(word);
  return method === undefined
    ? { problem: speak('“{word}” isn’t a sign-in method: choose one.', { word: cut(word.trim(), 60) }) }
    : { value: methodChoice(method) };
}
