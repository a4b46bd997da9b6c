import type { Card, Customer } from '../../api/operations/index.ts';
import { spoken } from '../../lib/language/speak.ts';
import { isDeleted } from '../../states/interpret.ts';
import type { StartAction } from '../../views/customer/profile.ts';
import { type Pointer, writePointer } from '../../views/pointer.ts';
import type { AppContext } from '../app-context.ts';
import type { Who } from '../context.ts';

type Facts = {
  customer: Pick<Customer, 'id' | 'blockState' | 'email' | 'mfaEnabled' | 'signInMethods'>;
  branchId: number;
  /** Their acceptance of the branch's terms, if it is known. */
  terms: string | undefined;
  /** Whether they are in a business account, as far as it was read. */
  hasAccount: boolean;
  /** A card that they have. */
  card: Pick<Card, 'id'> | undefined;
};

/** What an action is called where it starts from one customer. */
const here: Readonly<Record<string, string>> = spoken({
  'account.add-members': 'Add to a business account',
  'rating.create': 'Add a credit rating',
});

/** What this person may start for this customer and what makes sense for them now, the most used first. */
export function startActions(
  app: Pick<AppContext, 'actions'>,
  who: Who,
  { customer, branchId, terms, hasAccount, card }: Facts,
): StartAction[] {
  // A deleted account can be given nothing.
  if (isDeleted(customer.blockState)) return [];
  const about: Pointer = { from: 'profile', customer: customer.id, branch: branchId };
  const signsIn: readonly string[] = customer.signInMethods ?? [];
  const offered: readonly [string, Pointer | undefined][] = [
    ['card.assign', about],
    ['voucher.apply', about],
    ['customer.accept-terms', terms === undefined || terms === 'ACCEPTED' ? undefined : about],
    ['customer.update', about],
    ['access.send-password-reset', customer.email === undefined ? undefined : about],
    ['card.unassign', card === undefined ? undefined : { ...about, card: card.id }],
    ['access.logout', about],
    ['access.reset-mfa', customer.mfaEnabled === false ? undefined : about],
    ['customer.tag', about],
    ['access.add-sign-in', about],
    ['access.remove-sign-in', customer.signInMethods !== undefined && signsIn.length === 0 ? undefined : about],
    // One customer is in one business account at most.
    ['account.add-members', hasAccount ? undefined : about],
    ['rating.create', about],
    ['rating.approve', about],
    ['rating.reject', about],
    ['rating.queue', about],
    ['customer.delete', about],
  ];
  return offered.flatMap(([name, pointer]) => {
    const action = app.actions[name];
    if (action === undefined || pointer === undefined || !who.may(name)) return [];
    return [{ action: name, label: here[name] ?? action.label, value: writePointer({ action: name, ...pointer }) }];
  });
}
