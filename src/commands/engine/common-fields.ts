import { type Field, labels } from '../../views/form/form.ts';
import type { LookupSource } from '../../views/ids.ts';
import { type Filled, waitingName } from './action-form.ts';

/** The names of the fields that several forms share; also their blocks' ids. */
export const names = {
  customer: 'customer',
  account: 'account',
  card: 'card',
  voucher: 'voucher',
  state: 'state',
  branch: 'branch',
} as const;

/**
 * A field that finds a thing as somebody types; if typed words fitted several things, those are offered instead.
 * A change is sent at once, so that the preview follows it.
 */
export function finderField(
  filled: Filled,
  name: 'customer' | 'account' | 'card',
  more: { optional?: boolean; hint?: string } = {},
): Field {
  const shared = { name: waitingName(name, filled.waiting), label: labels[name], dispatch: true, ...more };
  const offers = filled.offers?.[name];
  const value = filled.values[name];
  if (offers !== undefined && offers.length > 0) return { ...shared, kind: 'select', choices: offers, initial: value?.value };
  const source: LookupSource = name;
  return { ...shared, kind: 'lookup', source, initial: value };
}
