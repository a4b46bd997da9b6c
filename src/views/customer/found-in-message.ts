import { speak } from '../../lib/language/speak.ts';
import type { Redactor } from '../../lib/mask.ts';
import { escapeMrkdwn } from '../../lib/text.ts';
import { button, type Message, mrkdwn, section } from '../common/blocks.ts';
import { bold, richLines } from '../common/rich.ts';
import { actionIds, uniqueId } from '../ids.ts';
import { writePointer } from '../pointer.ts';
import { type CandidateFacts, candidateText } from './candidates.ts';

export type FoundInMessageProps = {
  customers: readonly CandidateFacts[];
  branchId: number;
  redactor: Redactor;
};

const MOST = 10;

/** A message names several customers: each with what opens them. To one person. */
export function foundInMessage({ customers, branchId, redactor }: FoundInMessageProps): Message {
  const heading = speak('This message mentions {count, plural, one {# customer} other {# customers}}. Which one?', {
    count: customers.length,
  });
  const shown = customers.slice(0, MOST);
  return {
    text: [heading, ...shown.map((customer) => `• ${escapeMrkdwn(redactor.person(customer), 150)}`)].join('\n'),
    blocks: [
      richLines([bold(heading)]),
      ...shown.map((customer) => {
        return section(
          mrkdwn(candidateText(customer, redactor)),
          button({
            text: speak('Open'),
            actionId: uniqueId(actionIds.openCustomer, customer.id),
            value: writePointer({ customer: customer.id, branch: branchId }),
            label: speak('Open {name}', { name: redactor.person(customer) }),
          }),
        );
      }),
    ],
  };
}
