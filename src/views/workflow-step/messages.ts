import { speak } from '../../lib/language/speak.ts';
import { actions, button, type Message } from '../common/blocks.ts';
import { bold, richLines, say } from '../common/rich.ts';
import { actionIds } from '../ids.ts';
import { requestStates, stateWords } from '../request/words.ts';

export type ShownStep = { execution: string; step: 'wheelhouse_customer' | 'wheelhouse_voucher' };
export type ShownEnd = { outputs: Readonly<Record<string, string>> } | { error: string };

/**
 * To the person whom a step of a workflow names. Nothing of what its author wrote is in it: that is in the form, for the one who opens it
 * alone.
 */
export function stepMessage({ execution, step }: ShownStep): Message {
  const isCustomer = step === 'wheelhouse_customer';
  const title = isCustomer
    ? speak('A workflow asks you to look up a customer')
    : speak('A workflow asks you to request a voucher for a customer');
  const what = isCustomer
    ? speak('You choose the customer, and the workflow gets initials and id, nothing else.')
    : speak('The form is filled in with what the workflow says. Check it: what you send is your own request.');
  return {
    text: title,
    blocks: [
      richLines([bold(title)], [say(what)], [say(speak('If you don’t do it within 24 hours, the workflow’s step fails.'))]),
      ...actions([
        button({
          text: isCustomer ? speak('Look up a customer') : speak('Apply a voucher'),
          actionId: isCustomer ? actionIds.workflowCustomer : actionIds.workflowVoucher,
          value: execution,
          style: 'primary',
        }),
      ]),
    ],
  };
}

/** The same message once it is over. */
export function endedStepMessage({ step, end }: ShownStep & { end: ShownEnd }): Message {
  const words = endWords(step, end);
  return { text: words, blocks: [richLines([say(words)])] };
}

function endWords(step: ShownStep['step'], end: ShownEnd): string {
  if ('error' in end)
    return step === 'wheelhouse_customer'
      ? speak('A workflow asked you to look up a customer. Its step has failed: too late, or no longer possible.')
      : speak('A workflow asked you to request a voucher. Its step has failed: too late, or no longer possible.');
  const { outcome = '', request = '', customer_id: id = '' } = end.outputs;
  if (step === 'wheelhouse_customer') return speak('You gave a workflow the initials and id of customer {id}.', { id });
  const state = requestStates.find((one) => one === outcome);
  return speak('A workflow asked you to request a voucher. Request {request}: {state}.', {
    request,
    state: state === undefined ? outcome : stateWords[state],
  });
}
