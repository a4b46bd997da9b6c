import { z } from 'zod';
import { refuse } from '../../errors.ts';
import { samePhone } from '../../lib/phone.ts';
import { defineAction } from '../define.ts';
import { holderOf, sameEmail } from '../vocabulary/contacts.ts';
import { existingCustomer } from '../vocabulary/seen.ts';
import { type AddableMethod, addableMethods, signInList, signInWord } from '../vocabulary/sign-in.ts';

/** Gives a customer one more way to sign in. Without a contact, the one that the customer has is used. */
export const addSignIn = defineAction({
  name: 'access.add-sign-in',
  label: 'Add a sign-in method',
  risk: 'destructive',
  reason: 'required',
  input: z.object({
    customerId: z.number().int(),
    method: z.enum(addableMethods),
    contact: z.string().trim().min(3).optional(),
  }),
  subjects: ({ customerId }) => [`customer:${customerId}`],
  async precheck({ operations }, { customerId, method, contact }) {
    const { customer, found } = await existingCustomer(operations, customerId);
    const methods: string[] = found.signInMethods ?? [];
    if (methods.includes(method)) throw refuse(`The customer signs in with ${signInWord(method)} already.`);
    const own = method === 'PHONE' ? found.phone : found.email;
    const used = contact ?? own;
    if (used === undefined) throw refuse(`The customer has no ${contactWord(method)}: fill in the one to sign in with.`);
    const holder = await holderOf(operations, method === 'PHONE' ? { phone: used } : { email: used }, customerId);
    if (holder !== undefined)
      throw refuse(`Customer ${holder.id} has this ${holder.what}, so nobody else can sign in with it. Use another one.`);
    return { customer, methods, used, own };
  },
  branches: ({ customer }) => [customer.branchId],
  fingerprint: ({ customer, methods, used, own }) => ({
    Customer: customer.id,
    'Block state': customer.blockState,
    'Signs in with': signInList(methods),
    'Contact to sign in with': used,
    'Contact in the profile': own ?? null,
  }),
  preview({ customer, methods, used, own }, { method }, show) {
    const word = (contact: string | undefined) => (method === 'PHONE' ? show.phone(contact) : show.email(contact));
    const isNew = !sameContact(method, used, own);
    return {
      title: `Let ${show.person(customer)} sign in with ${signInWord(method)}, too`,
      lines: [
        isNew
          ? `With ${word(used)}, which is not the ${contactWord(method)} of the profile.`
          : `With ${word(used)}, as in the profile.`,
      ],
      changes: [
        { label: 'Signs in with', before: signInList(methods), after: signInList([...methods, method]) },
        ...(isNew ? [{ label: method === 'PHONE' ? 'Phone' : 'E-mail', before: word(own), after: word(used) }] : []),
      ],
      warning: `Whoever holds this ${contactWord(method)} can sign in as the customer.`,
      undo: 'Can be undone by removing the sign-in method, but not what somebody did meanwhile.',
    };
  },
  execute({ operations: { customers } }, { customerId, method }, _told, { used }) {
    const params = { id: customerId };
    switch (method) {
      case 'EMAIL':
        return customers.addEmailSignIn({ params, body: { email: used } });
      case 'PHONE':
        return customers.addPhoneSignIn({ params, body: { phone: used } });
      case 'EMAIL_CODE':
        return customers.addEmailCodeSignIn({ params, body: { email: used } });
    }
  },
  async settled({ operations }, { customerId, method }) {
    const { signInMethods } = await operations.customers.get({ params: { id: customerId } });
    return signInMethods?.includes(method) === true ? 'done' : 'not-done';
  },
  render: ({ customer }, { method }, show) => ({ title: `${show.person(customer)} can sign in with ${signInWord(method)}` }),
});

function contactWord(method: AddableMethod): string {
  return method === 'PHONE' ? 'phone number' : 'e-mail address';
}

function sameContact(method: AddableMethod, one: string, other: string | undefined): boolean {
  return method === 'PHONE' ? samePhone(one, other) : sameEmail(one, other);
}
