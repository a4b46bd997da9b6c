import { asFault } from '../../errors.ts';
import { problemView } from '../../views/common/problem.ts';
import { waitingView } from '../../views/common/waiting.ts';
import { revealedView, revealForm } from '../../views/customer/reveal.ts';
import { actionIds, callbackIds, fieldNames } from '../../views/ids.ts';
import { writePointer } from '../../views/pointer.ts';
import { openOver } from '../answer.ts';
import type { Button, Form, Submission } from '../context.ts';
import { textOf } from '../form/values.ts';
import { mustHold, whoIs } from '../rights.ts';
import { pointedCustomer } from './pointed.ts';

const title = 'Reveal';

/** Asks why. The form names nobody: what it is about is known to whoever pressed. */
export const revealButton: Button = {
  id: actionIds.revealCustomer,
  needs: 'read.reveal',
  async run(press) {
    const { customerId, branchId } = await pointedCustomer(press.kit, press.value);
    const metadata = writePointer({ customer: customerId, branch: branchId });
    await openOver(press, revealForm({ who: `customer ${customerId}`, metadata }));
    return undefined;
  },
};

/** Shows everything to the one who asked, once it is in the journal that and why they did: before that, nothing is even read. */
export const revealReasonForm: Form = {
  callbackId: callbackIds.revealReason,
  async run(submission) {
    const { kit } = submission;
    const reason = textOf(submission.values, fieldNames.reason);
    if (reason === undefined || reason.length < 3)
      return {
        answer: { kind: 'errors', errors: { [fieldNames.reason]: 'Say why, in a few words or with the number of a ticket.' } },
      };
    const who = await whoIs(kit, submission.who.id);
    mustHold(who, 'read.reveal');
    const { customerId } = await pointedCustomer(kit, submission.metadata);
    await kit.approvals.record({ kind: 'reveal.customer', actor: who.id, data: { customer: customerId }, personal: { reason } });
    return { answer: { kind: 'update', view: waitingView({ title }) }, after: () => reveal(submission, customerId) };
  },
};

async function reveal({ kit, viewId, log }: Submission, customerId: number): Promise<void> {
  try {
    const customer = await kit.readers.operations.customers.get({ params: { id: customerId } });
    await kit.screen.update(viewId, revealedView({ customer }));
  } catch (error) {
    const fault = asFault(error);
    log.warn({ code: fault.code, err: fault }, 'a customer could not be revealed');
    await kit.screen.update(viewId, problemView({ title, say: fault.say, ref: fault.ref }));
  }
}
