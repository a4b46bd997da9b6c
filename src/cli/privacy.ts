import type { Environment } from '../config.ts';
import type { Clock } from '../lib/clock.ts';
import { counted } from '../lib/text.ts';
import { EraseAnswer } from '../operator.ts';
import type { CommandEnd } from './arguments.ts';
import { accountName } from './arguments.ts';
import { operate } from './operate.ts';

/** How long it waits for what is being carried out, and for Slack. */
const waitMs = 60_000;
const lookAgainMs = 500;

/** `wheelhouse privacy erase --customer ID`. Stopped at any point, it goes on where it was when it is run again. */
export async function eraseOne(
  { environment, clock }: { environment: Environment; clock: Pick<Clock, 'now' | 'sleep'> },
  { customer, reason = '' }: { customer: string; reason?: string },
): Promise<CommandEnd> {
  if (!/^[1-9]\d{0,14}$/.test(customer.trim()))
    return { code: 2, lines: [`--customer ${customer}: write the customer’s number, such as 1018.`] };
  const asked = {
    customer: Number(customer),
    actor: `cli:${accountName()}`,
    reason: reason.trim() || 'wheelhouse privacy erase',
  };
  try {
    return await operate(environment, async ({ ask }) => {
      const endMs = clock.now().getTime() + waitMs;
      const all = { cancelled: 0, requests: 0, entries: 0 };
      for (;;) {
        const pass = EraseAnswer.parse(await ask('erase', asked));
        all.cancelled += pass.cancelled;
        all.requests += pass.requests;
        all.entries += pass.entries;
        const isLeft = pass.running + pass.messages > 0;
        if (!isLeft || clock.now().getTime() >= endMs) return endOf(asked.customer, { ...pass, ...all });
        await clock.sleep(lookAgainMs);
      }
    });
  } catch (error) {
    return { code: 2, lines: [error instanceof Error ? error.message : 'The database cannot be opened.'] };
  }
}

function endOf(
  customer: number,
  { cancelled, requests, entries, running, unknown, messages }: ReturnType<typeof EraseAnswer.parse>,
): CommandEnd {
  const lines = [
    `Customer ${customer}: erased ${counted(requests, 'request')} and what lay beside ${counted(entries, 'journal entry', 'journal entries')}.`,
    ...(cancelled === 0 ? [] : [`Cancelled first: ${counted(cancelled, 'waiting request')}; the people who asked are told.`]),
    ...(unknown === 0
      ? []
      : [`Outcome unknown: ${counted(unknown, 'request')}, which keeps ids alone. Settle it, then run this again.`]),
    'Ids, amounts, rules and decisions stay. Answers that only one person saw, and profiles that somebody shared, are not among the messages that can be changed.',
    ...(running === 0 ? [] : [`LEFT: ${counted(running, 'request')} is being checked or carried out.`]),
    ...(messages === 0
      ? []
      : [`LEFT: ${counted(messages, 'message')} in Slack. The running app changes them, also when this command has ended.`]),
  ];
  const isLeft = running + messages > 0;
  return { code: isLeft ? 1 : 0, lines: isLeft ? [...lines, 'Run it again.'] : lines };
}
