import { z } from 'zod';
import { refuse } from '../../errors.ts';
import { speak } from '../../lib/language/speak.ts';
import { defineAction } from '../define.ts';
import { blockFact, blockWarning, existingCustomer } from '../shared/snapshots.ts';
import { addableMethods, signInList, signInWord } from './shared.ts';

/** Takes a way to sign in from a customer; warns when no other is left. */
export const removeSignIn = defineAction({
  name: 'access.remove-sign-in',
  label: 'Remove a sign-in method',
  risk: 'destructive',
  input: z.object({ customerId: z.number().int(), method: z.enum(addableMethods) }),
  subjects: ({ customerId }) => [`customer:${customerId}`],
  async precheck({ operations }, { customerId, method }) {
    const { customer, found } = await existingCustomer(operations, customerId);
    const methods: string[] = found.signInMethods ?? [];
    if (!methods.includes(method))
      throw refuse(
        speak('The customer does not sign in with {signInWord}, but with {signInList}: there is nothing to remove.', {
          signInWord: signInWord(method),
          signInList: signInList(methods),
        }),
      );
    return { customer, methods };
  },
  branches: ({ customer }) => [customer.branchId],
  fingerprint: ({ customer, methods }) => ({
    Customer: customer.id,
    'Block state': blockFact(customer),
    'Signs in with': signInList(methods),
  }),
  concerns: ({ customer }, redactor) => [blockWarning(customer, redactor)],
  preview({ customer, methods }, { method }, redactor) {
    const left = methods.filter((one) => one !== method);
    return {
      title: speak('Stop {customer} signing in with {signInWord}', {
        customer: redactor.person(customer),
        signInWord: signInWord(method),
      }),
      changes: [{ label: speak('Signs in with'), before: signInList(methods), after: signInList(left) }],
      warning:
        left.length === 0
          ? speak(
              'This is the last sign-in method: the customer cannot sign in at all afterwards. Add another one first, unless that is what you want.',
            )
          : undefined,
      undo: speak('Can be undone by adding the sign-in method again.'),
    };
  },
  execute: ({ operations }, { customerId, method }) =>
    operations.customers.removeSignIn({ params: { customerId }, body: { method } }),
  async verify({ operations }, { customerId, method }, { methods }) {
    const { signInMethods } = await operations.customers.get({ params: { id: customerId } });
    // A list that did not come, or a word that nobody knows in it, does not say that the method is gone.
    const known: readonly string[] = [...methods, ...addableMethods];
    if (signInMethods === undefined || signInMethods.some((one) => !known.includes(one))) return 'cannot-tell';
    return signInMethods.includes(method) ? 'not-done' : 'done';
  },
  render({ customer, methods }, { method }, redactor) {
    const left = methods.filter((one) => one !== method);
    return {
      title: speak('{customer} does not sign in with {signInWord} any more', {
        customer: redactor.person(customer),
        signInWord: signInWord(method),
      }),
      lines: [
        left.length === 0 ? speak('No sign-in method is left.') : speak('Left: {signInList}', { signInList: signInList(left) }),
      ],
    };
  },
});
