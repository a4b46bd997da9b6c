import type { Card, Customer } from '../../api/operations/index.ts';
import type { StartAction } from '../../views/customer/profile.ts';
import { type Pointer, writePointer } from '../../views/pointer.ts';
import type { Who } from '../context.ts';
import type { Kit } from '../kit.ts';

type Facts = {
  customer: Pick<Customer, 'id' | 'blockState' | 'email' | 'mfaEnabled' | 'signInMethods'>;
  branchId: number;
  /** Their acceptance of the branch's terms, where it is known. */
  terms: string | undefined;
  /** Whether they are in a business account, as far as it was read. */
  hasAccount: boolean;
  /** A card that they have. */
  card: Pick<Card, 'id'> | undefined;
};

/** What this person may start for this customer and what makes sense for them now, the most used first. */
export function startActions(
  kit: Pick<Kit, 'actions'>,
  who: Who,
  { customer, branchId, terms, hasAccount, card }: Facts,
): StartAction[] {
  // A deleted account can be given nothing.
  if (customer.blockState === 'DELETED') return [];
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
    const action = kit.actions[name];
    if (action === undefined || pointer === undefined || !who.may(name)) return [];
    return [{ action: name, label: action.label, value: writePointer({ action: name, ...pointer }) }];
  });
}
