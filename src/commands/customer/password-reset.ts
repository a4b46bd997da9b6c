import { z } from 'zod';
import type { resetByEmail } from '../../actions/access/reset-by-email.ts';
import { speak, spoken } from '../../lib/language/speak.ts';
import { oneLine } from '../../lib/text.ts';
import { waitingView } from '../../views/common/waiting.ts';
import { openOver } from '../answer.ts';
import type { AppContext } from '../app-context.ts';
import type { Command } from '../context.ts';
import { defineForm } from '../engine/action-form.ts';
import { openForm } from '../engine/form.ts';
import { fillFromWords } from '../engine/typed-reason.ts';
import { mustHold } from '../rights.ts';
import { findCustomer } from '../subjects/find-customers.ts';
import { fill, homeBranch } from '../subjects/understand.ts';
import { oneCustomerForm } from './one-customer-form.ts';

/** To a customer whom Wheelhouse can see. */
export const sendPasswordResetForm = oneCustomerForm({
  action: 'access.send-password-reset',
  title: 'Send a password reset',
  submit: 'Send',
  intro: 'Nobody is found, but you have the e-mail address? Type /customer password-reset and the address.',
});

const email = 'email';

/** To an address that no visible customer has. */
export const resetByEmailForm = defineForm<z.output<(typeof resetByEmail)['input']>>({
  action: 'access.reset-by-email',
  title: 'Reset by e-mail',
  submit: 'Send',
  names: [email],
  intro: () => speak('For an address that doesn’t belong to any customer Wheelhouse can find.'),
  fromWords: async (app, _who, [address = '', ...rest]) => ({ ...filled(app, address), reason: rest.join(' ') }),
  fromPointer: async (app) => filled(app, ''),
  fromInput: async (app, _who, input) => filled(app, input.email),
  fields: async (_app, _who, { values }) => [
    {
      kind: 'email',
      name: email,
      label: 'E-mail',
      dispatch: true,
      initial: values[email]?.value,
    },
  ],
  read({ values }) {
    const typed = z.email().safeParse(values[email]?.value);
    if (typed.success) return { ok: true, input: { email: typed.data } };
    return { ok: false, errors: { [email]: speak('Type a whole e-mail address, such as anna@example.com.') } };
  },
});

function filled(app: AppContext, text: string) {
  const typed = oneLine(text);
  return fill(homeBranch(app), typed === '' ? {} : { [email]: { value: { value: typed, text: typed } } });
}

/** `/customer password-reset <customer | e-mail>`: to the customer who is meant, or to an address that no visible customer has. */
export const passwordResetCommand: Command = spoken({
  command: 'customer',
  verb: 'password-reset',
  usage: '<customer | e-mail>',
  description: 'Send a password-reset e-mail',
  needs: sendPasswordResetForm.action,
  async run(interaction, words) {
    const { app, who } = interaction;
    // What follows an address says why.
    const text = words[0] ?? '';
    if (!z.email().safeParse(text).success)
      return openForm(interaction, sendPasswordResetForm, () => fillFromWords(sendPasswordResetForm, app, who, words));
    // A trigger is valid for three seconds: the modal is there before it is known which of the two forms it becomes.
    const viewId = await openOver(interaction, waitingView({ title: sendPasswordResetForm.title }));
    const form = (await isNobodys(app, text)) ? resetByEmailForm : sendPasswordResetForm;
    if (form === resetByEmailForm) mustHold(who, form.action);
    return openForm(interaction, form, () => fillFromWords(form, app, who, words), { viewId });
  },
});

/** Whether no visible customer has this address; one that cannot be looked up is left to the form, which says so. */
async function isNobodys(app: AppContext, address: string): Promise<boolean> {
  try {
    return (await findCustomer(app, address, { branchId: homeBranch(app) })).kind === 'none';
  } catch {
    return false;
  }
}
