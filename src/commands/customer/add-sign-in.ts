import { z } from 'zod';
import type { addSignIn } from '../../actions/access/add-sign-in.ts';
import { addableMethods } from '../../actions/vocabulary/sign-in.ts';
import type { Field } from '../../views/form/form.ts';
import { defineForm, type Filled, filledId } from '../form/action-form.ts';
import { finderField, names } from '../form/common-fields.ts';
import { customerById, fill, homeBranch, understandCustomer } from '../form/filling.ts';
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
  intro: () => 'One more way to sign in; those that the customer has stay as they are.',
  async fromWords(kit, _who, words) {
    const branch = homeBranch(kit);
    const { customer, method, contact } = signInWords(words);
    const typed = contact === '' ? undefined : { value: { value: contact, text: contact } };
    return fill(branch, {
      customer: customer === '' ? undefined : await understandCustomer(kit, customer, branch),
      [methodName]: understandMethod(method),
      ...(contact.includes('@') ? { [email]: typed } : { [phone]: typed }),
    });
  },
  async fromPointer(kit, _who, { customer, branch = homeBranch(kit) }) {
    return fill(branch, customer === undefined ? {} : { customer: { value: await customerById(kit, customer) } });
  },
  async fromInput(kit, _who, { customerId, method, contact }) {
    const typed = contact === undefined ? undefined : { value: { value: contact, text: contact } };
    return fill(homeBranch(kit), {
      customer: { value: await customerById(kit, customerId) },
      [methodName]: { value: methodChoice(method) },
      [method === 'PHONE' ? phone : email]: typed,
    });
  },
  async fields(_kit, _who, filled) {
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
    const wrong =
      method === undefined || typed === undefined
        ? {}
        : method === 'PHONE'
          ? /^\+?[\d\s()./-]{5,30}$/.test(typed)
            ? {}
            : { [phone]: 'This is no phone number.' }
          : z.email().safeParse(typed).success
            ? {}
            : { [email]: 'This is no e-mail address.' };
    const errors = {
      ...(customerId === undefined ? { [names.customer]: chooseCustomer } : {}),
      ...(method === undefined ? { [methodName]: 'Choose the method to add.' } : {}),
      ...wrong,
    };
    if (Object.keys(errors).length > 0) return { ok: false, errors };
    return { ok: true, input: { customerId, method, ...(typed === undefined ? {} : { contact: typed }) } };
  },
});

function contactField(filled: Filled, name: typeof email | typeof phone): Field {
  const initial = filled.values[name]?.value;
  const isEmail = name === email;
  return {
    kind: isEmail ? 'email' : 'text',
    name,
    label: isEmail ? 'E-mail' : 'Phone',
    hint: `Left empty, it is the ${isEmail ? 'address' : 'number'} in the customer’s profile.`,
    optional: true,
    dispatch: true,
    ...(initial === undefined ? {} : { initial }),
  };
}
