import type { Card, Customer, OperationsReader } from '../../api/operations/index.ts';
import { refuse } from '../../errors.ts';
import type { Show } from '../../lib/mask.ts';

/** Who a customer is, as far as a preview needs to know; small, since it is stored with the request. */
export type SeenCustomer = {
  id: number;
  firstName?: string | undefined;
  lastName?: string | undefined;
  blockState: string;
  /** Where the customer belongs; undefined where the back office does not say. */
  branchId?: number | undefined;
};

/** The branch that a customer belongs to: the one that bills them, else the one they signed up in. */
export function customerBranch({
  homeBillableBranchId,
  branchId,
}: Pick<Customer, 'homeBillableBranchId' | 'branchId'>): number | undefined {
  return homeBillableBranchId ?? branchId;
}

export function seenCustomer(
  customer: Pick<Customer, 'id' | 'firstName' | 'lastName' | 'blockState' | 'homeBillableBranchId' | 'branchId'>,
): SeenCustomer {
  return {
    id: customer.id,
    firstName: customer.firstName,
    lastName: customer.lastName,
    blockState: customer.blockState ?? 'NONE',
    branchId: customerBranch(customer),
  };
}

/** A deleted account can be given nothing. */
export function mustExist(customer: SeenCustomer): void {
  if (customer.blockState === 'DELETED')
    throw refuse(`Customer ${customer.id} has been deleted, so nothing can be changed for this account.`);
}

/** Whom an action is about: as a request keeps them, and all that was read. Refuses where the account has been deleted. */
export async function existingCustomer(
  operations: OperationsReader,
  id: number,
): Promise<{ customer: SeenCustomer; found: Customer }> {
  const found = await operations.customers.get({ params: { id } });
  const customer = seenCustomer(found);
  mustExist(customer);
  return { customer, found };
}

/** A card as people call it: its number, or its id where it has none. */
export function cardName(card: Pick<Card, 'id' | 'cardNumber'>): string {
  return card.cardNumber ?? `no. ${card.id}`;
}

export type SeenCard = {
  id: number;
  cardNumber?: string | undefined;
  state: string;
  userId?: number | undefined;
  branchId?: number | undefined;
};

export function seenCard(card: Card): SeenCard {
  return {
    id: card.id,
    cardNumber: card.cardNumber,
    state: card.state ?? 'unknown',
    userId: card.userId,
    branchId: card.branchId,
  };
}

/** The states of a card in words. */
export const cardStateWords: Readonly<Record<string, string>> = {
  NEW: 'new',
  ASSIGNED: 'assigned',
  UNASSIGNED: 'free',
  BROKEN: 'broken',
  LOST: 'lost',
  ARCHIVED: 'archived',
};

/** A state in words, or as it came when nobody knows it. */
export function cardStateWord(state: string): string {
  return cardStateWords[state] ?? state;
}

/** Warns on a form when the account is blocked; giving something to a blocked customer is possible but worth a thought. */
export function blockedWarning(customer: SeenCustomer, show: Show): string | undefined {
  return customer.blockState === 'BLOCKED' ? `${show.person(customer)} is blocked.` : undefined;
}
