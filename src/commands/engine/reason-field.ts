import { speak } from '../../lib/language/speak.ts';
import { type Field, labels } from '../../views/form/form.ts';
import type { ViewValues } from '../context.ts';
import { choiceOf, textOf } from './values.ts';

/** Why somebody asks: one of the policy's reasons, their own words, or both. */
export type Reason = { chosen?: string; text: string };

/** The field at which errors about the reason show. */
export const reasonName = 'reason';
const chosenName = 'reason-from-list';
/** Letters of a reason, at most. */
export const longestReason = 500;
const somethingElse = '-';

/** What a sent or changed form says. */
export function reasonFrom(values: ViewValues): Reason {
  const chosen = choiceOf(values, chosenName);
  return { text: textOf(values, reasonName) ?? '', chosen };
}

/** As it is kept and shown: `Late car: 20 minutes`; empty when nothing was said. */
export function reasonWords({ chosen, text }: Reason): string {
  const listed = chosen === undefined || chosen === somethingElse ? '' : chosen;
  return [listed, text].filter((part) => part !== '').join(': ');
}

/** The fields that ask why: a text and, if the policy has `reasons`, a list of them above it. `more` is what else becomes of it. */
export function reasonFields(
  reasons: readonly string[],
  { chosen, text }: Reason,
  { required, more }: { required: boolean; more: string | undefined },
): Field[] {
  const hint = required
    ? speak('The approver sees this, and it’s kept on record.')
    : speak('Helps anyone who reviews this later.');
  const words = more === undefined ? hint : `${hint} ${more}`;
  const shared = {
    kind: 'multiline',
    name: reasonName,
    maxLength: longestReason,
    initial: text === '' ? undefined : text,
  } as const;
  if (reasons.length === 0) return [{ ...shared, label: labels.reason, optional: !required, hint: words }];
  const choices = [...reasons, somethingElse].map((value) => ({
    value,
    text: value === somethingElse ? speak('Something else') : value,
  }));
  return [
    {
      kind: 'select',
      name: chosenName,
      label: labels.reason,
      optional: !required,
      hint: words,
      choices,
      initial: chosen,
    },
    { ...shared, label: speak('More about it'), optional: true, hint: speak('Needed for “Something else”.') },
  ];
}
