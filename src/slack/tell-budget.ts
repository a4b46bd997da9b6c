import type { WebClient } from '@slack/web-api';
import type { Policy } from '../approvals/policy/types.ts';
import type { Directory } from '../approvals/ports.ts';
import { asFault } from '../errors.ts';
import type { Log } from '../lib/log.ts';
import { type BudgetProps, budgetMessage } from '../views/common/budget.ts';

export type TellBudgetDeps = { client: WebClient; directory: Directory; policy: Pick<Policy, 'owners'>; log: Log };

/** Tells the policy's owners, and the log, how much of the day's budget is used. Never throws. */
export async function tellBudget({ client, directory, policy, log }: TellBudgetDeps, reached: BudgetProps): Promise<void> {
  log.warn({ ...reached }, 'the daily budget of upstream calls is being used up');
  try {
    const owners = await directory.peopleOf(policy.owners, { freshMs: 60_000, withinMs: 5_000 });
    const message = budgetMessage(reached);
    await Promise.all(
      owners.map((channel) => client.chat.postMessage({ channel, ...message, unfurl_links: false, unfurl_media: false })),
    );
  } catch (error) {
    log.warn({ err: asFault(error) }, 'the owners could not be told of the daily budget');
  }
}
