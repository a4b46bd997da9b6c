import { type ActionForm, defineForm, type Filled, filledId } from '../form/action-form.ts';
import { finderField, names } from '../form/common-fields.ts';
import { customerById, fill, homeBranch, understandCustomer } from '../form/filling.ts';
import type { Kit } from '../kit.ts';

/** What an agent is told where nobody is chosen. */
export const chooseCustomer = 'Choose the customer: type a name, an e-mail address, a phone number or an id.';

/** A form that asks for nothing but the customer: its action's input is `{ customerId }`. */
export function oneCustomerForm(form: Pick<ActionForm, 'action' | 'title' | 'submit'> & { intro?: string }): ActionForm {
  const { intro, ...rest } = form;
  return defineForm<{ customerId: number }>({
    ...rest,
    names: [names.customer],
    ...(intro === undefined ? {} : { intro: () => intro }),
    fromWords: (kit, _who, words) => fromText(kit, words.join(' ')),
    fromPointer: async (kit, _who, { customer, branch = homeBranch(kit) }) => fromId(kit, customer, branch),
    fromInput: (kit, _who, { customerId }) => fromId(kit, customerId, homeBranch(kit)),
    fields: async (_kit, _who, filled) => [finderField(filled, 'customer')],
    read(filled) {
      const customerId = filledId(filled, names.customer);
      if (customerId === undefined) return { ok: false, errors: { [names.customer]: chooseCustomer } };
      return { ok: true, input: { customerId } };
    },
  });
}

async function fromText(kit: Kit, text: string): Promise<Filled> {
  const branch = homeBranch(kit);
  return fill(branch, { customer: text.trim() === '' ? undefined : await understandCustomer(kit, text, branch) });
}

async function fromId(kit: Kit, customer: number | undefined, branch: number): Promise<Filled> {
  return fill(branch, customer === undefined ? {} : { customer: { value: await customerById(kit, customer) } });
}
