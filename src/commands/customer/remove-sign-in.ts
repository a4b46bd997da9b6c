import type { z } from 'zod';
import type { removeSignIn } from '../../actions/access/remove-sign-in.ts';
import { type AddableMethod, addableMethods } from '../../actions/access/shared.ts';
import { speak } from '../../lib/language/speak.ts';
import type { AppContext } from '../app-context.ts';
import { defineForm, filledId } from '../engine/action-form.ts';
import { finderField, names } from '../engine/common-fields.ts';
import { customerById, fill, homeBranch, understandCustomer } from '../subjects/understand.ts';
import { chooseCustomer } from './one-customer-form.ts';
import { methodChoice, methodField, methodIn, methodName, understandMethod } from './sign-in-fields.ts';
import { signInWords } from './sign-in-words.ts';

/** `/customer sign-in <customer> remove [method]` */
export const removeSignInForm = defineForm<z.output<(typeof removeSignIn)['input']>>({
  action: 'access.remove-sign-in',
  title: 'Remove sign-in method',
  submit: 'Remove',
  names: [names.customer, methodName],
  intro: () => speak('One way to sign in is taken away; the customer’s other ones stay.'),
  async fromWords(app, who, words) {
    const branch = homeBranch(app);
    const { customer, method } = signInWords(words);
    return fill(branch, {
      customer: customer === '' ? undefined : await understandCustomer(app, customer, branch, who),
      [methodName]: understandMethod(method),
    });
  },
  async fromPointer(app, _who, { customer, branch = homeBranch(app) }) {
    return fill(branch, customer === undefined ? {} : { customer: { value: await customerById(app, customer) } });
  },
  async fromInput(app, _who, { customerId, method }) {
    return fill(homeBranch(app), {
      customer: { value: await customerById(app, customerId) },
      [methodName]: { value: methodChoice(method) },
    });
  },
  async fields(app, _who, filled) {
    const customerId = filledId(filled, names.customer);
    const methods = customerId === undefined ? addableMethods : await methodsOf(app, customerId);
    return [
      finderField(filled, 'customer'),
      methodField(filled, methods, speak('this customer has none, so nothing can be removed.')),
    ];
  },
  read(filled) {
    const customerId = filledId(filled, names.customer);
    const method = methodIn(filled);
    if (customerId !== undefined && method !== undefined) return { ok: true, input: { customerId, method } };
    return {
      ok: false,
      errors: {
        [names.customer]: customerId === undefined ? speak(chooseCustomer) : undefined,
        [methodName]: method === undefined ? speak('Choose the method to remove.') : undefined,
      },
    };
  },
});

/** Those that the customer has; all if that cannot be read, since the check that follows says what is wrong. */
async function methodsOf(app: AppContext, id: number): Promise<readonly AddableMethod[]> {
  try {
    const { signInMethods } = await app.readers.operations.customers.get({ params: { id } });
    const theirs: readonly string[] = signInMethods ?? [];
    return addableMethods.filter((method) => theirs.includes(method));
  } catch {
    return addableMethods;
  }
}
