import { spoken } from '../../lib/language/speak.ts';
import { type Choice, type Field, labels } from '../../views/form/form.ts';
import type { ViewValues } from '../context.ts';
import { choiceOf, idOf } from '../engine/values.ts';
import type { CustomerFilters } from '../subjects/filtered.ts';

const names = {
  signup: 'signup',
  children: 'children',
  account: 'account',
  membership: 'membership',
  blocked: 'blocked',
} as const;
const any = 'Any';

/** Narrows a search; each may be left as it is. */
export function filterFields(values: Readonly<Record<string, Choice>>): Field[] {
  return narrowing.map((field) =>
    field.kind === 'lookup' ? { ...field, initial: values[field.name] } : { ...field, initial: values[field.name]?.value },
  );
}

/** Filters as their fields show them; `account` is the business account that they name. */
export function filtersShown({ signup, children, account: among, blocked }: CustomerFilters, account: Choice | undefined) {
  const given = {
    [names.signup]: signup,
    [names.children]: children === false ? 'without' : undefined,
    [names.membership]: typeof among === 'string' ? among : undefined,
    [names.blocked]: blocked,
  };
  const chosen = Object.entries(given).flatMap(([name, value]): [string, Choice][] =>
    value === undefined ? [] : [[name, { value, text: value }]],
  );
  return Object.fromEntries(account === undefined ? chosen : [...chosen, [names.account, account]]);
}

const narrowing: readonly (Field & { kind: 'select' | 'lookup' })[] = spoken([
  {
    kind: 'select',
    name: names.children,
    label: 'Sub-branches',
    optional: true,
    placeholder: 'Include',
    choices: [
      { value: 'with', text: 'Include' },
      { value: 'without', text: 'This branch only' },
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
      { value: 'hide', text: 'Exclude blocked customers' },
      { value: 'only', text: 'Only blocked or deleted customers' },
    ],
  },
]);

/** What was chosen; a business account says more than whether there is one. */
export function filtersIn(values: ViewValues): CustomerFilters {
  const signup = choiceOf(values, names.signup);
  const membership = choiceOf(values, names.membership);
  const blocked = choiceOf(values, names.blocked);
  const account = idOf(values, names.account) ?? (membership === 'any' || membership === 'none' ? membership : undefined);
  return {
    signup: signup === 'settled' || signup === 'open' ? signup : undefined,
    children: choiceOf(values, names.children) === 'without' ? (false as const) : undefined,
    account,
    blocked: blocked === 'hide' || blocked === 'only' ? blocked : undefined,
  };
}
