import { z } from 'zod';
import { refuse } from '../../errors.ts';
import { speak } from '../../lib/language/speak.ts';
import { phoneToWrite, samePhone } from '../../lib/phone.ts';
import { holderOf, sameEmail } from '../customer/shared/contacts.ts';
import { defineAction } from '../define.ts';
import { blockFact, blockWarning, existingCustomer } from '../shared/snapshots.ts';
import { type AddableMethod, addableMethods, signInList, signInWord } from './shared.ts';

/** Gives a customer one more way to sign in. Without a contact, the one that the customer has is used. */
export const addSignIn = defineAction({
  name: 'access.add-sign-in',
  label: 'Add a sign-in method',
  risk: 'destructive',
  input: z.object({
    customerId: z.number().int(),
    method: z.enum(addableMethods),
    contact: z.string().trim().min(3).optional(),
  }),
  subjects: ({ customerId }) => [`customer:${customerId}`],
  async precheck({ operations }, { customerId, method, contact }, { country }) {
    const { customer, found } = await existingCustomer(operations, customerId);
    const methods: string[] = found.signInMethods ?? [];
    if (methods.includes(method))
      throw refuse(speak('The customer signs in with {signInWord} already.', { signInWord: signInWord(method) }));
    const own = method === 'PHONE' ? found.phone : found.email;
    const used = contact !== undefined && method === 'PHONE' ? phoneToWrite(contact, country) : (contact ?? own);
    if (used === undefined)
      throw refuse(
        speak('The customer has no {contactWord}: fill in the one to sign in with.', { contactWord: contactWord(method) }),
      );
    const holder = await holderOf(operations, method === 'PHONE' ? { phone: used } : { email: used }, {
      except: customerId,
      country,
    });
    if (holder !== undefined)
      throw refuse(
        speak('Customer {holder} has this {what}, so nobody else can sign in with it. Use another one.', {
          holder: holder.id,
          what: holder.what,
        }),
      );
    return { customer, methods, used, own };
  },
  branches: ({ customer }) => [customer.branchId],
  fingerprint: ({ customer, methods, used, own }) => ({
    Customer: customer.id,
    'Block state': blockFact(customer),
    'Signs in with': signInList(methods),
    'Contact to sign in with': used,
    'Contact in the profile': own ?? null,
  }),
  concerns: ({ customer }, redactor) => [blockWarning(customer, redactor)],
  preview({ customer, methods, used, own }, { method }, redactor) {
    const word = (contact: string | undefined) => (method === 'PHONE' ? redactor.phone(contact) : redactor.email(contact));
    const isNew = !sameContact(method, used, own);
    return {
      title: speak('Let {customer} sign in with {signInWord}, too', {
        customer: redactor.person(customer),
        signInWord: signInWord(method),
      }),
      lines: [
        isNew
          ? speak('With {word}, which is not the {contactWord} of the profile.', {
              word: word(used),
              contactWord: contactWord(method),
            })
          : speak('With {word}, as in the profile.', { word: word(used) }),
      ],
      changes: [
        { label: speak('Signs in with'), before: signInList(methods), after: signInList([...methods, method]) },
        ...(isNew
          ? [{ label: method === 'PHONE' ? speak('Phone') : speak('E-mail'), before: word(own), after: word(used) }]
          : []),
      ],
      warning: speak('Anyone with this {contactWord} can sign in as the customer.', { contactWord: contactWord(method) }),
      undo: speak('Can be undone by removing the sign-in method, but not what somebody did meanwhile.'),
    };
  },
  execute({ operations: { customers } }, { customerId, method }, _context, { used }) {
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
  async verify({ operations }, { customerId, method }) {
    const { signInMethods } = await operations.customers.get({ params: { id: customerId } });
    return signInMethods?.includes(method) === true ? 'done' : 'not-done';
  },
  render: ({ customer }, { method }, redactor) => ({
    title: speak('{customer} can sign in with {signInWord}', {
      customer: redactor.person(customer),
      signInWord: signInWord(method),
    }),
  }),
});

function contactWord(method: AddableMethod): string {
  return method === 'PHONE' ? speak('phone number') : speak('e-mail address');
}

function sameContact(method: AddableMethod, one: string, other: string | undefined): boolean {
  return method === 'PHONE' ? samePhone(one, other) : sameEmail(one, other);
}
