import { badRequest, notFound } from './refusal.ts';
import type { Branch, BusinessUnit, Card, Customer, CustomerFile, Group, Terms, World } from './world/types.ts';

const orMissing = <T>(found: T | undefined, errorCode: string, what: string): T => {
  if (found === undefined) throw notFound(errorCode, `${what} not found`);
  return found;
};

export const findCustomer = (world: World, id: number): Customer => orMissing(world.customers.get(id), 'U106', 'User');
export const findGroup = (world: World, id: number): Group => orMissing(world.groups.get(id), 'UG101', 'Business account');
export const findCard = (world: World, id: number): Card => orMissing(world.cards.get(id), 'IC101', 'Card');
export const findTerms = (world: World, id: number): Terms => orMissing(world.terms.get(id), 'U603', 'Terms');
export const findUnit = (world: World, id: number): BusinessUnit =>
  orMissing(world.businessUnits.get(id), 'B101', 'Business unit');
export const findBranch = (world: World, id: number): Branch => orMissing(world.branches.get(id), 'U801', 'Branch');

/** A customer that can be changed: a deleted one can still be read, but is gone for every write. */
export function findLivingCustomer(world: World, id: number): Customer {
  const customer = findCustomer(world, id);
  if (customer.blockState === 'DELETED') throw notFound('U106', 'User not found');
  return customer;
}

/** What lies beside a customer; made when a test put only the customer into the world. */
export function fileOf(world: World, id: number): CustomerFile {
  const known = world.files.get(id);
  if (known) return known;
  const file: CustomerFile = {
    acceptedTerms: new Map(),
    balance: 0,
    statistics: { rides: 0, ridesKilometers: 0, openInvoicesGross: 0, currency: world.currency },
    impersonated: false,
    passwordMails: [],
  };
  world.files.set(id, file);
  return file;
}

/** The branch and, unless told otherwise, those below it. */
export function branchScope(world: World, branchId: number, withChildren: boolean): ReadonlySet<number> {
  findBranch(world, branchId);
  const scope = new Set([branchId]);
  if (!withChildren) return scope;
  for (const branch of world.branches.values()) if (branch.parent?.id === branchId) scope.add(branch.id);
  return scope;
}

/** A customer or a business account: ratings take the id of either. */
export function findAccount(world: World, id: number): Customer | Group {
  return world.groups.get(id) ?? findLivingCustomer(world, id);
}

export function checkDay(text: string | null | undefined, field: string): void {
  if (text != null && (!/^\d{4}-\d{2}-\d{2}$/.test(text) || Number.isNaN(Date.parse(text))))
    throw badRequest(`${field} must be YYYY-MM-DD.`);
}
