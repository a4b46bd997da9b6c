import { revealedView, revealForm, revealTitle } from '../../views/customer/reveal.ts';
import { actionIds, callbackIds } from '../../views/ids.ts';
import { writePointer } from '../../views/pointer.ts';
import { openOver } from '../answer.ts';
import type { Button } from '../context.ts';
import { reasonFirst } from '../form/reason-first.ts';
import { pointedCustomer } from './pointed.ts';

const needs = 'read.reveal';

/** Asks why. The form names nobody: what it is about is known to whoever pressed. */
export const revealButton: Button = {
  id: actionIds.revealCustomer,
  needs,
  async run(press) {
    const { customerId, branchId } = await pointedCustomer(press.kit, press.value);
    const metadata = writePointer({ customer: customerId, branch: branchId });
    await openOver(press, revealForm({ who: `customer ${customerId}`, metadata }));
    return undefined;
  },
};

/** Shows everything that the profile masks. */
export const revealReasonForm = reasonFirst({
  callbackId: callbackIds.revealReason,
  needs,
  title: revealTitle,
  about: pointedCustomer,
  entry: ({ customerId }) => ({ kind: 'reveal.customer', data: { customer: customerId } }),
  async show({ kit, viewId }, { customerId }) {
    const customer = await kit.readers.operations.customers.get({ params: { id: customerId } });
    await kit.screen.update(viewId, revealedView({ customer }));
  },
});
