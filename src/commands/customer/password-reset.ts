import { z } from 'zod';
import type { resetByEmail } from '../../actions/access/reset-by-email.ts';
import { oneLine } from '../../lib/text.ts';
import { waitingView } from '../../views/common/waiting.ts';
import { openOver } from '../answer.ts';
import type { Command } from '../context.ts';
import { findCustomer } from '../find/customers.ts';
import { defineForm } from '../form/action-form.ts';
import { openForm } from '../form/engine.ts';
import { fill, homeBranch } from '../form/filling.ts';
import type { Kit } from '../kit.ts';
import { mustHold } from '../rights.ts';
import { oneCustomerForm } from './one-customer-form.ts';

/** To a customer whom Wheelhouse can see. */
export const sendPasswordResetForm = oneCustomerForm({
  action: 'access.send-password-reset',
  title: 'Send a password reset',
  submit: 'Send',
  intro: 'Nobody is found, but you have the e-mail address? Type /customer password-reset and the address.',
});

const email = 'email';

/** To an address that no customer in sight carries. */
export const resetByEmailForm = defineForm<z.output<(typeof resetByEmail)['input']>>({
  action: 'access.reset-by-email',
  title: 'Reset by e-mail',
  submit: 'Send',
  names: [email],
  intro: () => 'For an address that belongs to no customer whom Wheelhouse can find.',
  fromWords: async (kit, _who, words) => filled(kit, words.join(' ')),
  fromPointer: async (kit) => filled(kit, ''),
  fromInput: async (kit, _who, input) => filled(kit, input.email),
  fields: async (_kit, _who, { values }) => [
    {
      kind: 'email',
      name: email,
      label: 'E-mail',
      dispatch: true,
      ...(values[email] === undefined ? {} : { initial: values[email].value }),
    },
  ],
  read({ values }) {
    const typed = z.email().safeParse(values[email]?.value);
    if (typed.success) return { ok: true, input: { email: typed.data } };
    return { ok: false, errors: { [email]: 'Type a whole e-mail address, such as anna@example.com.' } };
  },
});

function filled(kit: Kit, text: string) {
  const typed = oneLine(text);
  return fill(homeBranch(kit), typed === '' ? {} : { [email]: { value: { value: typed, text: typed } } });
}

/** `/customer password-reset <customer | e-mail>`: to the customer who is meant, or to an address that nobody in sight has. */
export const passwordResetCommand: Command = {
  command: 'customer',
  verb: 'password-reset',
  usage: '<customer | e-mail>',
  description: 'Send the e-mail to choose a new password',
  needs: sendPasswordResetForm.action,
  async run(interaction, words) {
    const { kit, who } = interaction;
    const text = words.join(' ');
    if (!z.email().safeParse(text).success)
      return openForm(interaction, sendPasswordResetForm, () => sendPasswordResetForm.fromWords(kit, who, words));
    // A trigger lives three seconds: the modal is there before it is known which of the two forms it becomes.
    const viewId = await openOver(interaction, waitingView({ title: sendPasswordResetForm.title }));
    const form = (await isNobodys(kit, text)) ? resetByEmailForm : sendPasswordResetForm;
    if (form === resetByEmailForm) mustHold(who, form.action);
    return openForm(interaction, form, () => form.fromWords(kit, who, words), { viewId });
  },
};

/** Whether no customer in sight has this address; one that cannot be looked up is left to the form, which says so. */
async function isNobodys(kit: Kit, address: string): Promise<boolean> {
  try {
    return (await findCustomer(kit, address, { branchId: homeBranch(kit) })).kind === 'none';
  } catch {
    return false;
  }
}
