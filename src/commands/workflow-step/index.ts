import { z } from 'zod';
import { originOfStep } from '../../approvals/workflow-origin.ts';
import { asFault, Fault } from '../../errors.ts';
import { speak } from '../../lib/language/speak.ts';
import { initialsOf } from '../../lib/mask.ts';
import { noteView } from '../../views/common/note.ts';
import { problemView } from '../../views/common/problem.ts';
import { waitingView } from '../../views/common/waiting.ts';
import { formView } from '../../views/form/form.ts';
import { actionIds, callbackIds } from '../../views/ids.ts';
import type { WaitingStep } from '../../workflow-steps/workflow-steps.ts';
import type { Button, Form, Press, Submission } from '../context.ts';
import { chooseCustomer } from '../customer/one-customer-form.ts';
import { finderField, names } from '../engine/common-fields.ts';
import { openForm } from '../engine/form.ts';
import { idOf } from '../engine/values.ts';
import { understandTarget } from '../subjects/customer-or-account-field.ts';
import { isAccountWord } from '../subjects/find-accounts.ts';
import { fill, homeBranch, understandCustomer } from '../subjects/understand.ts';
import { applyVoucherForm, understandTemplate } from '../voucher/apply.ts';

const title = 'Look up a customer';

/** The step that the button is of, with what its workflow says. Throws Fault('refused') if it isn't this person's, or is over. */
async function stepOf({ app, who, value }: Press, step: WaitingStep['step']): Promise<WaitingStep['inputs']> {
  const waiting = await app.workflowSteps.waiting({ execution: value, person: who.id });
  if (waiting?.step !== step) throw new Fault('refused', overSay());
  return waiting.inputs;
}

const overSay = () => speak('This step of a workflow doesn’t wait for you any more.');

/** *Look up a customer*: the person chooses, with their own rights; what the workflow says only fills the field in. */
const lookUp: Button = {
  id: actionIds.workflowCustomer,
  needs: 'read.customer',
  async run(press) {
    const { app } = press;
    const { customer } = await stepOf(press, 'wheelhouse_customer');
    const viewId = await app.screen.open(press.triggerId, waitingView({ title: speak(title) }), 'message');
    const branch = homeBranch(app);
    const filled = fill(branch, {
      customer: customer === '' ? undefined : await understandCustomer(app, customer, branch, press.who),
    });
    await app.screen.update(
      viewId,
      formView({
        callbackId: callbackIds.workflowCustomer,
        title: speak(title),
        submit: speak('Give to workflow'),
        metadata: JSON.stringify({ execution: press.value, branch }),
        intro: speak('The workflow gets initials and id of the customer that you choose, and nothing else.'),
        fields: [finderField(filled, 'customer')],
        problem: filled.problem,
      }),
    );
    return undefined;
  },
};

const Metadata = z.object({ execution: z.string() });

const customerChosen: Form = {
  callbackId: callbackIds.workflowCustomer,
  needs: 'read.customer',
  async run(submission) {
    const id = idOf(submission.values, names.customer);
    if (id === undefined) return { answer: { kind: 'errors', errors: { [names.customer]: speak(chooseCustomer) } } };
    return {
      answer: { kind: 'update', view: waitingView({ title: speak(title) }) },
      after: () => give(submission, id),
    };
  },
};

async function give({ app, who, log, metadata, viewId }: Submission, id: number): Promise<void> {
  try {
    const { execution } = Metadata.parse(JSON.parse(metadata));
    const customer = await app.readers.operations.customers.get({ params: { id } });
    const given = { execution, person: who.id, customer: id, initials: initialsOf(customer) };
    const isGiven = await app.workflowSteps.giveCustomer(given);
    const say = isGiven ? speak('The workflow has initials and id of customer {id}.', { id }) : overSay();
    await app.screen.update(viewId, noteView({ title: speak(title), plain: { title: say } }));
  } catch (error) {
    const fault = asFault(error);
    log.warn({ code: fault.code, err: fault }, 'a workflow could not be given a customer');
    await app.screen.update(viewId, problemView({ title: speak(title), say: fault.say, ref: fault.ref }));
  }
}

/** *Ask for a voucher*: the ordinary form, filled in. What is sent is the person's own request. */
const askForVoucher: Button = {
  id: actionIds.workflowVoucher,
  needs: applyVoucherForm.action,
  async run(press) {
    const { app } = press;
    const inputs = await stepOf(press, 'wheelhouse_voucher');
    await openForm({ ...press, origin: originOfStep(press.value) }, applyVoucherForm, async () => {
      const branch = homeBranch(app);
      const kind = isAccountWord(inputs.customer) ? 'account' : 'customer';
      const [target, voucher] = await Promise.all([
        understandTarget(app, inputs.customer, branch, press.who),
        inputs.voucher === '' ? undefined : understandTemplate(app, inputs.voucher, branch, kind),
      ]);
      return { ...fill(branch, { ...target, voucher }), reason: inputs.reason };
    });
    return undefined;
  },
};

export const workflowStepButtons: readonly Button[] = [lookUp, askForVoucher];
export const workflowStepForms: readonly Form[] = [customerChosen];
