import type { z } from 'zod';
import type { removeSignIn } from '../../actions/access/remove-sign-in.ts';
import { type AddableMethod, addableMethods } from '../../actions/vocabulary/sign-in.ts';
import { defineForm, filledId } from '../form/action-form.ts';
import { finderField, names } from '../form/common-fields.ts';
import { customerById, fill, homeBranch, understandCustomer } from '../form/filling.ts';
import type { Kit } from '../kit.ts';
import { chooseCustomer } from './one-customer-form.ts';
import { methodChoice, methodField, methodIn, methodName, understandMethod } from './sign-in-fields.ts';
import { signInWords } from './sign-in-words.ts';

/** `/customer sign-in <customer> remove [method]` */
export const removeSignInForm = defineForm<z.output<(typeof removeSignIn)['input']>>({
  action: 'access.remove-sign-in',
  title: 'Remove sign-in method',
  submit: 'Remove',
  names: [names.customer, methodName],
  intro: () => 'One way to sign in is taken away; the customer’s other ones stay.',
  async fromWords(kit, _who, words) {
    const branch = homeBranch(kit);
    const { customer, method } = signInWords(words);
    return fill(branch, {
      customer: customer === '' ? undefined : await understandCustomer(kit, customer, branch),
      [methodName]: understandMethod(method),
    });
  },
  async fromPointer(kit, _who, { customer, branch = homeBranch(kit) }) {
    return fill(branch, customer === undefined ? {} : { customer: { value: await customerById(kit, customer) } });
  },
  async fromInput(kit, _who, { customerId, method }) {
    return fill(homeBranch(kit), {
      customer: { value: await customerById(kit, customerId) },
      [methodName]: { value: methodChoice(method) },
    });
  },
  async fields(kit, _who, filled) {
    const customerId = filledId(filled, names.customer);
    const methods = customerId === undefined ? addableMethods : await methodsOf(kit, customerId);
    return [finderField(filled, 'customer'), methodField(filled, methods, 'this customer has none, so nothing can be removed.')];
  },
  read(filled) {
    const customerId = filledId(filled, names.customer);
    const method = methodIn(filled);
    if (customerId !== undefined && method !== undefined) return { ok: true, input: { customerId, method } };
    return {
      ok: false,
      errors: {
        ...(customerId === undefined ? { [names.customer]: chooseCustomer } : {}),
        ...(method === undefined ? { [methodName]: 'Choose the method to remove.' } : {}),
      },
    };
  },
});

/** Those that the customer has; all where that cannot be read, since the check that follows says what is wrong. */
async function methodsOf(kit: Kit, id: number): Promise<readonly AddableMethod[]> {
  try {
    const { signInMethods } = await kit.readers.operations.customers.get({ params: { id } });
    const theirs: readonly string[] = signInMethods ?? [];
    return addableMethods.filter((method) => theirs.includes(method));
  } catch {
    return addableMethods;
  }
}
