import { speak } from '../../lib/language/speak.ts';
import { formatPhone } from '../../lib/phone.ts';
import { revealedView, revealForm, revealTitle } from '../../views/customer/reveal.ts';
import { actionIds, callbackIds } from '../../views/ids.ts';
import { writePointer } from '../../views/pointer.ts';
import { openOver } from '../answer.ts';
import type { Button } from '../context.ts';
import { reasonFirst } from '../engine/reason-first.ts';
import { pointedCustomer } from '../subjects/customer-of-pointer.ts';

const needs = 'read.reveal';

/** Asks why. The form names nobody: what it is about is known to the person who pressed. */
export const revealButton: Button = {
  id: actionIds.revealCustomer,
  needs,
  async run(press) {
    const { customerId, branchId } = await pointedCustomer(press.app, press.value);
    const metadata = writePointer({ customer: customerId, branch: branchId });
    await openOver(press, revealForm({ who: speak('customer {customerId}', { customerId }), metadata }));
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
  async show({ app, viewId }, { customerId }) {
    const customer = await app.readers.operations.customers.get({ params: { id: customerId } });
    const { phone } = customer;
    const shown = phone === undefined ? customer : { ...customer, phone: formatPhone(phone, app.policy.country) };
    await app.screen.update(viewId, revealedView({ customer: shown }));
  },
});
