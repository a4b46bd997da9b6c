import type { ModalView } from '@slack/types';
import { speak } from '../../lib/language/speak.ts';
import { oneLine } from '../../lib/text.ts';
import { formatDay } from '../../lib/when.ts';
import { context, modal } from '../common/blocks.ts';
import { bold, type Line, richLines, say } from '../common/rich.ts';
import { reasonForm } from '../form/reason.ts';
import { callbackIds } from '../ids.ts';
import type { CustomerFacts } from './facts.ts';

export const revealTitle = 'Reveal';

/** Asks why somebody wants to see everything; `who` is worded for the reader, `metadata` a pointer. */
export function revealForm({ who, metadata }: { who: string; metadata: string }): ModalView {
  return reasonForm({
    callbackId: callbackIds.revealReason,
    title: speak(revealTitle),
    submit: speak('Reveal'),
    metadata,
    intro: speak('You’ll see all contact details of {who}. This is logged with your reason.', { who: oneLine(who) }),
  });
}

/** Everything, in a modal that only this person sees and that goes when it is closed. */
export function revealedView({ customer }: { customer: CustomerFacts }): ModalView {
  const name = oneLine(`${customer.firstName ?? ''} ${customer.lastName ?? ''}`);
  const place = [customer.street, `${customer.postcode ?? ''} ${customer.city ?? ''}`, customer.country]
    .map((part) => oneLine(part ?? ''))
    .filter((part) => part !== '');
  const facts: readonly [string, string][] = [
    [speak('Id'), String(customer.id)],
    [speak('E-mail'), oneLine(customer.email ?? '')],
    [speak('Phone'), oneLine(customer.phone ?? '')],
    [speak('Born'), customer.birthdate === undefined ? '' : oneLine(formatDay(customer.birthdate))],
    [speak('Address'), place.join(', ')],
    [speak('Language'), oneLine(customer.language ?? '')],
    [
      speak('Signs in with'),
      (customer.signInMethods ?? []).map((method) => oneLine(method).toLowerCase().replace('_', ' ')).join(', '),
    ],
  ];
  return modal({
    title: speak('Revealed to you'),
    callbackId: callbackIds.revealed,
    blocks: [
      richLines(
        [bold(name === '' ? speak('customer {customer}', { customer: customer.id }) : name)],
        ...facts.map(([label, fact]): Line => [bold(`${label}: `), say(fact === '' ? speak('not given') : fact, 400)]),
      ),
      context(speak('Only you see this. Your access is logged.')),
    ],
  });
}
