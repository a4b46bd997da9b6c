import type { Requirement } from '../../api/operations/index.ts';
import { spoken } from '../../lib/language/speak.ts';
import type { StartAction } from '../../views/customer/profile.ts';
import { actionIds, uniqueId } from '../../views/ids.ts';
import { type Pointer, writePointer } from '../../views/pointer.ts';
import type { Button, Who } from '../context.ts';
import { ratingList } from '../rating/list.ts';
import { verificationShow } from '../verification/show.ts';
import { voucherList } from '../voucher/list.ts';
import { paymentRead } from './payment.ts';
import { tokensRead } from './tokens.ts';

/** Lists about one customer, each behind its own right. */
const looks: readonly { label: string; button: Button }[] = spoken([
  { label: 'Vouchers', button: voucherList.button },
  { label: 'Payment methods', button: paymentRead.button },
  { label: 'Verification', button: verificationShow.button },
  { label: 'Credit ratings', button: ratingList.button },
  { label: 'Devices', button: tokensRead.button },
]);

/** The lists that this person may see, for the profile's menu. */
export function looksFor(who: Who, about: Pointer): { label: string; value: string }[] {
  return looks
    .filter(({ button: { needs } }) => typeof needs !== 'string' || who.may(needs))
    .map(({ label, button: { id } }) => ({ label, value: writePointer({ look: id, ...about }) }));
}

/** The button that does what was chosen in that menu. */
export function lookNamed(id: string | undefined): Button | undefined {
  return looks.find(({ button }) => button.id === id)?.button;
}

/** What helps with an unmet requirement: an action that can be started, or a list that says why. */
const help: ReadonlyMap<string, { action: string } | { look: string; label: string }> = new Map<
  string,
  { action: string } | { look: string; label: string }
>([
  ['TERMS', { action: 'customer.accept-terms' }],
  ['PROFILE', { action: 'customer.update' }],
  ['DRIVING_LICENSE', { look: actionIds.verificationList, label: 'See verification' }],
  ['ID_DOCUMENT', { look: actionIds.verificationList, label: 'See verification' }],
  ['MANUAL_VERIFICATION', { look: actionIds.verificationList, label: 'See verification' }],
  ['PAYMENT_SOURCE', { look: actionIds.showPayment, label: 'See payment methods' }],
  ['CREDIT_CARD', { look: actionIds.showPayment, label: 'See payment methods' }],
  ['UNPAID_INVOICES', { look: actionIds.showPayment, label: 'See what is unpaid' }],
  ['CREDIT', { look: actionIds.ratingList, label: 'See credit ratings' }],
]);

/** The first thing that helps with the first blocker that anything here helps with: what can be changed before what can be looked at. */
export function nextStep(
  who: Who,
  unmet: readonly Pick<Requirement, 'type'>[],
  starts: readonly StartAction[],
  about: Pointer,
): { label: string; actionId: string; value: string } | undefined {
  const known = unmet.flatMap(({ type }) => help.get(type) ?? []);
  for (const one of known) {
    if (!('action' in one)) continue;
    const start = starts.find(({ action }) => action === one.action);
    if (start !== undefined) return { label: start.label, actionId: uniqueId(actionIds.start, start.action), value: start.value };
  }
  for (const one of known) {
    if (!('look' in one)) continue;
    const needs = lookNamed(one.look)?.needs;
    if (typeof needs === 'string' && who.may(needs)) return { label: one.label, actionId: one.look, value: writePointer(about) };
  }
  return undefined;
}
