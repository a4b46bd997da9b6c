import type { ModalView } from '@slack/types';
import { asFault, Fault } from '../../errors.ts';
import { defined } from '../../lib/defined.ts';
import { speak, spoken } from '../../lib/language/speak.ts';
import { problemView } from '../../views/common/problem.ts';
import { waitingView } from '../../views/common/waiting.ts';
import { formView } from '../../views/form/form.ts';
import { callbackIds } from '../../views/ids.ts';
import { openOver } from '../answer.ts';
import type { Command, Form, Interaction } from '../context.ts';
import { type ActionForm, type Filled, filledFrom, filledId } from '../engine/action-form.ts';
import { finderField, names } from '../engine/common-fields.ts';
import { openForm } from '../engine/form.ts';
import { fillFromWords } from '../engine/typed-reason.ts';
import { choiceOf } from '../engine/values.ts';
import { mustHold, whoIs } from '../rights.ts';
import { fill, homeBranch, understandCustomer } from '../subjects/understand.ts';
import { addSignInForm } from './add-sign-in.ts';
import { chooseCustomer } from './one-customer-form.ts';
import { removeSignInForm } from './remove-sign-in.ts';
import { methodName, understandMethod } from './sign-in-fields.ts';
import { signInWords } from './sign-in-words.ts';

const title = 'Sign-in methods';
const whatName = 'what';
const forms: Readonly<Record<string, ActionForm>> = { add: addSignInForm, remove: removeSignInForm };

/** `/customer sign-in <customer> [add | remove] [method]`: what is to be done is never guessed, it is typed or chosen. */
export const signInCommand: Command = spoken({
  command: 'customer',
  verb: 'sign-in',
  usage: '<customer> [add | remove] [method]',
  description: 'Add or remove a way to sign in',
  // Either action's grant will do: which of them it takes is known when it is known what is to be done.
  needs: undefined,
  async run(interaction, words) {
    const { app, who } = interaction;
    const { customer, what, method } = signInWords(words);
    const form = what === undefined ? undefined : forms[what];
    if (form !== undefined) {
      mustHold(who, form.action);
      return openForm(interaction, form, () => fillFromWords(form, app, who, words));
    }
    if (!who.may(addSignInForm.action)) mustHold(who, removeSignInForm.action);
    const viewId = await openOver(interaction, waitingView({ title: speak(title) }));
    await drawChoice(interaction, viewId, customer, method);
  },
});

async function drawChoice({ app, who, log }: Interaction, viewId: string, customer: string, method: string): Promise<void> {
  try {
    const branch = homeBranch(app);
    const filled = fill(branch, {
      customer: customer === '' ? undefined : await understandCustomer(app, customer, branch, who),
      [methodName]: understandMethod(method),
    });
    const may = Object.entries(forms).filter(([, form]) => who.may(form.action));
    await app.screen.update(viewId, choiceView(filled, new Set(may.map(([what]) => what))));
  } catch (error) {
    const fault = asFault(error);
    log.warn({ code: fault.code, err: fault }, 'a form could not be opened');
    await app.screen.update(viewId, problemView({ title: speak(title), say: fault.say, ref: fault.ref }));
  }
}

/** Asks what is to be done, before any form that does it. */
function choiceView(filled: Filled, may: ReadonlySet<string>): ModalView {
  const method = filled.values[methodName]?.value;
  return formView({
    callbackId: callbackIds.signIn,
    title: speak(title),
    submit: speak('Continue'),
    metadata: JSON.stringify({ branch: filled.branch, method }),
    problem: filled.problem,
    fields: [
      { ...finderField(filled, 'customer'), dispatch: false },
      {
        kind: 'radio',
        name: whatName,
        label: speak('What do you want to do?'),
        choices: [
          { value: 'add', text: speak('Add a sign-in method') },
          { value: 'remove', text: speak('Remove a sign-in method') },
        ].filter(({ value }) => may.has(value)),
      },
    ],
  });
}

/** The sent choice: the form that it names opens in its place, filled in. */
export const signInSubmission: Form = {
  callbackId: callbackIds.signIn,
  // The form that takes its place says what it takes; without that one it is not opened.
  needs: undefined,
  async run(submission) {
    const { app, values, viewId } = submission;
    const { branch, method } = readChoice(submission.metadata);
    const filled = filledFrom(values, [names.customer], branch);
    const customerId = filledId(filled, names.customer);
    const form = forms[choiceOf(values, whatName) ?? ''];
    if (customerId === undefined || form === undefined) {
      const errors = defined({
        [names.customer]: customerId === undefined ? speak(chooseCustomer) : undefined,
        [whatName]: form === undefined ? speak('Choose what you want to do.') : undefined,
      });
      return { answer: { kind: 'errors', errors } };
    }
    const who = await whoIs(app, submission.who.id);
    mustHold(who, form.action);
    const words = [String(customerId), form === addSignInForm ? 'add' : 'remove', ...(method === '' ? [] : [method])];
    return {
      answer: { kind: 'update', view: waitingView({ title: form.title }) },
      after: () => openForm({ ...submission, who }, form, () => form.fromWords(app, who, words), { viewId }),
    };
  },
};

function readChoice(metadata: string): { branch: number; method: string } {
  try {
    const read: unknown = JSON.parse(metadata);
    if (typeof read === 'object' && read !== null && 'branch' in read && typeof read.branch === 'number')
      return { branch: read.branch, method: 'method' in read && typeof read.method === 'string' ? read.method : '' };
  } catch {
    // told below
  }
  throw new Fault('bad_input', speak('This form is from an older version. Close it and open it again.'));
}
