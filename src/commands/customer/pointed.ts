import { Fault } from '../../errors.ts';
import { readPointer } from '../../views/pointer.ts';
import { usualBranch } from '../find/branches.ts';
import type { Kit } from '../kit.ts';

/** The customer and the branch that a button is about. Throws Fault('bad_input') where it names no customer. */
export async function pointedCustomer(kit: Kit, value: string): Promise<{ customerId: number; branchId: number }> {
  const { customer, branch } = readPointer(value);
  if (customer === undefined) {
    throw new Fault('bad_input', 'This button does not say which customer is meant. Look the customer up again.', {
      message: 'a customer button came without a customer',
    });
  }
  return { customerId: customer, branchId: branch ?? (await usualBranch(kit)) };
}
