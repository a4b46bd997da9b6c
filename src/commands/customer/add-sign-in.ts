import { z } from 'zod';
import type { addSignIn } from '../../actions/access/add-sign-in.ts';
import { addableMethods } from '../../actions/access/shared.ts';
import { defined } from '../../lib/defined.ts';
import { speak } from '../../lib/language/speak.ts';
import type { Field } from '../../views/form/form.ts';
import { defineForm, type Filled, filledId } from '../engine/action-form.ts';
import { finderField, names } from '../engine/common-fields.ts';
import { customerById, fill, homeBranch, understandCustomer } from '../subjects/understand.ts';
import { chooseCustomer } from './one-customer-form.ts';
import { methodChoice, methodField, methodIn, methodName, understandMethod } from './sign-in-fields.ts';
import { signInWords } from './sign-in-words.ts';

const email = 'email';
const phone = 'phone';

/** `/customer sign-in <customer> add [method] [contact]` */
export const addSignInForm = defineForm<z.output<(typeof addSignIn)['input']>>({
  action: 'access.add-sign-in',
  title: 'Add a sign-in method',
  submit: 'Add',
  names: [names.customer, methodName, email, phone],
  intro: () => speak('One more way to sign in; those that the customer has stay as they are.'),
  async fromWords(app, who, words) {
    const branch = homeBranch(app);
    const { customer, method, contact } = signInWords(words);
    const typed = contact === '' ? undefined : { value: { value: contact, text: contact } };
    return fill(branch, {
      customer: customer === '' ? undefined : await understandCustomer(app, customer, branch, who),
      [methodName]: understandMethod(method),
      ...(contact.includes('@') ? { [email]: typed } : { [phone]: typed }),
    });
  },
  async fromPointer(app, _who, { customer, branch = homeBranch(app) }) {
    return fill(branch, customer === undefined ? {} : { customer: { value: await customerById(app, customer) } });
  },
  async fromInput(app, _who, { customerId, method, contact }) {
    const typed = contact === undefined ? undefined : { value: { value: contact, text: contact } };
    return fill(homeBranch(app), {
      customer: { value: await customerById(app, customerId) },
      [methodName]: { value: methodChoice(method) },
      [method === 'PHONE' ? phone : email]: typed,
    });
  },
  async fields(_app, _who, filled) {
    const method = methodIn(filled);
    return [
      finderField(filled, 'customer'),
      methodField(filled, addableMethods),
      ...(method === 'PHONE' ? [] : [contactField(filled, email)]),
      ...(method === undefined || method === 'PHONE' ? [contactField(filled, phone)] : []),
    ];
  },
  read(filled) {
    const customerId = filledId(filled, names.customer);
    const method = methodIn(filled);
    const typed = method === undefined ? undefined : filled.values[method === 'PHONE' ? phone : email]?.value;
    const wrong: Record<string, string> =
      method === undefined || typed === undefined
        ? {}
        : method === 'PHONE'
          ? /^\+?[\d\s()./-]{5,30}$/.test(typed)
            ? {}
            : { [phone]: speak('That’s not a valid phone number.') }
          : z.email().safeParse(typed).success
            ? {}
            : { [email]: speak('That’s not a valid e-mail address.') };
    const errors = defined({
      [names.customer]: customerId === undefined ? speak(chooseCustomer) : undefined,
      [methodName]: method === undefined ? speak('Choose the method to add.') : undefined,
      ...wrong,
    });
    if (Object.keys(errors).length > 0) return { ok: false, errors };
    return { ok: true, input: { customerId, method, contact: typed } };
  },
});

function contactField(filled: Filled, name: typeof email | typeof phone): Field {
  const initial = filled.values[name]?.value;
  const isEmail = name === email;
  return {
    kind: isEmail ? 'email' : 'text',
    name,
    label: isEmail ? speak('E-mail') : speak('Phone'),
    hint: speak('Left empty, it is the {rest} in the customer’s profile.', {
      rest: isEmail ? speak('address') : speak('number'),
    }),
    optional: true,
    dispatch: true,
    initial,
  };
}
