import { speak } from '../../lib/language/speak.ts';
import type { Field } from '../../views/form/form.ts';
import type { Pointer } from '../../views/pointer.ts';
import type { AppContext } from '../app-context.ts';
import type { Who } from '../context.ts';
import { customerAndReason } from '../customer/words.ts';
import { type Filled, filledId } from '../engine/action-form.ts';
import { finderField, names } from '../engine/common-fields.ts';
import { isAccountWord } from './find-accounts.ts';
import { accountById, customerById, type Understood, understandAccount, understandCustomer } from './understand.ts';

/** A customer or a business account: either will do. */
export type Target = { kind: 'customer' | 'account'; id: number };

/** `Maja Horvat`, `account:ACME`: as the field that it fills. */
export async function understandTarget(
  app: AppContext,
  text: string,
  branch: number,
  who: Who,
): Promise<{ customer?: Understood; account?: Understood }> {
  if (text === '') return {};
  return isAccountWord(text)
    ? { account: await understandAccount(app, text, branch) }
    : { customer: await understandCustomer(app, text, branch, who) };
}

/** `1010 called twice`, `account:4 called twice`: who, and what follows it. */
export function targetAndReason(words: readonly string[]): { target: string; rest: readonly string[] } {
  if (isAccountWord(words[0] ?? '')) return { target: words.join(' '), rest: [] };
  const { customer, rest } = customerAndReason(words);
  return { target: customer, rest };
}

export async function targetOf(
  app: AppContext,
  { customer, account }: Pick<Pointer, 'customer' | 'account'>,
): Promise<{ customer?: Understood; account?: Understood }> {
  if (customer !== undefined) return { customer: { value: await customerById(app, customer) } };
  return account === undefined ? {} : { account: { value: await accountById(app, account) } };
}

/** A person who is known is the only one shown; while nobody is, both kinds can be chosen. */
export function targetFields(filled: Filled): Field[] {
  const has = (name: 'customer' | 'account') => filled.values[name] !== undefined || filled.offers?.[name] !== undefined;
  if (has('customer') && !has('account')) return [finderField(filled, 'customer')];
  if (has('account') && !has('customer')) return [finderField(filled, 'account')];
  return [
    finderField(filled, 'customer', { optional: true }),
    finderField(filled, 'account', { optional: true, hint: speak('Instead of a customer.') }),
  ];
}

export type ReadTarget =
  | { target: Target; errors?: undefined }
  | { target?: undefined; errors: Readonly<Record<string, string>> };

/** `who` completes the sentence: `Choose who is rated: a customer or a business account.` */
export function readTarget(filled: Filled, who: string): ReadTarget {
  const [customer, account] = [filledId(filled, names.customer), filledId(filled, names.account)];
  if (customer !== undefined && account !== undefined)
    return { errors: { [names.account]: speak('Choose a customer or a business account, not both.') } };
  if (customer !== undefined) return { target: { kind: 'customer', id: customer } };
  if (account !== undefined) return { target: { kind: 'account', id: account } };
  // An error is at a field that is drawn: the account's alone if an account was looked for.
  const field = filled.offers?.[names.account] === undefined ? names.customer : names.account;
  return { errors: { [field]: speak('Choose {who}: a customer or a business account.', { who }) } };
}
