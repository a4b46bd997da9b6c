import type { Card, Customer } from '../../api/operations/index.ts';
import type { StartAction } from '../../views/customer/profile.ts';
import { type Pointer, writePointer } from '../../views/pointer.ts';
import type { Who } from '../context.ts';
import type { Kit } from '../kit.ts';

type Facts = {
  customer: Pick<Customer, 'id' | 'blockState'>;
  branchId: number;
  /** Their acceptance of the branch's terms, where it is known. */
  terms: string | undefined;
  /** A card that they have. */
  card: Pick<Card, 'id'> | undefined;
};

/** What this person may start for this customer and what makes sense for them now, the most used first. */
export function startActions(kit: Pick<Kit, 'actions'>, who: Who, { customer, branchId, terms, card }: Facts): StartAction[] {
  // A deleted account can be given nothing.
  if (customer.blockState === 'DELETED') return [];
  const about: Pointer = { customer: customer.id, branch: branchId };
  const offered: readonly [string, Pointer | undefined][] = [
    ['card.assign', about],
    ['voucher.apply', about],
    ['customer.accept-terms', terms === undefined || terms === 'ACCEPTED' ? undefined : about],
    ['customer.update', about],
    ['card.unassign', card === undefined ? undefined : { ...about, card: card.id }],
  ];
  return offered.flatMap(([name, pointer]) => {
    const action = kit.actions[name];
    if (action === undefined || pointer === undefined || !who.may(name)) return [];
    return [{ action: name, label: action.label, value: writePointer({ action: name, ...pointer }) }];
  });
}
