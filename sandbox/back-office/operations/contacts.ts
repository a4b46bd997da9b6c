import { conflict } from '../refusal.ts';
import type { Customer, World } from '../world/types.ts';

/** The six fields of the light form. */
export function hit(customer: Customer) {
  const { id, firstName, lastName, email, phone, blockState } = customer;
  return { id, firstName, lastName, email, phone, blockState };
}

/** A customer as sent: with the billable branch above the one they live in, and without that one. */
export function customerAnswer(world: World, { branchId, ...customer }: Customer) {
  return { ...customer, homeBillableBranchId: billableAbove(world, branchId) };
}

/** Here a branch without a parent is billable. */
function billableAbove(world: World, branchId: number): number {
  const above = world.branches.get(branchId)?.parent?.id;
  return above === undefined ? branchId : billableAbove(world, above);
}

/** Refuses an e-mail address or a phone number that somebody else has; `emailCode` is the code for the address. */
export function checkContactsFree(
  world: World,
  id: number | undefined,
  contacts: { email?: string | null | undefined; phone?: string | null | undefined },
  emailCode: string,
): void {
  for (const other of world.customers.values()) {
    if (other.id === id || other.blockState === 'DELETED') continue;
    if (contacts.email && other.email?.toLowerCase() === contacts.email.toLowerCase())
      throw conflict(emailCode, 'This e-mail address is already used');
    if (contacts.phone && other.phone === contacts.phone) throw conflict('U102', 'A user with this phone number exists already');
  }
}
