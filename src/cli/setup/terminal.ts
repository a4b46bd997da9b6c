import * as prompts from '@clack/prompts';
import { type Ask, type Check, Stopped } from './ask.ts';

/** The person at this terminal. */
export const terminal: Ask = {
  text: async (message, { initial, hint, check }) =>
    answered(await prompts.text({ message, initialValue: initial, placeholder: hint, validate: typed(check) })).trim(),
  secret: async (message, { check }) => answered(await prompts.password({ message, validate: typed(check) })).trim(),
  choose: async (message, choices, initial) => {
    const options = choices.map(({ value, label, hint }) => ({ value: value as string, label, hint }));
    const many = options.length > 8;
    const chosen = many
      ? await prompts.autocomplete({ message, options, initialValue: initial, maxItems: 8, placeholder: 'type to search' })
      : await prompts.select({ message, options, initialValue: initial as string | undefined });
    return answered(chosen) as (typeof choices)[number]['value']; // safe: one of the choices' values
  },
  confirm: async (message, initial) => answered(await prompts.confirm({ message, initialValue: initial })),
  tell: (kind, text) => prompts.log[kind === 'good' ? 'success' : kind === 'bad' ? 'error' : 'info'](text),
  async during(what, work) {
    const spinner = prompts.spinner();
    spinner.start(what);
    try {
      return await work();
    } finally {
      spinner.clear();
    }
  },
};

function answered<T>(answer: T): Exclude<T, symbol> {
  if (prompts.isCancel(answer)) throw new Stopped();
  return answer as Exclude<T, symbol>; // safe: what is not a symbol is an answer
}

const typed = (check: Check | undefined) => (text: string | undefined) =>
  (text ?? '').trim() === '' ? 'Something is needed here.' : check?.((text ?? '').trim());
