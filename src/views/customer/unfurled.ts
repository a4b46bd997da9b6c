import type { KnownBlock } from '@slack/types';
import { speak } from '../../lib/language/speak.ts';
import { type Redactor, redactorForMany } from '../../lib/mask.ts';
import { escapeMrkdwn } from '../../lib/text.ts';
import { button, context, mrkdwn, section } from '../common/blocks.ts';
import { actionIds, uniqueId } from '../ids.ts';
import { writePointer } from '../pointer.ts';
import type { CustomerFacts } from './facts.ts';

export type UnfurledProps = { customer: Pick<CustomerFacts, 'id' | 'firstName' | 'lastName'>; branchId: number };

/** Below a link of the dashboard, for everybody in the channel: initials and id alone. *Open* looks up who presses it. */
export function unfurledCustomer({ customer, branchId }: UnfurledProps): KnownBlock[] {
  const redactor: Redactor = redactorForMany();
  const who = redactor.person(customer);
  return [
    section(
      mrkdwn(`*${escapeMrkdwn(who, 200)}*`),
      button({
        text: speak('Open'),
        actionId: uniqueId(actionIds.openCustomer, customer.id),
        value: writePointer({ customer: customer.id, branch: branchId }),
        label: speak('Open {who}', { who }),
      }),
    ),
    context(speak('Only you will see the profile.')),
  ];
}
