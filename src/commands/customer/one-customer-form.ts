import { speak } from '../../lib/language/speak.ts';
import type { AppContext } from '../app-context.ts';
import type { Who } from '../context.ts';
import { type ActionForm, defineForm, type Filled, filledId } from '../engine/action-form.ts';
import { finderField, names } from '../engine/common-fields.ts';
import { customerById, fill, homeBranch, understandCustomer } from '../subjects/understand.ts';
import { customerAndReason } from './words.ts';

/** What an agent is told if nobody is chosen. */
export const chooseCustomer = 'Choose the customer: type a name, an e-mail address, a phone number or an id.';

/** A form that asks for nothing but the customer: its action's input is `{ customerId }`. */
export function oneCustomerForm(form: Pick<ActionForm, 'action' | 'title' | 'submit'> & { intro?: string }): ActionForm {
  const { intro, ...rest } = form;
  return defineForm<{ customerId: number }>({
    ...rest,
    names: [names.customer],
    intro: intro === undefined ? undefined : () => intro,
    async fromWords(app, who, words) {
      const { customer, rest } = customerAndReason(words);
      return { ...(await fromText(app, who, customer)), reason: rest.join(' ') };
    },
    fromPointer: async (app, _who, { customer, branch = homeBranch(app) }) => fromId(app, customer, branch),
    fromInput: (app, _who, { customerId }) => fromId(app, customerId, homeBranch(app)),
    fields: async (_app, _who, filled) => [finderField(filled, 'customer')],
    read(filled) {
      const customerId = filledId(filled, names.customer);
      if (customerId === undefined) return { ok: false, errors: { [names.customer]: speak(chooseCustomer) } };
      return { ok: true, input: { customerId } };
    },
  });
}

async function fromText(app: AppContext, who: Who, text: string): Promise<Filled> {
  const branch = homeBranch(app);
  return fill(branch, { customer: text.trim() === '' ? undefined : await understandCustomer(app, text, branch, who) });
}

async function fromId(app: AppContext, customer: number | undefined, branch: number): Promise<Filled> {
  return fill(branch, customer === undefined ? {} : { customer: { value: await customerById(app, customer) } });
}

/** `/customer delete <customer>` */
export const deleteCustomerForm = oneCustomerForm({
  action: 'customer.delete',
  title: 'Delete a customer',
  submit: 'Delete',
});

/** `/customer logout <customer>` */
export const logoutForm = oneCustomerForm({
  action: 'access.logout',
  title: 'Log out everywhere',
  submit: 'Log out',
});

/** `/customer mfa <customer>` */
export const resetMfaForm = oneCustomerForm({
  action: 'access.reset-mfa',
  title: 'Reset second factor',
  submit: 'Reset',
});
