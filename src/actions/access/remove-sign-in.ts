import { z } from 'zod';
import { refuse } from '../../errors.ts';
import { defineAction } from '../define.ts';
import { existingCustomer } from '../vocabulary/seen.ts';
import { addableMethods, signInList, signInWord } from '../vocabulary/sign-in.ts';

/** Takes a way to sign in from a customer; warns when no other is left. */
export const removeSignIn = defineAction({
  name: 'access.remove-sign-in',
  label: 'Remove a sign-in method',
  risk: 'destructive',
  reason: 'required',
  input: z.object({ customerId: z.number().int(), method: z.enum(addableMethods) }),
  subjects: ({ customerId }) => [`customer:${customerId}`],
  async precheck({ operations }, { customerId, method }) {
    const { customer, found } = await existingCustomer(operations, customerId);
    const methods: string[] = found.signInMethods ?? [];
    if (!methods.includes(method))
      throw refuse(
        `The customer does not sign in with ${signInWord(method)}, but with ${signInList(methods)}: there is nothing to remove.`,
      );
    return { customer, methods };
  },
  branches: ({ customer }) => [customer.branchId],
  fingerprint: ({ customer, methods }) => ({
    Customer: customer.id,
    'Block state': customer.blockState,
    'Signs in with': signInList(methods),
  }),
  preview({ customer, methods }, { method }, show) {
    const left = methods.filter((one) => one !== method);
    return {
      title: `Stop ${show.person(customer)} signing in with ${signInWord(method)}`,
      changes: [{ label: 'Signs in with', before: signInList(methods), after: signInList(left) }],
      ...(left.length === 0
        ? {
            warning:
              'This is the last sign-in method: the customer cannot sign in at all afterwards. Add another one first, unless that is what you want.',
          }
        : {}),
      undo: 'Can be undone by adding the sign-in method again.',
    };
  },
  execute: ({ operations }, { customerId, method }) =>
    operations.customers.removeSignIn({ params: { customerId }, body: { method } }),
  async settled({ operations }, { customerId, method }) {
    const { signInMethods } = await operations.customers.get({ params: { id: customerId } });
    return (signInMethods ?? []).includes(method) ? 'not-done' : 'done';
  },
  render({ customer, methods }, { method }, show) {
    const left = methods.filter((one) => one !== method);
    return {
      title: `${show.person(customer)} does not sign in with ${signInWord(method)} any more`,
      lines: [left.length === 0 ? 'No sign-in method is left.' : `Left: ${signInList(left)}`],
    };
  },
});
