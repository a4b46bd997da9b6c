import { Fault } from '../../errors.ts';
import { speak } from '../../lib/language/speak.ts';
import { type Pointer, readPointer } from '../../views/pointer.ts';
import type { AppContext } from '../app-context.ts';
import { usualBranch } from './find-branches.ts';

/** The customer and the branch that a button is about. Throws Fault('bad_input') if it names no customer. */
export async function pointedCustomer(app: AppContext, value: string): Promise<{ customerId: number; branchId: number }> {
  return customerIn(app, readPointer(value));
}

export async function customerIn(
  app: AppContext,
  { customer, branch }: Pointer,
): Promise<{ customerId: number; branchId: number }> {
  if (customer === undefined) {
    throw new Fault('bad_input', speak('This button does not say which customer is meant. Look the customer up again.'), {
      message: 'a customer button came without a customer',
    });
  }
  return { customerId: customer, branchId: branch ?? (await usualBranch(app)) };
}
