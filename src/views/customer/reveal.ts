import type { ModalView } from '@slack/types';
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
    title: revealTitle,
    submit: 'Reveal',
    metadata,
    intro: `You will see all contact details of ${oneLine(who)}. It is recorded, with your reason.`,
  });
}

/** Everything, in a modal that only this person sees and that goes when it is closed. */
export function revealedView({ customer }: { customer: CustomerFacts }): ModalView {
  const name = oneLine(`${customer.firstName ?? ''} ${customer.lastName ?? ''}`);
  const place = [customer.street, `${customer.postcode ?? ''} ${customer.city ?? ''}`, customer.country]
    .map((part) => oneLine(part ?? ''))
    .filter((part) => part !== '');
  const facts: readonly [string, string][] = [
    ['Id', String(customer.id)],
    ['E-mail', oneLine(customer.email ?? '')],
    ['Phone', oneLine(customer.phone ?? '')],
    ['Born', customer.birthdate === undefined ? '' : oneLine(formatDay(customer.birthdate))],
    ['Address', place.join(', ')],
    ['Language', oneLine(customer.language ?? '')],
    ['Signs in with', (customer.signInMethods ?? []).map((method) => oneLine(method).toLowerCase().replace('_', ' ')).join(', ')],
  ];
  return modal({
    title: 'Revealed to you',
    callbackId: callbackIds.revealed,
    blocks: [
      richLines(
        [bold(name === '' ? `customer ${customer.id}` : name)],
        ...facts.map(([label, fact]): Line => [bold(`${label}: `), say(fact === '' ? 'not given' : fact, 400)]),
      ),
      context('Only you see this. That you looked is recorded.'),
    ],
  });
}
