import type { Card, Customer, OperationsReader } from '../../api/operations/index.ts';
import { refuse } from '../../errors.ts';
import { speak } from '../../lib/language/speak.ts';
import type { Redactor } from '../../lib/mask.ts';
import { blockSentence, isDeleted } from '../../states/interpret.ts';

/** Who a customer is, as far as a preview needs to know; small, since it is stored with the request. */
export type SeenCustomer = {
  id: number;
  firstName?: string | undefined;
  lastName?: string | undefined;
  /** As it came; undefined if the back office does not say. */
  blockState?: string | undefined;
  /** Where the customer belongs; undefined if the back office does not say. */
  branchId?: number | undefined;
  /** Not shown: what a reason may not tell many (lib/mask.ts finds them by these names). */
  street?: string | undefined;
  birthdate?: string | undefined;
  phone?: string | undefined;
};

/** The branch that a customer belongs to: the one that bills them, else the one they signed up in. */
export function customerBranch({
  homeBillableBranchId,
  branchId,
}: Pick<Customer, 'homeBillableBranchId' | 'branchId'>): number | undefined {
  return homeBillableBranchId ?? branchId;
}

export function seenCustomer(
  customer: Pick<
    Customer,
    'id' | 'firstName' | 'lastName' | 'blockState' | 'homeBillableBranchId' | 'branchId' | 'street' | 'birthdate' | 'phone'
  >,
): SeenCustomer {
  return {
    id: customer.id,
    firstName: customer.firstName,
    lastName: customer.lastName,
    blockState: customer.blockState,
    branchId: customerBranch(customer),
    street: customer.street,
    birthdate: customer.birthdate,
    phone: customer.phone,
  };
}

/** A deleted account can be given nothing. */
export function mustExist(customer: SeenCustomer): void {
  if (isDeleted(customer.blockState))
    throw refuse(speak('Customer {customer} is deleted, so nothing can be changed for them.', { customer: customer.id }));
}

/** Whom an action is about: as a request keeps them, and all that was read. Refuses if the account has been deleted. */
export async function existingCustomer(
  operations: OperationsReader,
  id: number,
): Promise<{ customer: SeenCustomer; found: Customer }> {
  const found = await operations.customers.get({ params: { id } });
  const customer = seenCustomer(found);
  mustExist(customer);
  return { customer, found };
}

/** A card as people call it: its number, or its id if it has none. */
export function cardName(card: Pick<Card, 'id' | 'cardNumber'>): string {
  return card.cardNumber ?? speak('no. {card}', { card: card.id });
}

export type SeenCard = {
  id: number;
  cardNumber?: string | undefined;
  state?: string | undefined;
  userId?: number | undefined;
  branchId?: number | undefined;
};

export function seenCard(card: Card): SeenCard {
  return {
    id: card.id,
    cardNumber: card.cardNumber,
    state: card.state,
    userId: card.userId,
    branchId: card.branchId,
  };
}

/** What an account's block state says against giving it something, in a sentence; it is possible, but worth a thought. */
export function blockWarning(customer: SeenCustomer, redactor: Redactor): string | undefined {
  return blockSentence(redactor.person(customer), customer.blockState);
}

/** The block state as a fact that a yes is tied to. */
export function blockFact({ blockState }: Pick<SeenCustomer, 'blockState'>): string | null {
  return blockState ?? null;
}
