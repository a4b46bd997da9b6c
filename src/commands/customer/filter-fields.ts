import { type Field, labels } from '../../views/form/form.ts';
import type { ViewValues } from '../context.ts';
import type { CustomerFilters } from '../find/filtered.ts';
import { choiceOf, idOf } from '../form/values.ts';

const names = {
  signup: 'signup',
  children: 'children',
  account: 'account',
  membership: 'membership',
  blocked: 'blocked',
} as const;
const any = 'Does not matter';

/** Narrows a search; each may be left as it is. */
export const filterFields: readonly Field[] = [
  {
    kind: 'select',
    name: names.children,
    label: 'Branches below',
    optional: true,
    placeholder: 'Searched, too',
    choices: [
      { value: 'with', text: 'Searched, too' },
      { value: 'without', text: 'This branch alone' },
    ],
  },
  {
    kind: 'select',
    name: names.signup,
    label: 'Sign-up',
    optional: true,
    placeholder: any,
    choices: [
      { value: 'settled', text: 'Finished' },
      { value: 'open', text: 'Not finished' },
    ],
  },
  {
    kind: 'lookup',
    source: 'account',
    name: names.account,
    label: labels.account,
    optional: true,
    hint: 'Only the members of this one.',
  },
  {
    kind: 'select',
    name: names.membership,
    label: 'In a business account',
    optional: true,
    placeholder: any,
    choices: [
      { value: 'any', text: 'Yes, in any' },
      { value: 'none', text: 'No, in none' },
    ],
  },
  {
    kind: 'select',
    name: names.blocked,
    label: 'Blocked',
    optional: true,
    placeholder: any,
    choices: [
      { value: 'hide', text: 'Leave out who is blocked' },
      { value: 'only', text: 'Only who is blocked or deleted' },
    ],
  },
];

/** What was chosen; a business account says more than whether there is one. */
export function filtersIn(values: ViewValues): CustomerFilters {
  const signup = choiceOf(values, names.signup);
  const membership = choiceOf(values, names.membership);
  const blocked = choiceOf(values, names.blocked);
  const account = idOf(values, names.account) ?? (membership === 'any' || membership === 'none' ? membership : undefined);
  return {
    ...(signup === 'settled' || signup === 'open' ? { signup } : {}),
    ...(choiceOf(values, names.children) === 'without' ? { children: false as const } : {}),
    ...(account === undefined ? {} : { account }),
    ...(blocked === 'hide' || blocked === 'only' ? { blocked } : {}),
  };
}
