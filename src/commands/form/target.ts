import type { Field } from '../../views/form/form.ts';
import type { Pointer } from '../../views/pointer.ts';
import { isAccountWord } from '../find/accounts.ts';
import type { Kit } from '../kit.ts';
import { type Filled, filledId } from './action-form.ts';
import { finderField, names } from './common-fields.ts';
import { accountById, customerById, type Understood, understandAccount, understandCustomer } from './filling.ts';

/** A customer or a business account, where either may stand. */
export type Target = { kind: 'customer' | 'account'; id: number };

/** `Maja Horvat`, `account:ACME`: as the field that it fills. */
export async function understandTarget(
  kit: Kit,
  text: string,
  branch: number,
): Promise<{ customer?: Understood; account?: Understood }> {
  if (text === '') return {};
  return isAccountWord(text)
    ? { account: await understandAccount(kit, text, branch) }
    : { customer: await understandCustomer(kit, text, branch) };
}

export async function targetOf(
  kit: Kit,
  { customer, account }: Pick<Pointer, 'customer' | 'account'>,
): Promise<{ customer?: Understood; account?: Understood }> {
  if (customer !== undefined) return { customer: { value: await customerById(kit, customer) } };
  return account === undefined ? {} : { account: { value: await accountById(kit, account) } };
}

/** Who is known stands alone; while nobody is, both kinds can be chosen. */
export function targetFields(filled: Filled): Field[] {
  const has = (name: 'customer' | 'account') => filled.values[name] !== undefined || filled.offers?.[name] !== undefined;
  if (has('customer') && !has('account')) return [finderField(filled, 'customer')];
  if (has('account') && !has('customer')) return [finderField(filled, 'account')];
  return [
    finderField(filled, 'customer', { optional: true }),
    finderField(filled, 'account', { optional: true, hint: 'Instead of a customer.' }),
  ];
}

export type ReadTarget =
  | { target: Target; errors?: undefined }
  | { target?: undefined; errors: Readonly<Record<string, string>> };

/** `who` completes the sentence: `Choose who is rated: a customer or a business account.` */
export function readTarget(filled: Filled, who: string): ReadTarget {
  const [customer, account] = [filledId(filled, names.customer), filledId(filled, names.account)];
  if (customer !== undefined && account !== undefined)
    return { errors: { [names.account]: 'Choose a customer or a business account, not both.' } };
  if (customer !== undefined) return { target: { kind: 'customer', id: customer } };
  if (account !== undefined) return { target: { kind: 'account', id: account } };
  // An error stands at a field that is drawn: the account's alone where an account was looked for.
  const field = filled.offers?.[names.account] === undefined ? names.customer : names.account;
  return { errors: { [field]: `Choose ${who}: a customer or a business account.` } };
}
