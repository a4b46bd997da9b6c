import type { Show } from '../../lib/mask.ts';
import { counted, escapeMrkdwn } from '../../lib/text.ts';
import { button, type Message, mrkdwn, section } from '../common/blocks.ts';
import { bold, richLines } from '../common/rich.ts';
import { actionIds, uniqueId } from '../ids.ts';
import { writePointer } from '../pointer.ts';
import type { CustomerFacts } from './facts.ts';
import { stateWords } from './states.ts';

export type FoundInMessageProps = {
  customers: readonly Pick<CustomerFacts, 'id' | 'firstName' | 'lastName' | 'email' | 'phone' | 'blockState'>[];
  branchId: number;
  show: Show;
};

const MOST = 10;

/** A message names several customers: each with what opens them. To one person. */
export function foundInMessage({ customers, branchId, show }: FoundInMessageProps): Message {
  const heading = `${counted(customers.length, 'customer')} for what this message says. Which one?`;
  const shown = customers.slice(0, MOST);
  return {
    text: [heading, ...shown.map((customer) => `• ${escapeMrkdwn(show.person(customer), 150)}`)].join('\n'),
    blocks: [
      richLines([bold(heading)]),
      ...shown.map((customer) => {
        const { blockState } = customer;
        const state = blockState === undefined || blockState === 'NONE' ? [] : [stateWords('block', blockState).words];
        const facts = [show.email(customer.email), show.phone(customer.phone), ...state].filter((fact) => fact !== '–');
        const words = [`*${escapeMrkdwn(show.person(customer), 200)}*`, escapeMrkdwn(facts.join(' · '), 400)];
        return section(
          mrkdwn(words.filter((line) => line !== '').join('\n')),
          button({
            text: 'Open',
            actionId: uniqueId(actionIds.openCustomer, customer.id),
            value: writePointer({ customer: customer.id, branch: branchId }),
            label: `Open ${show.person(customer)}`,
          }),
        );
      }),
    ],
  };
}
